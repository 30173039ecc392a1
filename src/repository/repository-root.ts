import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder, this one or one above it, that holds `.git`; null outside of a repository. */
export function repositoryRoot(directory: string): string | null {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder
    if (folder === path.dirname(folder)) return null
  }
}
