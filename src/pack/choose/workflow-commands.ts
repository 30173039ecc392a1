import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { type FoundCommand, PREVIEW, placesFrom } from './found-command.ts'
import { unrolledJobs } from './job-matrix.ts'
import { jobEntries, jobsOf, type readLocalActions, stepsOf, type Workflow } from './pipelines.ts'
import { publishCommands, type Scripts } from './publish-commands.ts'
import { usedAction } from './used-actions.ts'
import { npmVersions } from './workflow-versions.ts'

/** Where steps are read. */
export interface StepPlace {
  readonly root: string
  readonly scripts: Scripts
  /** Steps of the repository's own actions, by their folder. */
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
    .flatMap((one) => jobCommands(one, place))
    .filter(({ isPack, memberScript }) => isPack || memberScript !== null)
  return [...packs, ...jobCommands({ file, content }, place)].map((one) => ({
    ...one,
    from: file,
    version: one.version ?? (one.packer === 'npm' ? (npmVersion ?? null) : null),
  }))
}

function jobCommands({ file, content }: Workflow, place: StepPlace): FoundCommand[] {
  return jobEntries(content)
    .flatMap(unrolledJobs)
    .flatMap(([name, job]) => {
      const byDefault = workingDirectory(job.defaults) ?? workingDirectory(content.defaults) ?? '.'
      return stepsOf(job).flatMap((step) => {
        const words = [file, name, text(job.name), text(step.name), text(step.run), text(step.id)].join('\n')
        const isPreview = PREVIEW.test(words)
        return stepCommands(step, byDefault, place).map((one) => ({
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

function stepCommands(
  step: Workflow['content'],
  byDefault: string,
  place: StepPlace,
  uses = 0,
): Omit<FoundCommand, 'source' | 'from' | 'isPreview'>[] {
  const written = text(step['working-directory']) ?? byDefault
  const folder = /\$/.test(written.replace(CHECKOUT, '.'))
    ? null
    : path.posix.join(written.replace(CHECKOUT, '.'))
  const given = isObject(step.with) ? step.with : {}
  const used = text(step.uses) ?? ''
  const own = used.startsWith('./')
    ? place.actions.get(path.posix.normalize(used).replace(/\/$/, ''))
    : undefined
  return [
    ...[
      ...publishCommands(text(step.run) ?? '', place.scripts, { place: folder }),
      ...usedAction(used, given, place.scripts),
    ].map((one) => ({ ...one, ...placesFrom(place.root, one) })),
    ...(own ?? []).flatMap((one) => (uses === MOST_USES ? [] : stepCommands(one, '.', place, uses + 1))),
  ]
}

function workingDirectory(defaults: unknown): string | null {
  const run = isObject(defaults) ? defaults.run : null
  return isObject(run) ? text(run['working-directory']) : null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
