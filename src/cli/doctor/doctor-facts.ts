import path from 'node:path'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import { PACKERS, type PackerName } from '../../model/packing.ts'
import type { Profile } from '../../model/report.ts'
import { VERSION } from '../../model/version.ts'
import { PackerChooser } from '../../pack/choose/choose-packer.ts'
import { expandTargets } from '../../pack/expand-targets.ts'
import { InstalledPackers } from '../../pack/installed-packers.ts'
import { readNpmSettings } from '../../pack/registry/npm-settings.ts'
import { WorkspaceFinder } from '../../pack/workspace/find-workspace.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { runGit } from '../../repository/run-git.ts'
import { loadEffectiveConfig } from '../effective-config.ts'
import type { Judging } from '../options.ts'
import { packAndListPaths } from '../packed-paths.ts'
import { gatherGuardFacts } from './guard-facts.ts'
import { gatherRegistryFacts, type RegistryFacts } from './registry-facts.ts'

export interface DoctorRequest {
  readonly judging: Judging
  /** Null: by the configuration or the evidence. */
  readonly packer: PackerName | null
  readonly isOffline: boolean
}

/** What Seaworthy would work with. Text of the checkout and the registry in it is hostile. */
export interface DoctorFacts {
  readonly seaworthy: string
  readonly node: string
  readonly platform: string
  /** Version by packer; null for one that is not there. */
  readonly packers: Readonly<Record<string, string | null>>
  readonly package: {
    readonly folder: string
    readonly name: string | null
    /** The file that configures it; null for the defaults. */
    readonly configuration: string | null
    readonly policy: string | null
    readonly profile: { readonly profile: Profile; readonly reason: string } | null
    readonly baseline: string
    readonly packer: {
      readonly name: PackerName
      readonly version: string | null
      readonly reason: string
    } | null
    /** Packages that a check would look at, beginning with the first; the folder itself is '.'. */
    readonly targets: readonly string[]
    /** Files of the tarball, where there is one package. */
    readonly files: number | null
  }
  readonly git: GitFacts | null
  readonly registry: RegistryFacts | null
  /** What a guard would be here, as a sentence; null where there is no package. */
  readonly guard: string | null
  /** What is in the way: whole sentences with what to do. */
  readonly problems: readonly string[]
  /** What the reader should know. */
  readonly notes: readonly string[]
}

interface GitFacts {
  readonly root: string
  readonly branch: string | null
  readonly commit: string | null
  /** Files that differ from the commit. */
  readonly changed: number
  readonly isShallow: boolean
}

const LEAST_NODE = { major: 20, minor: 15 }

/** Takes down what goes wrong, and goes on. */
class Troubles {
  readonly problems: string[] = []

  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      this.problems.push(error instanceof CannotLook ? error.message : readMessage(error))
      return null
    }
  }
}

/** Gathers it all; what cannot be found out is a problem, never an exception. */
export async function gatherDoctorFacts(
  folder: string,
  request: DoctorRequest,
  temporaryDirectory: string,
): Promise<DoctorFacts> {
  const troubles = new Troubles()
  const installed = new InstalledPackers(temporaryDirectory)
  const [versions, git, registry] = await Promise.all([
    Promise.all(PACKERS.map(async (packer) => [packer, await installed.findVersion(packer)] as const)),
    readGitFacts(path.resolve(folder)),
    troubles.attempt(async () =>
      gatherRegistryFacts(await readNpmSettings(path.resolve(folder)), request.isOffline),
    ),
  ])
  const packers = Object.fromEntries(versions)
  const found = await gatherPackageFacts(folder, request, troubles)
  return {
    seaworthy: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    packers,
    package: found.facts,
    git,
    registry,
    guard: found.facts.name === null ? null : await gatherGuardFacts(folder, temporaryDirectory),
    problems: [...listToolProblems(packers.npm ?? null), ...troubles.problems],
    notes: [
      ...(git?.isShallow ? [SHALLOW] : []),
      ...(registry === null ? [] : listRegistryNotes(registry)),
      ...found.notes,
    ],
  }
}

