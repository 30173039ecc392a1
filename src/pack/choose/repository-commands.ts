import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { fromRoot, isInside } from '../../repository/config-files.ts'
import { callableTexts, packageScripts } from './callable-texts.ts'
import { CODE_FILE, codeCommands } from './code-commands.ts'
import { otherPipelines } from './other-pipelines.ts'
import { jobEntries, jobsOf, readLocalActions, readWorkflows, stepsOf, type Workflow } from './pipelines.ts'
import { isTarball, type PublishCommand, publishCommands, type Scripts } from './publish-commands.ts'
import { unknownPublishing } from './unknown-publishing.ts'
import { usedAction } from './used-actions.ts'
import { npmVersions, pnpmVersions } from './workflow-versions.ts'

/** A publishing command, and where it was found. */
export interface FoundCommand extends PublishCommand {
  /** As a person would name it: `.github/workflows/release.yml`, "the script release". */
  readonly source: string
  /** The file that leads to it: commands of one belong together. */
  readonly from: string
  /** Absolute folder that it runs in, or null where that cannot be told: an expression, a matrix. */
  readonly runsIn: string | null
  /** Whether it is for trying out what is not released yet: nightly builds, canaries, snapshots. */
  readonly isPreview: boolean
}

/** Scripts that people publish with, tried where no workflow says how. */
const RELEASE_SCRIPTS =
  /^(?:release|publish|deploy|semantic-release|(?:ci|npm|lerna|changeset)[:-](?:release|publish)|(?:release|publish)[:-](?:ci|npm|packages?|all|latest|publish|stable|prod(?:uction)?|only))$/
/** Scripts that make the tarball which another one publishes. */
const PACK_SCRIPTS = /^(?:pack|[\w-]+:pack|pack:[\w-]+)$/
/** How people name what is published for trying out. */
const PREVIEW =
  /nightly|canary|snapshot|experimental|insiders?\b|\bpreview|(?:pre-?release|feature)-branch|pkg-pr-new|\bedge\b/i

/** How people name files and targets that release. */
const RELEASE_FILES = /(?:^|[\s/._-])(?:post-?)?(?:release|publish|deploy)/i

/** What a repository says of how it publishes. */
export interface RepositoryCommands {
  /** Absolute. */
  readonly root: string
  /** What can be called by name, beside scripts of package.json. */
  readonly files: Scripts
  readonly fromWorkflows: readonly FoundCommand[]
  readonly fromScripts: readonly FoundCommand[]
  /** Of files that are called after releasing, whether or not anything is known to call them. */
  readonly fromFiles: readonly FoundCommand[]
  /** The version of pnpm that a workflow sets up; null where none says. */
  readonly pnpmVersion: string | null
  /** What looks like publishing and is not understood, with the file it stands in. */
  readonly unknown: readonly { readonly shown: string; readonly source: string }[]
}

/** The commands of a repository's workflows and release scripts that publish. */
export async function repositoryCommands(root: string): Promise<RepositoryCommands> {
  const [files, own, workflows, actions, others] = await Promise.all([
    callableTexts(root),
    packageScripts(root),
    readWorkflows(root),
    readLocalActions(root),
    otherPipelines(root),
  ])
  const scripts = { ...files, ...own }
  const steps = { root, scripts, actions }
  return {
    root,
    files,
    fromWorkflows: [
      ...workflows.flatMap((one) => workflowCommands(one, steps, workflows)),
      ...others.flatMap(({ file, text: shell }) => textCommands(shell, scripts, root, file)),
    ],
    fromScripts: scriptCommands(root, own, { root, files }),
    fromFiles: Object.keys(files)
      .filter((file) => RELEASE_FILES.test(file))
      .flatMap((file) => textsOf(file, files).flatMap((shell) => textCommands(shell, scripts, root, file))),
    unknown: workflows.flatMap(({ file, content }) =>
      jobsOf(content)
        .flatMap(stepsOf)
        .flatMap((step) => unknownPublishing(text(step.run) ?? '', text(step.uses) ?? ''))
        .map((shown) => ({ shown, source: file })),
    ),
    pnpmVersion: workflows.flatMap(({ content }) => pnpmVersions(content))[0] ?? null,
  }
}

