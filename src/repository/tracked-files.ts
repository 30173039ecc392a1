import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { runGit } from './run-git.ts'

/** What git tracks in the commit that is checked out. */
export interface TrackedFiles {
  /** Absolute path of the repository's root. */
  readonly root: string
  /** Relative to the root, with forward slashes. */
  readonly paths: ReadonlySet<string>
  /** Object ids of the files' contents: SHA-1 of `blob <bytes>\0<content>` in a SHA-1 repository. */
  readonly blobs: ReadonlySet<string>
}

/**
 * Reads which files, with which contents, the commit checked out in `directory` has. Reads git's objects, not the
 * working tree, so a file that was only generated does not count.
 * @returns null when there is no git, no repository or no commit.
 */
export async function readTrackedFiles(directory: string): Promise<TrackedFiles | null> {
  try {
    if (!isInRepository(realpathSync(directory))) return null
    const root = (await askGit(directory, ['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '')
    const listing = await askGit(root, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD'])
    const paths = new Set<string>()
    const blobs = new Set<string>()
    for (const line of listing.split('\0')) {
      // "<mode> SP <type> SP <object> TAB <path>" (git-ls-tree, OUTPUT FORMAT)
      const match = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line)
      if (match?.[1] === undefined || match[2] === undefined) continue
      blobs.add(match[1])
      paths.add(match[2])
    }
    return { root, paths, blobs }
  } catch {
    return null
  }
}

/** A process is not started to learn that there is no `.git` in the folder or above it. */
function isInRepository(directory: string): boolean {
  const parent = path.dirname(directory)
  return existsSync(path.join(directory, '.git')) || (parent !== directory && isInRepository(parent))
}

const askGit = async (directory: string, args: readonly string[]) =>
  (await runGit(directory, args)).toString('utf8')
