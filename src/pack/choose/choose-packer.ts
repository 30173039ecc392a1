import path from 'node:path'
import type { PackerName } from '../../model/packing.ts'
import { repositoryRoot } from '../../repository/repository-root.ts'
import type { Workspace, WorkspaceFinder } from '../workspace/find-workspace.ts'
import { readJson } from '../workspace/read-json.ts'
import { packageScripts } from './callable-texts.ts'
import type { FoundCommand } from './found-command.ts'
import {
  noteDisagreement,
  noteLeftToAnother,
  noteUnknownCommands,
  noteUnreadSettings,
} from './notes-on-choice.ts'
import { type PackageManager, packageManager } from './package-manager.ts'
import type { ReleaseTool } from './publish-commands.ts'
import { type Place, packerOf, packerOfTool, publishedFolder, splitCommands } from './rank-commands.ts'
import { saysOfPublishing } from './release-settings.ts'
import {
  listCommandsInMember,
  type RepositoryCommands,
  repositoryCommands,
  scriptCommands,
} from './repository-commands.ts'
import { foldersOf, packerNamed, settleCommands } from './settle-commands.ts'
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
  /** Whether something else may publish it, in another way or from another folder; a note says what. */
  readonly isDoubtful: boolean
  /** Whole sentences: evidence that disagrees, or is not understood. */
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
    const commands = await this.commandsOf(top)
    const manager = withPnpmVersion(
      await packageManager(foldersUpTo(folder, top), workspace?.root ?? null),
      commands,
    )
    const own = folder === top ? [] : scriptCommands(folder, await packageScripts(folder), commands)
    const place = { folder, workspace, manager, name: await nameOf(folder) }
    const understood = async (all: readonly FoundCommand[]) =>
      settleCommands(await listCommandsInMember(all, folder, commands), place)
    const [found, others] = splitCommands(place, {
      unknown: commands.unknown,
      fromWorkflows: await understood(commands.fromWorkflows),
      fromScripts: await understood([...own, ...commands.fromScripts]),
    })
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
        isDoubtful: false,
        notes: [],
      }
    if (found !== null) {
      const unread = await notReadBy(found, place)
      return {
        ...shared,
        ...byCommand(found, manager, folder),
        isDoubtful: unread.length > 0,
        notes: [...unread, ...noteDisagreement(packerOf(found, manager), others, manager)],
      }
    }
    const inFiles = await understood(commands.fromFiles)
    return byWhatIsThere(place, commands, inFiles)
  }

  /** What a repository says of how it publishes, read once. */
  commandsOf(root: string): Promise<RepositoryCommands> {
    const found = this.#commands.get(root) ?? repositoryCommands(root)
    this.#commands.set(root, found)
    return found
  }
}

/** Who packs a package that no workflow and no release script publishes: a tool that is set up, a file that is called after releasing, the package manager. */
async function byWhatIsThere(
  place: Place,
  commands: RepositoryCommands,
  inFiles: readonly FoundCommand[],
): Promise<ChosenPacker> {
  const { folder, workspace, manager } = place
  const shared = { workspace, command: null }
  const tool = await toolByFiles(workspace?.root ?? folder, folder)
  const says = tool === null ? null : await saysOfPublishing(tool.tool, foldersOf(place))
  const doubts = [
    ...noteUnknownCommands(commands),
    ...(tool !== null && says?.isOff === true && commands.unknown.length === 0
      ? [noteLeftToAnother(tool)]
      : []),
    ...(tool === null ? [] : noteUnreadSettings(tool, says)),
  ]
  if (tool !== null && says?.isOff !== true) {
    const packer = packerNamed(says?.packer) ?? packerOfTool(tool.tool, manager)
    return {
      ...shared,
      packer,
      version: versionOf(packer, manager, null),
      reason: `${tool.source} says that ${tool.tool} publishes it${packer === 'npm' ? '' : `, with ${packer}`}`,
      isPinned: false,
      isByPath: packer === 'npm',
      tool: tool.tool,
      isDoubtful: doubts.length > 0,
      notes: doubts,
    }
  }
  const [inFile] = splitCommands(place, {
    unknown: commands.unknown,
    fromWorkflows: inFiles,
    fromScripts: [],
  })
  if (inFile !== null)
    return {
      workspace,
      command: inFile,
      ...byCommand(inFile, manager, folder),
      isDoubtful: false,
      notes: [],
    }
  const { packer, version, reason } = manager ?? NPM
  return {
    ...{ ...shared, packer, version, reason, isPinned: false, isByPath: false, tool: null },
    isDoubtful: doubts.length > 0,
    notes: doubts,
  }
}

const NPM: PackageManager = { packer: 'npm', version: null, reason: 'nothing says otherwise' }

async function notReadBy({ tool, source }: FoundCommand, place: Place): Promise<string[]> {
  return tool === null
    ? []
    : noteUnreadSettings({ tool, source }, await saysOfPublishing(tool, foldersOf(place)))
}

async function nameOf(folder: string): Promise<string | null> {
  const name = (await readJson(path.join(folder, 'package.json')))?.name
  return typeof name === 'string' ? name : null
}

/** Tools that run npm in the package's own folder. */
const IN_THE_FOLDER: ReadonlySet<ReleaseTool> = new Set([
  'np',
  'auto',
  'beachball',
  'changelogen',
  'rush',
  'shipjs',
])

/** Whether npm is told the folder by its path: what tools do, and who writes `npm publish ./packages/a`. */
function isByPath(command: FoundCommand, folder: string): boolean {
  if (command.tool !== null) return !IN_THE_FOLDER.has(command.tool)
  const named = publishedFolder(command)
  return command.folder !== null && !(named === folder && command.runsIn === folder)
}

function byCommand(command: FoundCommand, manager: PackageManager | null, folder: string) {
  const packer = packerOf(command, manager)
  const by = command.tool !== null && packer !== 'npm' ? `, which calls ${packer}` : ''
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

/** A folder and those above it up to `top`, nearest first. */
function foldersUpTo(folder: string, top: string): string[] {
  const folders: string[] = []
  for (let above = folder; ; above = path.dirname(above)) {
    folders.push(above)
    if (above === top || above === path.dirname(above)) return folders
  }
}
