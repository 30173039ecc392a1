import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { fillMembers, inputsOf } from './expressions.ts'
import { type FoundCommand, PREVIEW, readCommandPlaces } from './found-command.ts'
import { unrolledJobs } from './job-matrix.ts'
import { jobEntries, jobsOf, type readLocalActions, stepsOf, type Workflow } from './pipelines.ts'
import { publishCommands, type Scripts } from './publish-commands.ts'
import { usedAction } from './used-actions.ts'
import { npmVersions } from './workflow-versions.ts'

/** Where steps are read. */
export interface StepPlace {
  readonly root: string
  readonly scripts: Scripts
  /** The repository's own actions, by their folder. */
  readonly actions: Awaited<ReturnType<typeof readLocalActions>>
}

/** The commands of a workflow that publish, and of those that it calls the ones that make tarballs for it. */
export function workflowCommands(
  { file, content }: Workflow,
  place: StepPlace,
  workflows: readonly Workflow[],
): FoundCommand[] {
  const [npmVersion] = npmVersions(content)
  const called = jobsOf(content).map((job) => path.posix.normalize(text(job.uses) ?? ''))
  // What a workflow calls makes the tarballs that it publishes; what else is in there, that one tells itself.
  const packs = workflows
    .filter((one) => called.includes(one.file))
    .flatMap((one) => jobCommands(asCalled(one, [{ file, content }]), place))
    .filter(({ isPack, memberScript }) => isPack || memberScript !== null)
  return [...packs, ...jobCommands(asCalled({ file, content }, workflows), place)].map((one) => ({
    ...one,
    from: file,
    version: one.version ?? (one.packer === 'npm' ? (npmVersion ?? null) : null),
  }))
}

/** A workflow's contents, once for each call of it by others with what these give it. */
function asCalled({ file, content }: Workflow, workflows: readonly Workflow[]): Called {
  const call = isObject(content.on) ? content.on.workflow_call : null
  const declared = isObject(call) ? call.inputs : null
  if (!isObject(declared)) return { file, contents: [content] }
  const given = workflows
    .flatMap((one) => jobEntries(one.content).flatMap(unrolledJobs))
    .filter(([, job]) => path.posix.normalize(text(job.uses) ?? '') === file)
    .map(([, job]) => job.with)
  const calls = given.length === 0 ? [{}] : given
  return { file, contents: calls.map((one) => fillMembers(content, { inputs: inputsOf(declared, one) })) }
}

interface Called {
  readonly file: string
  readonly contents: readonly Workflow['content'][]
}

function jobCommands({ file, contents }: Called, place: StepPlace): FoundCommand[] {
  return contents.flatMap((content) => commandsOfJobs({ file, content }, place))
}

function commandsOfJobs({ file, content }: Workflow, place: StepPlace): FoundCommand[] {
  return jobEntries(content)
    .flatMap(unrolledJobs)
    .flatMap(([name, job]) => {
      const env = { ...members(content.env), ...members(job.env) }
      const byDefault = workingDirectory(job.defaults) ?? workingDirectory(content.defaults) ?? '.'
      return stepsOf(job).flatMap((step) => {
        const words = [file, name, text(job.name), text(step.name), text(step.run), text(step.id)].join('\n')
        const isPreview = PREVIEW.test(words)
        return stepCommands(step, { ...place, byDefault, env, uses: 0 }).map((one) => ({
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

function stepCommands(
  given: Workflow['content'],
  around: StepSurroundings,
): Omit<FoundCommand, 'source' | 'from' | 'isPreview'>[] {
  const { root, scripts, actions, uses } = around
  const env = { ...around.env, ...members(given.env) }
  const step = fillMembers(given, { env })
  const written = (text(step['working-directory']) ?? around.byDefault).replace(CHECKOUT, '.')
  const place = /\$/.test(written) ? null : path.posix.join(written)
  const used = text(step.uses) ?? ''
  const own = used.startsWith('./') ? actions.get(path.posix.normalize(used).replace(/\/$/, '')) : undefined
  const inputs = inputsOf(own?.inputs, step.with)
  return [
    ...[
      ...publishCommands(text(step.run) ?? '', scripts, { place, variables: textsIn(env) }),
      ...usedAction(used, members(step.with), scripts),
    ].map((one) => ({ ...one, ...readCommandPlaces(root, one) })),
    ...(uses === MOST_USES ? [] : (own?.steps ?? [])).flatMap((one) =>
      stepCommands(fillMembers(one, { inputs }), { ...around, byDefault: '.', env, uses: uses + 1 }),
    ),
  ]
}

const members = (value: unknown): Workflow['content'] => (isObject(value) ? value : {})

/** Variables whose values stand there, and not only a run knows. */
function textsIn(env: Workflow['content']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (one): one is [string, string] => typeof one[1] === 'string' && !/[$`\s]/.test(one[1]),
    ),
  )
}

function workingDirectory(defaults: unknown): string | null {
  const run = isObject(defaults) ? defaults.run : null
  return isObject(run) ? text(run['working-directory']) : null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
