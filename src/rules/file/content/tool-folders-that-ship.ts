import { findBuildCache } from '../../../knowledge/served-folders.ts'
import { findRepositoryFolders } from './repository-shapes.ts'
import { findToolFolders, type ToolFolder } from './tool-folders-in-paths.ts'

interface FolderThatShips {
  readonly message: ToolFolder['kind'] | 'cache'
  readonly folder: string
  readonly paths: readonly string[]
}

/** Folders of tools; of one that ships on purpose, what a build keeps in it for the next. */
export function findFoldersThatShip(
  paths: readonly string[],
  isWanted: (folder: string) => boolean,
): FolderThatShips[] {
  const repositories = findRepositoryFolders(paths)
  return [...findToolFolders(paths)].flatMap(([folder, { kind, paths: inside }]): FolderThatShips[] => {
    if (folder === '.github') return []
    if (isWanted(folder))
      return [...findCaches(inside)].map(([cache, of]) => ({
        message: 'cache',
        folder: cache,
        paths: of,
      }))
    if (repositories.some((repository) => `${repository.folder}/`.startsWith(`${folder}/`))) return []
    return [{ message: kind, folder, paths: inside }]
  })
}

function findCaches(paths: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const path of paths) {
    const cache = findBuildCache(path)
    if (cache !== null) (found.get(cache) ?? found.set(cache, []).get(cache))?.push(path)
  }
  return found
}
