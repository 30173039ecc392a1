import path from 'node:path'
import { makeRelativeToRoot } from '../../repository/config-files.ts'
import { readText } from '../workspace/read-json.ts'
import { readCallableTexts, readPackageScripts } from './callable-texts.ts'
import { CODE_FILE, findCodeCommands } from './code-commands.ts'
import { type FoundCommand, PREVIEW, readCommandPlaces } from './found-command.ts'
import { readOtherPipelines } from './other-pipelines.ts'
import { listJobs, listSteps, readLocalActions, readWorkflows, type Workflow } from './pipelines.ts'
import { findPublishCommands, isTarball, type Scripts } from './publish-commands.ts'
import { listUnknownPublishing } from './unknown-publishing.ts'
import { findWorkflowCommands } from './workflow-commands.ts'
import { listPnpmVersions } from './workflow-versions.ts'

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
export async function collectRepositoryCommands(root: string): Promise<RepositoryCommands> {
  const [files, own, workflows, actions, others] = await Promise.all([
    readCallableTexts(root),
    readPackageScripts(root),
    readWorkflows(root),
    readLocalActions(root),
    readOtherPipelines(root),
  ])
  const scripts = { ...files, ...own }
  const steps = { root, scripts, actions }
  return {
    root,
    files,
    fromWorkflows: [
      ...workflows.flatMap((one) => findWorkflowCommands(one, steps, workflows)),
      ...others.flatMap(({ file, text: shell }) => findTextCommands(shell, scripts, root, file)),
    ],
    fromScripts: findScriptCommands(root, own, { root, files }),
    fromFiles: Object.keys(files)
      .filter((file) => RELEASE_FILES.test(file))
      .flatMap((file) =>
        listTexts(file, files).flatMap((shell) => findTextCommands(shell, scripts, root, file)),
      ),
    unknown: [
      ...findUnknownInWorkflows(workflows),
      ...findUnknownInScripts(own),
      ...(await findUnknownByFile(root)),
    ],
    pnpmVersion: workflows.flatMap(({ content }) => listPnpmVersions(content))[0] ?? null,
  }
}

/** Steps of workflows that look like publishing. */
const findUnknownInWorkflows = (workflows: readonly Workflow[]) =>
  workflows.flatMap(({ file, content }) =>
    listJobs(content)
      .flatMap((job) => [job, ...listSteps(job)])
      .flatMap((one) => listUnknownPublishing(readShellText(one.run) ?? '', readShellText(one.uses) ?? ''))
      .map((shown) => ({ shown, source: file })),
  )

const findUnknownInScripts = (scripts: Scripts) =>
  Object.entries(scripts)
    .filter(([name]) => RELEASE_SCRIPTS.test(name) || name === 'publish-release')
    .flatMap(([name, shell]) =>
      listUnknownPublishing(shell, '').map((shown) => ({ shown, source: `the script ${name}` })),
    )

/** GoReleaser makes packages of what it builds and publishes them, where its settings say so. */
async function findUnknownByFile(root: string): Promise<{ shown: string; source: string }[]> {
  for (const source of ['.goreleaser.yaml', '.goreleaser.yml', 'goreleaser.yaml', 'goreleaser.yml'])
    if (/^npms:/m.test((await readText(path.join(root, source))) ?? ''))
      return [{ shown: 'GoReleaser', source }]
  return []
}

/**
 * The commands of release scripts, and of those that make the tarballs that these publish.
 * @param folder absolute; of the package.json that has the scripts
 */
export function findScriptCommands(
  folder: string,
  scripts: Scripts,
  { root, files }: Pick<RepositoryCommands, 'root' | 'files'>,
): FoundCommand[] {
  const findNamed = (pattern: RegExp) => findCommandsOfScripts(folder, scripts, { root, files }, pattern)
  const found = findNamed(RELEASE_SCRIPTS)
  const needsTarball = found.some(isTarball) && !found.some(({ isPack }) => isPack)
  return needsTarball ? [...found, ...findNamed(PACK_SCRIPTS).filter(({ isPack }) => isPack)] : found
}

/**
 * The commands of the scripts whose names match.
 * @param folder absolute; of the package.json that has the scripts
 */
export function findCommandsOfScripts(
  folder: string,
  scripts: Scripts,
  { root, files }: Pick<RepositoryCommands, 'root' | 'files'>,
  pattern: RegExp,
): FoundCommand[] {
  const home = path.posix.join('.', makeRelativeToRoot(root, folder))
  return Object.entries(scripts)
    .filter(([name]) => pattern.test(name))
    .flatMap(([name, shell]) =>
      findPublishCommands(shell, { ...files, ...scripts }, { home, place: home }).map((one) => ({
        ...one,
        source: `the script ${name}`,
        from: folder,
        ...readCommandPlaces(root, one),
        isPreview: PREVIEW.test(name),
      })),
    )
}

const listTexts = (file: string, files: Scripts) =>
  CODE_FILE.test(file) ? findCodeCommands(file, files) : [files[file] ?? '']

function findTextCommands(shell: string, scripts: Scripts, root: string, file: string): FoundCommand[] {
  return findPublishCommands(shell, scripts).map((one) => ({
    ...one,
    source: file,
    from: file,
    ...readCommandPlaces(root, one),
    isPreview: PREVIEW.test(file),
  }))
}

const readShellText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null

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
    const scripts = { ...files, ...(await readPackageScripts(place)) }
    const shell = Object.hasOwn(scripts, name) ? (scripts[name] ?? '') : ''
    const home = path.posix.join('.', makeRelativeToRoot(root, place))
    const called = findPublishCommands(shell, scripts, { home, place: home })
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