/**
 * The commands of release scripts, and of those that make the tarballs that these publish.
 * @param folder absolute; of the package.json that has the scripts
 */
export function scriptCommands(
  folder: string,
  scripts: Scripts,
  { root, files }: Pick<RepositoryCommands, 'root' | 'files'>,
): FoundCommand[] {
  const home = path.posix.join('.', fromRoot(root, folder))
  const named = (pattern: RegExp) =>
    Object.entries(scripts)
      .filter(([name]) => pattern.test(name))
      .flatMap(([name, shell]) =>
        publishCommands(shell, { ...files, ...scripts }, { home, place: home }).map((one) => ({
          ...one,
          source: `the script ${name}`,
          from: folder,
          runsIn: folderFrom(root, one.goesTo),
          isPreview: PREVIEW.test(name),
        })),
      )
  const found = named(RELEASE_SCRIPTS)
  const needsTarball = found.some(isTarball) && !found.some(({ isPack }) => isPack)
  return needsTarball ? [...found, ...named(PACK_SCRIPTS).filter(({ isPack }) => isPack)] : found
}

const textsOf = (file: string, files: Scripts) =>
  CODE_FILE.test(file) ? codeCommands(file, files) : [files[file] ?? '']

function textCommands(shell: string, scripts: Scripts, root: string, file: string): FoundCommand[] {
  return publishCommands(shell, scripts).map((one) => ({
    ...one,
    source: file,
    from: file,
    runsIn: folderFrom(root, one.goesTo),
    isPreview: PREVIEW.test(file),
  }))
}

/** Where steps are read. */
interface StepPlace {
  readonly root: string
  readonly scripts: Scripts
  /** Steps of the repository's own actions, by their folder. */
  readonly actions: Awaited<ReturnType<typeof readLocalActions>>
}

function workflowCommands(
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
  return jobEntries(content).flatMap(([name, job]) => {
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
    ].map((one) => ({ ...one, runsIn: folderFrom(place.root, one.goesTo) })),
    ...(own ?? []).flatMap((one) => (uses === MOST_USES ? [] : stepCommands(one, '.', place, uses + 1))),
  ]
}

function workingDirectory(defaults: unknown): string | null {
  const run = isObject(defaults) ? defaults.run : null
  return isObject(run) ? text(run['working-directory']) : null
}

/** A folder of the checkout, or null for one that only a run knows. */
function folderFrom(root: string, written: string | null): string | null {
  if (written === null || written.includes('$')) return null
  const folder = path.resolve(root, written)
  return isInside(root, folder) ? folder : null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * The commands with those that run a script of another package.json replaced by what that script does: of each
 * workspace, or of the folder that the command goes to.
 * @param folder absolute; of the package in question
 */
export async function inMember(
  commands: readonly FoundCommand[],
  folder: string,
  { root, files }: Pick<RepositoryCommands, 'root' | 'files'>,
): Promise<readonly FoundCommand[]> {
  const resolved: FoundCommand[] = []
  for (const command of commands) {
    const { memberScript: name, source, only, isByWorkspace, isPreview, from, runsIn } = command
    if (name === null) {
      resolved.push(command)
      continue
    }
    const place = isByWorkspace ? folder : (runsIn ?? folder)
    const scripts = { ...files, ...(await packageScripts(place)) }
    const shell = Object.hasOwn(scripts, name) ? (scripts[name] ?? '') : ''
    const home = path.posix.join('.', fromRoot(root, place))
    const called = publishCommands(shell, scripts, { home, place: home })
    for (const one of called.filter((inner) => inner.memberScript === null))
      resolved.push({
        ...one,
        only,
        source: `${source} runs the script ${name}, which`,
        from,
        isPreview: isPreview || PREVIEW.test(name),
        runsIn: folderFrom(root, one.goesTo),
      })
  }
  return resolved
}
