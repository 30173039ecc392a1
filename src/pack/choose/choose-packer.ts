import path from 'node:path'
import type { PackerName } from '../../model/packing.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import type { Workspace, WorkspaceFinder } from '../workspace/find-workspace.ts'
import { readJson } from '../workspace/read-json.ts'
import { readPackageScripts } from './callable-texts.ts'
import type { FoundCommand } from './found-command.ts'
import {
  noteDisagreement,
  noteLeftToAnother,
  noteUnknownCommands,
  noteUnreadSettings,
} from './notes-on-choice.ts'
import { findPackageManager, type PackageManager } from './package-manager.ts'
import type { ReleaseTool } from './publish-commands.ts'
import {
  decidePacker,
  decidePackerOfTool,
  type Place,
  resolvePublishedFolder,
  splitCommands,
} from './rank-commands.ts'
import { readPublishing } from './release-settings.ts'
import {
  collectRepositoryCommands,
  findScriptCommands,
  listCommandsInMember,
  type RepositoryCommands,
} from './repository-commands.ts'
import { findPackerNamed, listFoldersOf, settleCommands } from './settle-commands.ts'
import { findToolByFiles } from './tool-by-files.ts'

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
   * release script, the release tool's configuration, `findPackageManager`, the lock file.
   * @param folder absolute
   * @param asked what the user said; null to go by the evidence
   */
  async choose(folder: string, asked: PackerName | null): Promise<ChosenPacker> {
    const workspace = await this.#finder.find(folder)
    const top = findRepositoryRoot(folder) ?? workspace?.root ?? folder
    const commands = await this.findCommands(top)
    const manager = addPnpmVersion(
      await findPackageManager(listFoldersUpTo(folder, top), workspace?.root ?? null),
      commands,
    )
    const own = folder === top ? [] : findScriptCommands(folder, await readPackageScripts(folder), commands)
    const place = { folder, workspace, manager, name: await readName(folder) }
    const settleUnderstood = async (all: readonly FoundCommand[]) =>
      settleCommands(await listCommandsInMember(all, folder, commands), place)
    const [found, others] = splitCommands(place, {
      unknown: commands.unknown,
      fromWorkflows: await settleUnderstood(commands.fromWorkflows),
      fromScripts: await settleUnderstood([...own, ...commands.fromScripts]),
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
      const unread = await noteWhatIsUnread(found, place)
      return {
        ...shared,
        ...chooseByCommand(found, manager, folder),
        isDoubtful: unread.length > 0,
        notes: [...unread, ...noteDisagreement(decidePacker(found, manager), others, manager)],
      }
    }
    const inFiles = await settleUnderstood(commands.fromFiles)
    return chooseByWhatIsThere(place, commands, inFiles)
  }

  /** What a repository says of how it publishes, read once. */
  findCommands(root: string): Promise<RepositoryCommands> {
    const found = this.#commands.get(root) ?? collectRepositoryCommands(root)
    this.#commands.set(root, found)
    return found
  }
}

/** Who packs a package that no workflow and no release script publishes: a tool that is set up, a file that is called after releasing, the package manager. */
async function chooseByWhatIsThere(
  place: Place,
  commands: RepositoryCommands,
  inFiles: readonly FoundCommand[],
): Promise<ChosenPacker> {
  const { folder, workspace, manager } = place
  const shared = { workspace, command: null }
  const tool = await findToolByFiles(workspace?.root ?? folder, folder)
  const says = tool === null ? null : await readPublishing(tool.tool, listFoldersOf(place))
  const doubts = [
    ...noteUnknownCommands(commands),
    ...(tool !== null && says?.isOff === true && commands.unknown.length === 0
      ? [noteLeftToAnother(tool)]
      : []),
    ...(tool === null ? [] : noteUnreadSettings(tool, says)),
  ]
  if (tool !== null && says?.isOff !== true) {
    const packer = findPackerNamed(says?.packer) ?? decidePackerOfTool(tool.tool, manager)
    return {
      ...shared,
      packer,
      version: findVersion(packer, manager, null),
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
      ...chooseByCommand(inFile, manager, folder),
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

async function noteWhatIsUnread({ tool, source }: FoundCommand, place: Place): Promise<string[]> {
  return tool === null
    ? []
    : noteUnreadSettings({ tool, source }, await readPublishing(tool, listFoldersOf(place)))
}

async function readName(folder: string): Promise<string | null> {
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
  const named = resolvePublishedFolder(command)
  return command.folder !== null && !(named === folder && command.runsIn === folder)
}

function chooseByCommand(command: FoundCommand, manager: PackageManager | null, folder: string) {
  const packer = decidePacker(command, manager)
  const by = command.tool !== null && packer !== 'npm' ? `, which calls ${packer}` : ''
  return {
    packer,
    version: command.version ?? findVersion(packer, manager, command),
    isPinned: command.version !== null,
    reason: `${command.source} runs ${command.shown}${by}`,
    isByPath: packer === 'npm' && isByPath(command, folder),
    tool: command.tool,
  }
}

function findVersion(
  packer: PackerName,
  manager: PackageManager | null,
  command: FoundCommand | null,
): string | null {
  if (packer === 'yarn' && command?.shown === 'yarn publish')
    return manager?.packer === 'yarn' ? (manager.version ?? '1') : '1'
  if (manager?.packer === packer) return manager.version
  return packer === 'yarn' ? '4' : null
}

function addPnpmVersion(
  manager: PackageManager | null,
  { pnpmVersion }: RepositoryCommands,
): PackageManager | null {
  if (manager?.packer !== 'pnpm' || manager.version !== null) return manager
  return { ...manager, version: pnpmVersion }
}

/** A folder and those above it up to `top`, nearest first. */
function listFoldersUpTo(folder: string, top: string): string[] {
  const folders: string[] = []
  for (let above = folder; ; above = path.dirname(above)) {
    folders.push(above)
    if (above === top || above === path.dirname(above)) return folders
  }
}
