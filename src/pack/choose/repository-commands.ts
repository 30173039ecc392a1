import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { isInside } from '../../repository/config-files.ts'
import { callableTexts, packageScripts } from './callable-texts.ts'
import {
  jobEntries,
  jobsOf,
  otherPipelines,
  readLocalActions,
  readWorkflows,
  stepsOf,
  type Workflow,
} from './pipelines.ts'
import { makers, type PublishCommand, publishCommands, type Scripts } from './publish-commands.ts'
import { unknownPublishing } from './unknown-publishing.ts'

/** A publishing command, and where it was found. */
export interface FoundCommand extends PublishCommand {
  /** As a person would name it: `.github/workflows/release.yml`, "the script release". */
  readonly source: string
  /** Absolute folder that it runs in, or null where that cannot be told: an expression, a matrix. */
  readonly runsIn: string | null
  /** Whether it is for trying out what is not released yet: nightly builds, canaries, snapshots. */
  readonly isPreview: boolean
}

/** Scripts that people publish with, tried where no workflow says how. */
const RELEASE_SCRIPTS =
  /^(?:release|publish|deploy|semantic-release|(?:ci|npm|lerna|changeset)[:-](?:release|publish)|(?:release|publish)[:-](?:ci|npm|packages?|all|latest|publish|stable|prod(?:uction)?|only))$/
/** How people name what is published for trying out. */
const PREVIEW =
  /nightly|canary|snapshot|experimental|insiders?\b|\bpreview|pre-?release-branch|pkg-pr-new|\bedge\b/i

/** What a repository says of how it publishes. */
export interface RepositoryCommands {
  readonly fromWorkflows: readonly FoundCommand[]
  readonly fromScripts: readonly FoundCommand[]
  /** The version of pnpm that a workflow sets up; null where none says. */
  readonly pnpmVersion: string | null
  /** What looks like publishing and is not understood, with the file it stands in. */
  readonly unknown: readonly { readonly shown: string; readonly source: string }[]
}

/** The commands of a repository's workflows and release scripts that publish. */
export async function repositoryCommands(root: string): Promise<RepositoryCommands> {
  const [scripts, workflows, actions, others] = await Promise.all([
    callableTexts(root),
    readWorkflows(root),
    readLocalActions(root),
    otherPipelines(root),
  ])
  const steps = { root, scripts, actions }
  return {
    fromWorkflows: [
      ...workflows.flatMap((one) => workflowCommands(one, steps)),
      ...others.flatMap(({ file, text: shell }) => textCommands(shell, scripts, root, file)),
    ],
    fromScripts: await scriptCommands(root, scripts),
    unknown: workflows.flatMap(({ file, content }) =>
      jobsOf(content)
        .flatMap(stepsOf)
        .flatMap((step) => unknownPublishing(text(step.run) ?? '', text(step.uses) ?? ''))
        .map((shown) => ({ shown, source: file })),
    ),
    pnpmVersion: workflows.flatMap(({ content }) => pnpmVersions(content))[0] ?? null,
  }
}

/** The commands of the release scripts in a folder's own package.json. */
export async function scriptCommands(folder: string, known?: Scripts): Promise<FoundCommand[]> {
  const scripts = known ?? (await packageScripts(folder))
  return Object.entries(scripts)
    .filter(([name]) => RELEASE_SCRIPTS.test(name))
    .flatMap(([name, shell]) => textCommands(shell, scripts, folder, `the script ${name}`))
}

function textCommands(shell: string, scripts: Scripts, folder: string, source: string): FoundCommand[] {
  return makers(publishCommands(shell, scripts)).map((one) => ({
    ...one,
    source,
    runsIn: folderFrom(folder, one.goesTo),
    isPreview: PREVIEW.test(source),
  }))
}

/** Where steps are read. */
interface StepPlace {
  readonly root: string
  readonly scripts: Scripts
  /** Steps of the repository's own actions, by their folder. */
  readonly actions: Awaited<ReturnType<typeof readLocalActions>>
}

