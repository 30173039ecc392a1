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

/** The workflows of a repository, in the order of their names. */
export async function readWorkflows(root: string): Promise<Workflow[]> {
  const folder = path.join(root, '.github', 'workflows')
  const names = await readdir(folder).catch(() => [])
  const found: Workflow[] = []
  for (const name of names.filter((one) => /\.ya?ml$/i.test(one)).sort()) {
    const content = parsed((await readText(path.join(folder, name))) ?? '')
    if (isObject(content)) found.push({ file: `.github/workflows/${name}`, content })
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

/** Steps of the repository's own actions, by the folder that `uses: ./folder` names. */
export async function readLocalActions(root: string): Promise<ReadonlyMap<string, readonly Members[]>> {
  const files = await glob(
    ['.github/**/action.{yml,yaml}', 'actions/**/action.{yml,yaml}', 'action.{yml,yaml}'],
    {
      cwd: root,
      ignore: ['**/node_modules/**'],
      dot: true,
      followSymbolicLinks: false,
    },
  ).catch(() => [])
  const found = new Map<string, readonly Members[]>()
  for (const file of files.slice(0, 100)) {
    const content = parsed((await readText(path.join(root, file))) ?? '')
    const runs = isObject(content) ? content.runs : null
    if (isObject(runs)) found.set(path.posix.dirname(file), stepsOf(runs))
  }
  return found
}

/** Files of other services that run pipelines. */
const OTHERS = [
  '.gitlab-ci.yml',
  '.circleci/config.yml',
  'azure-pipelines.yml',
  '.travis.yml',
  'bitbucket-pipelines.yml',
  '.drone.yml',
  '.woodpecker.yml',
  '.buildkite/pipeline.yml',
]
/** Members that hold texts of the shell there. */
const SHELL_MEMBERS =
  /^(?:script|scripts|before_script|after_script|run|command|commands|bash|deploy|after_success)$/

/** The shell texts of pipelines beside GitHub's. */
export async function otherPipelines(root: string): Promise<{ file: string; text: string }[]> {
  const found: { file: string; text: string }[] = []
  for (const file of OTHERS) {
    const content = parsed((await readText(path.join(root, file))) ?? '')
    if (isObject(content)) found.push({ file, text: shellTexts(content).join('\n') })
  }
  return found
}

function shellTexts(value: unknown, isShell = false): string[] {
  if (typeof value === 'string') return isShell ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one) => shellTexts(one, isShell))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, one]) => shellTexts(one, SHELL_MEMBERS.test(name)))
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' })
  } catch {
    return null
  }
}
