import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { glob } from 'tinyglobby'
import { parse } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import { readText } from '../workspace/read-json.ts'

type Members = Readonly<Record<string, unknown>>

/** A workflow of GitHub. */
export interface Workflow {
  /** From the root, with `/`. */
  readonly file: string
  readonly content: Members
}

/** Where workflows lie: GitHub's, and those of servers that read them the same way. */
const WORKFLOW_FOLDERS = ['.github', '.forgejo', '.gitea']

/** The workflows of a repository, in the order of their names. */
export async function readWorkflows(root: string): Promise<Workflow[]> {
  const found: Workflow[] = []
  for (const place of WORKFLOW_FOLDERS) {
    const folder = path.join(root, place, 'workflows')
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((one) => /\.ya?ml$/i.test(one)).sort()) {
      const content = parsed((await readText(path.join(folder, name))) ?? '')
      if (isObject(content)) found.push({ file: `${place}/workflows/${name}`, content })
    }
  }
  return found
}

/** The jobs of a workflow by their names. */
export const jobEntries = (content: Members): [string, Members][] =>
  isObject(content.jobs)
    ? Object.entries(content.jobs).filter((one): one is [string, Members] => isObject(one[1]))
    : []

/** The jobs of a workflow. */
export const jobsOf = (content: Members): Members[] =>
  isObject(content.jobs) ? Object.values(content.jobs).filter(isObject) : []

/** Steps of a job, or of an action that is made of steps. */
export const stepsOf = (job: Members): Members[] =>
  Array.isArray(job.steps) ? job.steps.filter(isObject) : []

/** An action of the repository's own. */
export interface LocalAction {
  readonly steps: readonly Members[]
  /** As it declares them. */
  readonly inputs: unknown
}

/** The repository's own actions, by the folder that `uses: ./folder` names. */
export async function readLocalActions(root: string): Promise<ReadonlyMap<string, LocalAction>> {
  const files = await glob(
    ['.github/**/action.{yml,yaml}', 'actions/**/action.{yml,yaml}', 'action.{yml,yaml}'],
    {
      cwd: root,
      ignore: ['**/node_modules/**'],
      dot: true,
      followSymbolicLinks: false,
    },
  ).catch(() => [])
  const found = new Map<string, LocalAction>()
  for (const file of files.slice(0, 100)) {
    const content = parsed((await readText(path.join(root, file))) ?? '')
    if (isObject(content) && isObject(content.runs))
      found.set(path.posix.dirname(file), { steps: stepsOf(content.runs), inputs: content.inputs })
  }
  return found
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' })
  } catch {
    return null
  }
}