function workflowCommands({ file, content }: Workflow, place: StepPlace): FoundCommand[] {
  const [npmVersion] = npmVersions(content)
  const all = jobEntries(content).flatMap(([name, job]) => {
    const byDefault = workingDirectory(job.defaults) ?? workingDirectory(content.defaults) ?? '.'
    return stepsOf(job).flatMap((step) => {
      const words = [file, name, text(job.name), text(step.name), text(step.run), text(step.id)].join('\n')
      return stepCommands(step, byDefault, place).map((one) => ({ ...one, isPreview: PREVIEW.test(words) }))
    })
  })
  return makers(all).map((one) => ({
    ...one,
    source: file,
    version: one.version ?? (one.packer === 'npm' ? (npmVersion ?? null) : null),
  }))
}

function pnpmVersions(content: Workflow['content']): string[] {
  return jobsOf(content)
    .flatMap(stepsOf)
    .filter((step) => /^pnpm\/action-setup@/i.test(text(step.uses) ?? ''))
    .map((step) => String((isObject(step.with) ? step.with.version : null) ?? ''))
    .filter((version) => /^\d/.test(version))
}

/** `npm install -g npm@11`, as trusted publishing asks for it; what is the newest one is not known here. */
function npmVersions(content: Workflow['content']): string[] {
  const install = /\bnpm\s+(?:i|install|add)\s+(?:\S+\s+)*?npm@[\^~]?v?(\d[\w.-]*)/
  return jobsOf(content)
    .flatMap(stepsOf)
    .filter((step) => /\s(?:-g|--global|--location=global)(?:\s|$)/.test(text(step.run) ?? ''))
    .flatMap((step) => install.exec(text(step.run) ?? '')?.[1] ?? [])
}

/** How often an action of the repository may use another. */
const MOST_USES = 3

function stepCommands(
  step: Workflow['content'],
  byDefault: string,
  place: StepPlace,
  uses = 0,
): Omit<FoundCommand, 'source' | 'isPreview'>[] {
  const folder = text(step['working-directory']) ?? byDefault
  const given = isObject(step.with) ? step.with : {}
  const used = text(step.uses) ?? ''
  const own = used.startsWith('./')
    ? place.actions.get(path.posix.normalize(used).replace(/\/$/, ''))
    : undefined
  return [
    ...[
      ...publishCommands(text(step.run) ?? '', place.scripts),
      ...usedAction(used, given, place.scripts),
    ].map((one) => ({
      ...one,
      runsIn: one.goesTo === null ? null : folderFrom(place.root, path.posix.join(folder, one.goesTo)),
    })),
    ...(own ?? []).flatMap((one) => (uses === MOST_USES ? [] : stepCommands(one, '.', place, uses + 1))),
  ]
}

/** Actions that publish. */
function usedAction(
  uses: string,
  given: Readonly<Record<string, unknown>>,
  scripts: Scripts,
): PublishCommand[] {
  const action = uses.replace(/@.*$/, '').toLowerCase()
  if (action === 'js-devtools/npm-publish')
    return [
      {
        packer: 'npm',
        tool: 'npm-publish',
        folder: text(given.package)?.replace(/\/?package\.json$/, '') || '.',
        isByWorkspace: false,
        only: null,
        memberScript: null,
        // Its default (https://github.com/JS-DevTools/npm-publish#action-options).
        ignoresScripts: String(given['ignore-scripts'] ?? true) === 'true',
        isPack: false,
        goesTo: '.',
        version: null,
        shown: 'JS-DevTools/npm-publish',
      },
    ]
  if (action === 'changesets/action') return publishCommands(text(given.publish) ?? '', scripts)
  if (action === 'changesets/action/publish') return publishCommands('changeset publish', scripts)
  if (/\/semantic-release-action$/.test(action)) return publishCommands('semantic-release', scripts)
  return []
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
 * The commands with those that run a script of each workspace replaced by what that script of one package does.
 * @param folder absolute
 */
export async function inMember(
  commands: readonly FoundCommand[],
  folder: string,
): Promise<readonly FoundCommand[]> {
  if (!commands.some(({ memberScript }) => memberScript !== null)) return commands
  const scripts = await packageScripts(folder)
  return commands.flatMap((command) => {
    const { memberScript: name, source, only, isPreview } = command
    if (name === null) return [command]
    const called = Object.hasOwn(scripts, name) ? publishCommands(scripts[name] ?? '', scripts) : []
    const own = called.filter((one) => one.memberScript === null)
    return makers(own).map((one) => ({
      ...one,
      only,
      source: `${source} runs the script ${name}, which`,
      isPreview: isPreview || PREVIEW.test(name),
      runsIn: folderFrom(folder, one.goesTo),
    }))
  })
}
