import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { glob } from 'tinyglobby'
import { parse } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import { readJson, readText } from '../workspace/read-json.ts'

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
      const content = parseYaml((await readText(path.join(folder, name))) ?? '')
      if (isObject(content)) found.push({ file: `${place}/workflows/${name}`, content })
    }
  }
  return Promise.all(found.map((one) => fillReleasedPaths(root, one)))
}

/** An axis of a matrix that release-please fills with the packages which it has just released. */
const RELEASED_PATHS = /^\$\{\{\s*fromJSON\(.*paths_released\s*\)\s*\}\}$/i

/** A workflow with the packages that release-please knows in place of those that a run has released. */
async function fillReleasedPaths(root: string, { file, content }: Workflow): Promise<Workflow> {
  if (!/paths_released/.test(JSON.stringify(content.jobs ?? null))) return { file, content }
  const settings = await readJson(path.join(root, 'release-please-config.json'))
  const paths = isObject(settings?.packages) ? Object.keys(settings.packages) : []
  if (paths.length === 0) return { file, content }
  const jobs = listJobEntries(content).map(([name, job]) => [name, addAxes(job, paths)])
  return { file, content: { ...content, jobs: Object.fromEntries(jobs) } }
}

function addAxes(job: Members, paths: readonly string[]): Members {
  const { strategy } = job
  if (!isObject(strategy) || !isObject(strategy.matrix)) return job
  const axes = Object.entries(strategy.matrix).map(([name, values]) => [
    name,
    typeof values === 'string' && RELEASED_PATHS.test(values) ? paths : values,
  ])
  return { ...job, strategy: { ...strategy, matrix: Object.fromEntries(axes) } }
}

/** The jobs of a workflow by their names. */
export const listJobEntries = (content: Members): [string, Members][] =>
  isObject(content.jobs)
    ? Object.entries(content.jobs).filter((one): one is [string, Members] => isObject(one[1]))
    : []

/** The jobs of a workflow. */
export const listJobs = (content: Members): Members[] =>
  isObject(content.jobs) ? Object.values(content.jobs).filter(isObject) : []

/** Steps of a job, or of an action that is made of steps. */
export const listSteps = (job: Members): Members[] =>
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
    const content = parseYaml((await readText(path.join(root, file))) ?? '')
    if (isObject(content) && isObject(content.runs))
      found.set(path.posix.dirname(file), { steps: listSteps(content.runs), inputs: content.inputs })
  }
  return found
}

function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' })
  } catch {
    return null
  }
}
