import { existsSync } from 'node:fs'
import path from 'node:path'
import { PACKERS, type PackerName } from '../../model/packing.ts'
import { repositoryRoot } from '../../repository/repository-root.ts'
import type { Workspace, WorkspaceFinder } from '../workspace/find-workspace.ts'
import { readJson } from '../workspace/read-json.ts'
import { packageScripts } from './callable-texts.ts'
import { disagreement, leftToAnother, notUnderstood } from './notes-on-choice.ts'
import { type PackageManager, packageManager } from './package-manager.ts'
import { makers, publishCommands, type ReleaseTool } from './publish-commands.ts'
import {
  isOfRelease,
  type Place,
  packerOf,
  packerOfTool,
  publishedFolder,
  splitCommands,
} from './rank-commands.ts'
import { saysOfPublishing } from './release-settings.ts'
import {
  type FoundCommand,
  inMember,
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
    const own = folder === top ? [] : scriptCommands(folder, await packageScripts(folder), commands)
    const place = { folder, workspace, manager, name: await nameOf(folder) }
    const understood = async (all: readonly FoundCommand[]) => {
      const settled = await Promise.all(
        (await inMember(all, folder, commands)).map((one) => withSettings(one, place)),
      )
      return makersByFile(settled.flat())
    }
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
        notes: [],
      }
    if (found !== null)
      return {
        ...shared,
        ...byCommand(found, manager, folder),
        notes: disagreement(packerOf(found, manager), others, manager),
      }
    const tool = await toolByFiles(workspace?.root ?? folder, folder)
    const says = tool === null ? null : await saysOfPublishing(tool.tool, foldersOf(place))
    const notes = [
      ...notUnderstood(commands),
      ...(tool !== null && says?.isOff === true && commands.unknown.length === 0
        ? [leftToAnother(tool)]
        : []),
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
        notes,
      }
    }
    const { packer, version, reason } = manager ?? NPM
    return { ...shared, packer, version, reason, isPinned: false, isByPath: false, tool: null, notes }
  }

  #commandsOf(root: string): Promise<RepositoryCommands> {
    const found = this.#commands.get(root) ?? repositoryCommands(root)
    this.#commands.set(root, found)
    return found
  }
}

const NPM: PackageManager = { packer: 'npm', version: null, reason: 'nothing says otherwise' }

async function nameOf(folder: string): Promise<string | null> {
  const name = (await readJson(path.join(folder, 'package.json')))?.name
  return typeof name === 'string' ? name : null
}

/** Of the commands of each file those that make what is published. */
function makersByFile(commands: readonly FoundCommand[]): FoundCommand[] {
  return [...new Set(commands.map(({ from }) => from))].flatMap((file) => {
    const own = commands.filter(({ from }) => from === file)
    const found = makers(own)
    if (found.length > 0) return found
    // A release that hands its tarballs to something else; what is called otherwise may only try how packing goes.
    return own.filter((one) => one.isPack && isOfRelease(one)).map((one) => ({ ...one, isPreview: true }))
  })
}

const foldersOf = ({ folder, workspace }: Place) => [...new Set([folder, workspace?.root ?? folder])]

/** A tool's command as its settings have it: gone where they leave npm alone, another one where they name it. */
async function withSettings(command: FoundCommand, place: Place): Promise<FoundCommand[]> {
  const { tool } = command
  if (tool === null) return [command]
  if (tool === 'auto') return [isLerna(place) ? { ...command, tool: 'lerna' } : command]
  const { isOff, command: other, packer } = await saysOfPublishing(tool, foldersOf(place))
  if (other !== null)
    return publishCommands(other, {}).map((one) => ({
      ...one,
      source: `${command.source} runs ${command.shown}, which`,
      from: command.from,
      runsIn: command.runsIn,
      isPreview: command.isPreview,
    }))
  if (isOff) return []
  return [{ ...command, packer: packerNamed(packer) ?? command.packer }]
}

const packerNamed = (name: string | null | undefined): PackerName | null =>
  PACKERS.find((one) => one === name) ?? null

const isLerna = ({ folder, workspace }: Place) =>
  existsSync(path.join(workspace?.root ?? folder, 'lerna.json'))

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
