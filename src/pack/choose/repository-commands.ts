import path from 'node:path'
import { fromRoot } from '../../repository/config-files.ts'
import { readText } from '../workspace/read-json.ts'
import { callableTexts, packageScripts } from './callable-texts.ts'
import { CODE_FILE, codeCommands } from './code-commands.ts'
import { type FoundCommand, PREVIEW, readCommandPlaces } from './found-command.ts'
import { otherPipelines } from './other-pipelines.ts'
import { jobsOf, readLocalActions, readWorkflows, stepsOf, type Workflow } from './pipelines.ts'
import { isTarball, publishCommands, type Scripts } from './publish-commands.ts'
import { listUnknownPublishing } from './unknown-publishing.ts'
import { workflowCommands } from './workflow-commands.ts'
import { pnpmVersions } from './workflow-versions.ts'

/** Scripts that people publish with, tried where no workflow says how. */
const RELEASE_SCRIPTS =
  /^(?:release|publish|deploy|semantic-release|(?:ci|npm|lerna|changeset)[:-](?:release|publish)|(?:release|publish)[:-](?:ci|npm|packages?|all|latest|publish|stable|prod(?:uction)?|only))$/
/** Scripts that make the tarball which another one publishes. */
const PACK_SCRIPTS = /^(?:pack|[\w-]+:pack|pack:[\w-]+)$/
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
    unknown: [...unknownInWorkflows(workflows), ...unknownInScripts(own), ...(await unknownByFile(root))],
    pnpmVersion: workflows.flatMap(({ content }) => pnpmVersions(content))[0] ?? null,
  }
}

/** Steps of workflows that look like publishing. */
const unknownInWorkflows = (workflows: readonly Workflow[]) =>
  workflows.flatMap(({ file, content }) =>
    jobsOf(content)
      .flatMap((job) => [job, ...stepsOf(job)])
      .flatMap((one) => listUnknownPublishing(text(one.run) ?? '', text(one.uses) ?? ''))
      .map((shown) => ({ shown, source: file })),
  )

const unknownInScripts = (scripts: Scripts) =>
  Object.entries(scripts)
    .filter(([name]) => RELEASE_SCRIPTS.test(name) || name === 'publish-release')
    .flatMap(([name, shell]) =>
      listUnknownPublishing(shell, '').map((shown) => ({ shown, source: `the script ${name}` })),
    )

/** GoReleaser makes packages of what it builds and publishes them, where its settings say so. */
async function unknownByFile(root: string): Promise<{ shown: string; source: string }[]> {
  for (const source of ['.goreleaser.yaml', '.goreleaser.yml', 'goreleaser.yaml', 'goreleaser.yml'])
    if (/^npms:/m.test((await readText(path.join(root, source))) ?? ''))
      return [{ shown: 'GoReleaser', source }]
  return []
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
  const named = (pattern: RegExp) => commandsOfScripts(folder, scripts, { root, files }, pattern)
  const found = named(RELEASE_SCRIPTS)
  const needsTarball = found.some(isTarball) && !found.some(({ isPack }) => isPack)
  return needsTarball ? [...found, ...named(PACK_SCRIPTS).filter(({ isPack }) => isPack)] : found
}

/**
 * The commands of the scripts whose names match.
 * @param folder absolute; of the package.json that has the scripts
 */
export function commandsOfScripts(
  folder: string,
  scripts: Scripts,
  { root, files }: Pick<RepositoryCommands, 'root' | 'files'>,
  pattern: RegExp,
): FoundCommand[] {
  const home = path.posix.join('.', fromRoot(root, folder))
  return Object.entries(scripts)
    .filter(([name]) => pattern.test(name))
    .flatMap(([name, shell]) =>
      publishCommands(shell, { ...files, ...scripts }, { home, place: home }).map((one) => ({
        ...one,
        source: `the script ${name}`,
        from: folder,
        ...readCommandPlaces(root, one),
        isPreview: PREVIEW.test(name),
      })),
    )
}

const textsOf = (file: string, files: Scripts) =>
  CODE_FILE.test(file) ? codeCommands(file, files) : [files[file] ?? '']

function textCommands(shell: string, scripts: Scripts, root: string, file: string): FoundCommand[] {
  return publishCommands(shell, scripts).map((one) => ({
    ...one,
    source: file,
    from: file,
    ...readCommandPlaces(root, one),
    isPreview: PREVIEW.test(file),
  }))
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * The commands with those that run a script of another package.json replaced by what that script does: of each
 * workspace, or of the folder that the command goes to.
 * @param folder absolute; of the package in question
 */
export async function listCommandsInMember(
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
        ...readCommandPlaces(root, one),
      })
  }
  return resolved
}
