import path from 'node:path'
import { glob } from 'tinyglobby'
import { isInside } from '../repository/config-files.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'
import { PackerChooser } from './choose/choose-packer.ts'
import type { FoundCommand } from './choose/found-command.ts'
import { isTarball } from './choose/publish-commands.ts'
import { findPublishedFolderOf, resolvePublishedFolder } from './choose/rank-commands.ts'
import { collectRepositoryCommands } from './choose/repository-commands.ts'
import { isVsCodeExtension } from './not-published.ts'
import { WorkspaceFinder } from './workspace/find-workspace.ts'

/** Tools that publish the workspaces of a repository, and never its root. */
const NEVER_THE_ROOT: ReadonlySet<string> = new Set(['beachball', 'changesets', 'lerna', 'nx', 'rush'])

/** A folder that a command publishes. */
export interface PublishedPlace {
  /** Absolute. */
  readonly folder: string
  /** The file that the command stands in, as a person would name it. */
  readonly source: string
  /** The command's words. */
  readonly shown: string
}

/** The folders below one that the commands of its repository publish, by releases before what tries out. */
export async function findFoldersPublishedBelow(folder: string): Promise<PublishedPlace[]> {
  const { fromWorkflows, fromScripts } = await collectRepositoryCommands(findRepositoryRoot(folder) ?? folder)
  const all = [...fromWorkflows, ...fromScripts]
  return findPlacesBelow(folder, [
    ...all.filter((one) => !one.isPreview),
    ...all.filter((one) => one.isPreview),
  ])
}

/** The folders below one that commands publish, in the order of the commands. */
export async function findPlacesBelow(
  folder: string,
  commands: readonly FoundCommand[],
): Promise<PublishedPlace[]> {
  const found = new Map<string, PublishedPlace>()
  for (const command of commands) {
    if (command.tool !== null || command.memberScript !== null || command.isPack || command.isByWorkspace)
      continue
    for (const place of await findPlaces(command))
      if (place !== folder && isInside(folder, place) && !found.has(place))
        found.set(place, { folder: place, source: command.source, shown: command.shown })
  }
  return [...found.values()]
}

/** The folders that a command publishes, those of a pattern that a loop goes through among them. */
async function findPlaces(command: FoundCommand): Promise<string[]> {
  const { runsIn, folder, among } = command
  if (isTarball(command)) return []
  if (among === null)
    return runsIn === null || /[$`]/.test(folder ?? '') ? [] : [resolvePublishedFolder(command) ?? runsIn]
  const files = await glob(
    among.patterns.map((one) => `${one}/package.json`),
    { cwd: among.root, ignore: ['**/node_modules/**'], followSymbolicLinks: false },
  )
  return files.sort().map((file) => path.join(among.root, path.dirname(file)))
}

/** Tells by the commands of a repository which packages are published from another folder than their own. */
export class PublishedElsewhere {
  readonly #finder = new WorkspaceFinder()
  readonly #chooser = new PackerChooser(this.#finder)

  /**
   * Whether a command publishes a folder below a package's own: what is private there says nothing of what the build
   * writes.
   * @param folder absolute
   */
  async isPublishedFromInside(folder: string): Promise<boolean> {
    const { command, tool } = await this.#chooser.choose(folder, null)
    if (command === null || tool === 'lerna' || (tool !== null && command.folder === null)) return false
    const place = findPublishedFolderOf(command, folder)
    if (place === null || place === folder || !isInside(folder, place)) return false
    // What another workspace publishes from its folder says nothing of the one around it.
    const workspace = await this.#finder.find(folder)
    return workspace?.folders.some((one) => one !== folder && isInside(one, place)) !== true
  }

  /** Why a root is not published itself though it could be, as a clause; null where nothing says so. */
  async explainWhyNotTheRoot(root: string): Promise<string | null> {
    const workspace = await this.#finder.find(root)
    if (workspace?.root !== root || workspace.folders.includes(root)) return null
    const { command, tool } = await this.#chooser.choose(root, null)
    if (workspace.list.kind === 'angular')
      return command === null
        ? 'is the workspace of Angular projects, and their libraries get published'
        : null
    const isOnly = (tool !== null && NEVER_THE_ROOT.has(tool)) || command?.isByWorkspace === true
    return isOnly ? `is none of its workspaces, and ${command?.shown ?? tool} publishes these only` : null
  }

  /** Whether a package is an extension of VS Code that nothing publishes to npm. */
  async isOnlyAnExtension(folder: string, manifest: Readonly<Record<string, unknown>>): Promise<boolean> {
    if (!isVsCodeExtension(manifest)) return false
    const { command, tool } = await this.#chooser.choose(folder, null)
    return command === null && tool === null
  }
}
