import path from 'node:path'
import type { PackerName } from '../../model/packing.ts'
import { isInside } from '../../repository/config-files.ts'
import { repositoryRoot } from '../../repository/repository-root.ts'
import type { Workspace, WorkspaceFinder } from '../workspace/find-workspace.ts'
import { type PackageManager, packageManager } from './package-manager.ts'
import { isTarball, type ReleaseTool } from './publish-commands.ts'
import {
  type FoundCommand,
  type RepositoryCommands,
  repositoryCommands,
  scriptCommands,
} from './repository-commands.ts'
import { toolByFiles } from './tool-by-files.ts'

/** The packer that publishes a package, and how it is called. */
export interface ChosenPacker {
  readonly packer: PackerName
  readonly version: string | null
  /** Whether the command that publishes names this version, or its workflow installs it. */
  readonly isPinned: boolean
  /** A clause. */
  readonly reason: string
  /** Whether npm is given the folder by its path, so that no ignore file above it counts. */
  readonly isByPath: boolean
  readonly tool: ReleaseTool | null
  /** The command that publishes it, where one was found. */
  readonly command: FoundCommand | null
  readonly workspace: Workspace | null
  /** Whole sentences: evidence that disagrees. */
  readonly notes: readonly string[]
}

/** Finds out who packs the packages of a checkout when they are published. What it reads of a repository it reads once. */
export class PackerChooser {
  readonly #finder: WorkspaceFinder
  readonly #commands = new Map<string, Promise<RepositoryCommands>>()

  constructor(finder: WorkspaceFinder) {
    this.#finder = finder
  }

  /**
   * The packer of a package by the evidence of its repository: the command of a workflow that publishes it, that of a
   * release script, the release tool's configuration, `packageManager`, the lock file.
   * @param folder absolute
   * @param asked what the user said; null to go by the evidence
   */
  async choose(folder: string, asked: PackerName | null): Promise<ChosenPacker> {
    const workspace = await this.#finder.find(folder)
    const top = repositoryRoot(folder) ?? workspace?.root ?? folder
    const commands = await this.#commandsOf(top)
    const manager = withPnpmVersion(
      await packageManager(foldersUpTo(folder, top), workspace?.root ?? null),
      commands,
    )
    const own = folder === top ? [] : await scriptCommands(folder)
    const [found, others] = splitCommands({ folder, workspace, manager }, commands, own)
    const shared = { workspace, command: found }
    if (asked !== null)
      return {
        ...shared,
        packer: asked,
        version: manager?.packer === asked ? manager.version : null,
        reason: 'the option packer says so',
        isPinned: false,
        isByPath: asked === 'npm' && found !== null && isByPath(found, folder),
        tool: found?.tool ?? null,
        notes: [],
      }
    if (found !== null)
      return {
        ...shared,
        ...byCommand(found, manager, folder),
        notes: disagreement(packerOf(found, manager), others, manager),
      }
    const tool = await toolByFiles(workspace?.root ?? folder, folder)
    if (tool !== null) {
      const packer = packerOfTool(tool.tool, manager)
      return {
        ...shared,
        packer,
        version: versionOf(packer, manager, null),
        reason: `${tool.source} says that ${tool.tool} publishes it${packer === 'npm' ? '' : `, with ${packer}`}`,
        isPinned: false,
        isByPath: packer === 'npm',
        tool: tool.tool,
        notes: [],
      }
    }
    const { packer, version, reason } = manager ?? NPM
    return { ...shared, packer, version, reason, isPinned: false, isByPath: false, tool: null, notes: [] }
  }

  #commandsOf(root: string): Promise<RepositoryCommands> {
    const found = this.#commands.get(root) ?? repositoryCommands(root)
    this.#commands.set(root, found)
    return found
  }
}

const NPM: PackageManager = { packer: 'npm', version: null, reason: 'nothing says otherwise' }

interface Place {
  readonly folder: string
  readonly workspace: Workspace | null
  readonly manager: PackageManager | null
}

