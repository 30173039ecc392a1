import { existsSync } from 'node:fs'
import path from 'node:path'
import { isInside } from './config-files.ts'

/** The folder, this one or one above it, that holds `.git`; null outside of a repository. */
export function findRepositoryRoot(directory: string): string | null {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder
    if (folder === path.dirname(folder)) return null
  }
}

/**
 * The root that paths of a folder are told from: the repository's, or where there is none (a checkout without git) the
 * checkout's, or else the folder itself.
 */
export function findRootAround(directory: string, checkout: string | null): string {
  const folder = path.resolve(directory)
  const found = findRepositoryRoot(folder)
  if (found !== null) return found
  return checkout !== null && isInside(checkout, folder) ? checkout : folder
}
