import { isInside } from '../repository/config-files.ts'
import { PackerChooser } from './choose/choose-packer.ts'
import { publishedFolder } from './choose/rank-commands.ts'
import { WorkspaceFinder } from './workspace/find-workspace.ts'

/** Tools that publish the workspaces of a repository, and never its root. */
const NEVER_THE_ROOT: ReadonlySet<string> = new Set(['beachball', 'changesets', 'lerna', 'nx', 'rush'])

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
    if (command === null || tool !== null) return false
    const place = publishedFolder(command) ?? command.runsIn
    return place !== null && place !== folder && isInside(folder, place)
  }

  /**
   * The command that publishes the workspaces of a root and not the root itself; null where there is none, or the root
   * is a workspace of its own.
   */
  async publisherOfWorkspacesOnly(root: string): Promise<string | null> {
    const workspace = await this.#finder.find(root)
    if (workspace?.root !== root || workspace.folders.includes(root)) return null
    const { command, tool } = await this.#chooser.choose(root, null)
    const isOnly = (tool !== null && NEVER_THE_ROOT.has(tool)) || command?.isByWorkspace === true
    return isOnly ? (command?.shown ?? tool) : null
  }
}