const SHALLOW =
  'The clone is shallow: in a pull request the configuration of the base commit may not be in it. Set fetch-depth: 2 in actions/checkout, or leave the token in place, so that it is read through the API.'

function listToolProblems(npm: string | null): string[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isOld = major < LEAST_NODE.major || (major === LEAST_NODE.major && minor < LEAST_NODE.minor)
  return [
    ...(isOld
      ? [
          `Node is ${process.versions.node}, and Seaworthy needs ${LEAST_NODE.major}.${LEAST_NODE.minor}. Install a newer one.`,
        ]
      : []),
    ...(npm === null
      ? ['There is no npm on the PATH; it is needed to fetch published versions. Install node with npm.']
      : []),
  ]
}

async function gatherPackageFacts(
  folder: string,
  { judging, packer }: DoctorRequest,
  troubles: Troubles,
): Promise<{ facts: DoctorFacts['package']; notes: readonly string[] }> {
  const judged = await troubles.attempt(() => loadEffectiveConfig(folder, judging))
  const configured = judged?.config.packer ?? 'auto'
  const asked = packer ?? (configured === 'auto' ? null : configured)
  const chooser = new PackerChooser(new WorkspaceFinder())
  const chosen = await troubles.attempt(() => chooser.choose(path.resolve(folder), asked))
  const expanded = await troubles.attempt(() => expandTargets([folder], process.cwd(), { workspaces: false }))
  const targets = expanded?.targets ?? []
  const isOne = targets.length === 1 && targets[0] === folder && judged?.name != null
  const packed = isOne ? await troubles.attempt(() => packAndListPaths(folder, false, asked)) : null
  const isRequired = judged?.config.baseline === 'required'
  return {
    facts: {
      folder: path.resolve(folder),
      name: judged?.name ?? null,
      configuration: judged?.file ?? null,
      policy: judging.policyFile,
      profile: judged?.profile ?? null,
      baseline: `the release before this one${isRequired ? ', required' : ''}`,
      packer: chosen && { name: chosen.packer, version: chosen.version, reason: chosen.reason },
      targets,
      files: packed?.paths.length ?? null,
    },
    notes: [...(chosen?.notes ?? []), ...(expanded?.notes ?? [])],
  }
}

function listRegistryNotes({ url, problem, loginProblem, isLoggedIn, variables }: RegistryFacts): string[] {
  return [
    ...(problem === null
      ? []
      : [
          `The registry ${url} does not answer: ${problem}. Without it a package is not compared with its last release, and nothing that is published can be fetched.`,
        ]),
    ...(loginProblem === null
      ? []
      : [
          `The registry ${url} does not take the login that npm has for it (${loginProblem}). Log in again: npm login`,
        ]),
    ...(!isLoggedIn && variables.length > 0
      ? [
          `${variables.join(', ')} ${variables.length === 1 ? 'is' : 'are'} set, and npm's configuration does not name ${variables.length === 1 ? 'it' : 'them'}: npm reads no token from a variable by itself.`,
        ]
      : []),
  ]
}

async function readGitFacts(directory: string): Promise<GitFacts | null> {
  const root = findRepositoryRoot(directory)
  if (root === null) return null
  const ask = (...args: string[]) =>
    runGit(directory, args).then(
      (answer) => answer.toString('utf8').trim() || null,
      () => null,
    )
  const [branch, commit, changed, shallow] = await Promise.all([
    ask('symbolic-ref', '--quiet', '--short', 'HEAD'),
    ask('rev-parse', '--verify', '--quiet', 'HEAD'),
    ask('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=all'),
    ask('rev-parse', '--is-shallow-repository'),
  ])
  return {
    root,
    branch,
    commit,
    changed: changed === null ? 0 : changed.split('\n').length,
    isShallow: shallow === 'true',
  }
}
