import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { glob } from 'tinyglobby'
import { expandWorkspaces } from '../pack/workspaces.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'

/** A package whose source lies in the repository that publishes. */
export interface OwnPackage {
  readonly name: string
  /** Null where the release tool writes it later. */
  readonly version: string | null
  /** Absolute. */
  readonly folder: string
  readonly manifest: Readonly<Record<string, unknown>>
  readonly manifestText: string
  /** Whether it may be published: not private, and one of the workspaces or the package of the folder itself. */
  readonly isPublishable: boolean
}

export interface OwnPackages {
  /** Absolute: the root of the workspaces, or the package's own folder. */
  readonly root: string
  readonly isWorkspaces: boolean
  readonly packages: readonly OwnPackage[]
}

/** A repository with more package.json files than this is looked at only so far. */
const MOST = 5000

/** Every package of the repository around a folder; where two have one name, the one that can be published is first. */
export async function findOwnPackages(directory: string): Promise<OwnPackages> {
  const boundary = findRepositoryRoot(directory) ?? directory
  const { root, folders } = await findWorkspacesAround(directory, boundary)
  const own = (await read(path.join(directory, 'package.json')))?.folder
  const publishable = new Set([...folders, ...(own === undefined ? [] : [own])])
  const files = await glob('**/package.json', {
    cwd: boundary,
    ignore: ['**/node_modules/**', '**/.git/**'],
    followSymbolicLinks: false,
    expandDirectories: false,
    absolute: true,
  })
  const found = await Promise.all(
    [...new Set([...[...publishable].map((folder) => path.join(folder, 'package.json')), ...files])]
      .slice(0, MOST)
      .map(read),
  )
  const packages = found
    .filter((one) => one !== null)
    .map((one) => ({
      ...one,
      isPublishable: publishable.has(one.folder) && one.manifest.private !== true,
    }))
  return {
    root: root ?? own ?? directory,
    isWorkspaces: root !== null,
    packages: packages.sort((a, b) => Number(b.isPublishable) - Number(a.isPublishable)),
  }
}

/** The nearest folder, this one or above, that has workspaces; their folders are absolute. */
async function findWorkspacesAround(
  directory: string,
  boundary: string,
): Promise<{ root: string | null; folders: string[] }> {
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const expanded = await expandWorkspaces(['.'], folder).catch(() => null)
    if (expanded !== null)
      return { root: folder, folders: expanded.targets.map((target) => path.resolve(folder, target)) }
    if (folder === boundary || folder === path.dirname(folder)) return { root: null, folders: [] }
  }
}

async function read(file: string): Promise<Omit<OwnPackage, 'isPublishable'> | null> {
  try {
    const manifestText = await readFile(file, 'utf8')
    const manifest: unknown = JSON.parse(manifestText.replace(/^\uFEFF/, ''))
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return null
    const { name, version } = manifest as Record<string, unknown>
    if (typeof name !== 'string') return null
    return {
      name,
      version: typeof version === 'string' ? version : null,
      folder: path.dirname(path.resolve(file)),
      manifest: manifest as Record<string, unknown>,
      manifestText,
    }
  } catch {
    return null
  }
}
