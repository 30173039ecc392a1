import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { collectInputs, fillMembers } from './expressions.ts'
import { type FoundCommand, PREVIEW, readCommandPlaces } from './found-command.ts'
import { unrollJobs } from './job-matrix.ts'
import { listJobEntries, listJobs, listSteps, type readLocalActions, type Workflow } from './pipelines.ts'
import { findPublishCommands, type Scripts } from './publish-commands.ts'
import { readUsedAction } from './used-actions.ts'
import { listNpmVersions } from './workflow-versions.ts'

/** Where steps are read. */
export interface StepPlace {
  readonly root: string
  readonly scripts: Scripts
  /** The repository's own actions, by their folder. */
  readonly actions: Awaited<ReturnType<typeof readLocalActions>>
}

/** The commands of a workflow that publish, and of those that it calls the ones that make tarballs for it. */
export function findWorkflowCommands(
  { file, content }: Workflow,
  place: StepPlace,
  workflows: readonly Workflow[],
): FoundCommand[] {
  const [npmVersion] = listNpmVersions(content)
  const called = listJobs(content).map((job) => path.posix.normalize(readText(job.uses) ?? ''))
  // What a workflow calls makes the tarballs that it publishes; what else is in there, that one tells itself.
  const packs = workflows
    .filter((one) => called.includes(one.file))
    .flatMap((one) => findJobCommands(expandCalls(one, [{ file, content }]), place))
    .filter(({ isPack, memberScript }) => isPack || memberScript !== null)
  return [...packs, ...findJobCommands(expandCalls({ file, content }, workflows), place)].map((one) => ({
    ...one,
    from: file,
    version: one.version ?? (one.packer === 'npm' ? (npmVersion ?? null) : null),
  }))
}

/** A workflow's contents, once for each call of it by others with what these give it. */
function expandCalls({ file, content }: Workflow, workflows: readonly Workflow[]): Called {
  const call = isObject(content.on) ? content.on.workflow_call : null
  const declared = isObject(call) ? call.inputs : null
  if (!isObject(declared)) return { file, contents: [content] }
  const given = workflows
    .flatMap((one) => listJobEntries(one.content).flatMap(unrollJobs))
    .filter(([, job]) => path.posix.normalize(readText(job.uses) ?? '') === file)
    .map(([, job]) => job.with)
  const calls = given.length === 0 ? [{}] : given
  return {
    file,
    contents: calls.map((one) => fillMembers(content, { inputs: collectInputs(declared, one) })),
  }
}

interface Called {
  readonly file: string
  readonly contents: readonly Workflow['content'][]
}

function findJobCommands({ file, contents }: Called, place: StepPlace): FoundCommand[] {
  return contents.flatMap((content) => findCommandsOfJobs({ file, content }, place))
}

function findCommandsOfJobs({ file, content }: Workflow, place: StepPlace): FoundCommand[] {
  return listJobEntries(content)
    .flatMap(unrollJobs)
    .flatMap(([name, job]) => {
      const env = { ...readMembers(content.env), ...readMembers(job.env) }
      const byDefault = readWorkingDirectory(job.defaults) ?? readWorkingDirectory(content.defaults) ?? '.'
      return listSteps(job).flatMap((step) => {
        const words = [
          file,
          name,
          readText(job.name),
          readText(step.name),
          readText(step.run),
          readText(step.id),
        ].join('\n')
        const isPreview = PREVIEW.test(words)
        return findStepCommands(step, { ...place, byDefault, env, uses: 0 }).map((one) => ({
          ...one,
          source: file,
          from: file,
          isPreview,
        }))
      })
    })
}

/** The folder of the checkout, as a step names it. */
const CHECKOUT = /^\$\{\{\s*github\.workspace\s*\}\}/

/** How often an action of the repository may use another. */
const MOST_USES = 3

interface StepSurroundings extends StepPlace {
  /** The folder that steps run in which name none. */
  readonly byDefault: string
  /** Variables of the job. */
  readonly env: Workflow['content']
  /** How many actions stand around the step. */
  readonly uses: number
}

function findStepCommands(
  given: Workflow['content'],
  around: StepSurroundings,
): Omit<FoundCommand, 'source' | 'from' | 'isPreview'>[] {
  const { root, scripts, actions, uses } = around
  const env = { ...around.env, ...readMembers(given.env) }
  const step = fillMembers(given, { env })
  const written = (readText(step['working-directory']) ?? around.byDefault).replace(CHECKOUT, '.')
  const place = /\$/.test(written) ? null : path.posix.join(written)
  const used = readText(step.uses) ?? ''
  const own = used.startsWith('./') ? actions.get(path.posix.normalize(used).replace(/\/$/, '')) : undefined
  const inputs = collectInputs(own?.inputs, step.with)
  return [
    ...[
      ...findPublishCommands(readText(step.run) ?? '', scripts, { place, variables: readVariables(env) }),
      ...readUsedAction(used, readMembers(step.with), scripts),
    ].map((one) => ({ ...one, ...readCommandPlaces(root, one) })),
    ...(uses === MOST_USES ? [] : (own?.steps ?? [])).flatMap((one) =>
      findStepCommands(fillMembers(one, { inputs }), { ...around, byDefault: '.', env, uses: uses + 1 }),
    ),
  ]
}

const readMembers = (value: unknown): Workflow['content'] => (isObject(value) ? value : {})

/** Variables whose values stand there, and not only a run knows. */
function readVariables(env: Workflow['content']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (one): one is [string, string] => typeof one[1] === 'string' && !/[$`\s]/.test(one[1]),
    ),
  )
}

function readWorkingDirectory(defaults: unknown): string | null {
  const run = isObject(defaults) ? defaults.run : null
  return isObject(run) ? readText(run['working-directory']) : null
}

const readText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
