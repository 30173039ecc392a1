import { existsSync } from 'node:fs'
import path from 'node:path'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { readJson } from './read-json.ts'
import { findWorkspaceFolders, MANIFEST, readWorkspaceList, type WorkspaceList } from './workspace-list.ts'

type Manifest = Readonly<Record<string, unknown>>

/** A package of a workspace. */
export interface WorkspaceMember {
  /** Absolute. */
  readonly folder: string
  readonly manifest: Manifest
}

/** The workspace that a package belongs to. */
export interface Workspace {
  /** Absolute. */
  readonly root: string
  readonly list: WorkspaceList
  /** Folders of all members, absolute. */
  readonly folders: readonly string[]
  /** Manifests of the members, read at the first call. */
  members(): Promise<readonly WorkspaceMember[]>
}

/** Finds the workspaces of packages, each read once. */
export class WorkspaceFinder {
  readonly #known = new Map<string, Promise<Workspace | null>>()

  /**
   * The nearest workspace above a package, or of which it is the root itself; null if it belongs to none. Nothing
   * above the repository's root is looked at.
   */
  async find(directory: string): Promise<Workspace | null> {
    const folder = path.resolve(directory)
    const end = findRepositoryRoot(folder)
    for (let above = folder; ; above = path.dirname(above)) {
      const workspace = await this.#readAt(above)
      if (workspace !== null && (above === folder || workspace.folders.includes(folder))) return workspace
      if (above === end || above === path.dirname(above)) return null
    }
  }

  #readAt(root: string): Promise<Workspace | null> {
    const found = this.#known.get(root) ?? readWorkspace(root)
    this.#known.set(root, found)
    return found
  }
}

async function readWorkspace(root: string): Promise<Workspace | null> {
  if (![MANIFEST, 'lerna.json', 'rush.json'].some((one) => existsSync(path.join(root, one)))) return null
  const list = await readWorkspaceList(root, root).catch(() => null)
  if (list === null) return null
  const relative = await findWorkspaceFolders(root, list)
  const folders = relative.map((one) => path.join(root, one))
  let members: Promise<readonly WorkspaceMember[]> | null = null
  return {
    root,
    list,
    folders,
    members() {
      members ??= readMembers(folders)
      return members
    },
  }
}

async function readMembers(folders: readonly string[]): Promise<WorkspaceMember[]> {
  const all: WorkspaceMember[] = []
  for (const folder of folders) {
    const manifest = await readJson(path.join(folder, MANIFEST))
    if (manifest !== null) all.push({ folder, manifest })
  }
  return all
}