/** The command that publishes the package, and the others that would. */
function splitCommands(
  place: Place,
  { fromWorkflows, fromScripts }: RepositoryCommands,
  own: readonly FoundCommand[],
): [FoundCommand | null, readonly FoundCommand[]] {
  const relevant = (all: readonly FoundCommand[]) =>
    all
      .map((command) => ({ command, rank: relevance(command, place) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank)
  const ranked = [relevant(fromWorkflows), relevant([...own, ...fromScripts])]
  const [best] = ranked.find((one) => one.length > 0) ?? []
  if (best === undefined) return [null, []]
  const all = ranked.flat()
  // Of several that fit alike, the one of the repository's own package manager is most likely the one that is meant.
  const equal = (ranked.find((one) => one.length > 0) ?? []).filter(({ rank }) => rank === best.rank)
  const chosen =
    equal.find(({ command }) => packerOf(command, place.manager) === place.manager?.packer) ?? best
  return [chosen.command, all.filter((one) => one !== chosen).map(({ command }) => command)]
}

/** How surely a command publishes the package: 3 in its very folder, 2 all of the workspace, 1 perhaps, 0 not at all. */
function relevance(command: FoundCommand, { folder, workspace }: Place): number {
  const { runsIn, tool, isByWorkspace } = command
  if (tool === null && isTarball(command)) return 0
  if (runsIn === null) return 1
  // A folder that only a run knows: each one of a loop.
  if (tool !== 'lerna' && command.folder !== null && /[$*`]/.test(command.folder)) return 1
  const named = publishedFolder(command)
  if (named !== null && tool !== 'lerna') return isInside(folder, named) ? 3 : 0
  if (isInside(folder, runsIn)) return isMemberBetween(folder, runsIn, workspace) ? 0 : 3
  const isAbove = isInside(runsIn, folder)
  return isAbove && (tool !== null || isByWorkspace) ? 2 : 0
}

function isMemberBetween(folder: string, runsIn: string, workspace: Workspace | null): boolean {
  return (workspace?.folders ?? []).some(
    (one) => one !== folder && isInside(folder, one) && isInside(one, runsIn),
  )
}

/** The folder that a command names, absolute; null where it names none or only a run knows. */
export function publishedFolder({ folder, runsIn }: FoundCommand): string | null {
  if (folder === null || runsIn === null || /[$*`]/.test(folder)) return null
  return path.resolve(runsIn, folder)
}

function packerOf({ packer, tool }: FoundCommand, manager: PackageManager | null): PackerName {
  return packer ?? (tool === null ? 'npm' : packerOfTool(tool, manager))
}

/** What release tools call: changesets 2 and Nx 22 know pnpm (Nx also Bun) beside npm, np goes by packageManager. */
function packerOfTool(tool: ReleaseTool, manager: PackageManager | null): PackerName {
  const own = manager?.packer ?? 'npm'
  if (tool === 'changesets') return own === 'pnpm' ? 'pnpm' : 'npm'
  if (tool === 'nx') return own === 'pnpm' || own === 'bun' ? own : 'npm'
  return tool === 'np' ? own : 'npm'
}

/** Whether npm is told the folder by its path: what tools do, and who writes `npm publish ./packages/a`. */
function isByPath(command: FoundCommand, folder: string): boolean {
  if (command.tool !== null) return command.tool !== 'np'
  const named = publishedFolder(command)
  return command.folder !== null && !(named === folder && command.runsIn === folder)
}

function byCommand(command: FoundCommand, manager: PackageManager | null, folder: string) {
  const packer = packerOf(command, manager)
  const by =
    command.tool !== null && command.packer === null && packer !== 'npm' ? `, which calls ${packer}` : ''
  return {
    packer,
    version: command.version ?? versionOf(packer, manager, command),
    isPinned: command.version !== null,
    reason: `${command.source} runs ${command.shown}${by}`,
    isByPath: packer === 'npm' && isByPath(command, folder),
    tool: command.tool,
  }
}

function versionOf(
  packer: PackerName,
  manager: PackageManager | null,
  command: FoundCommand | null,
): string | null {
  if (packer === 'yarn' && command?.shown === 'yarn publish')
    return manager?.packer === 'yarn' ? (manager.version ?? '1') : '1'
  if (manager?.packer === packer) return manager.version
  return packer === 'yarn' ? '4' : null
}

function withPnpmVersion(
  manager: PackageManager | null,
  { pnpmVersion }: RepositoryCommands,
): PackageManager | null {
  if (manager?.packer !== 'pnpm' || manager.version !== null) return manager
  return { ...manager, version: pnpmVersion }
}

function disagreement(
  packer: PackerName,
  others: readonly FoundCommand[],
  manager: PackageManager | null,
): string[] {
  const other = others.find((one) => packerOf(one, manager) !== packer)
  if (other === undefined) return []
  return [
    `Packed as ${packer} does, but ${other.source} publishes with ${other.shown}: if that is the one, set packer to ${packerOf(other, manager)}.`,
  ]
}

/** A folder and those above it up to `top`, nearest first. */
function foldersUpTo(folder: string, top: string): string[] {
  const folders: string[] = []
  for (let above = folder; ; above = path.dirname(above)) {
    folders.push(above)
    if (above === top || above === path.dirname(above)) return folders
  }
}
