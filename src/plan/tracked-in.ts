import path from 'node:path'
import { runGit } from '../repository/run-git.ts'
import { readTrackedFiles } from '../repository/tracked-files.ts'

/** What git tracks below a folder, relative to it; null where there is no git, no repository or no commit. */
export async function listTracked(directory: string): Promise<ReadonlySet<string> | null> {
  const repository = await readTrackedFiles(directory)
  if (repository === null) return null
  const inside = path.relative(repository.root, directory).split(path.sep).join('/')
  if (inside === '') return repository.paths
  const prefix = `${inside}/`
  return new Set(
    [...repository.paths].filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)),
  )
}

/**
 * The way to a folder that git ignores from the package above it that git tracks: a build of that package writes it.
 * @returns null where the folder is one that a person keeps, or nobody knows
 */
export async function findBuiltFolder(directory: string): Promise<string | null> {
  const repository = await readTrackedFiles(directory)
  if (repository === null) return null
  const parts = path.relative(repository.root, directory).split(path.sep)
  const above = parts
    .map((_, length) => parts.slice(0, length))
    .findLast((one) => repository.paths.has([...one, 'package.json'].join('/')))
  if (above === undefined || !(await isIgnored(directory))) return null
  return parts.slice(above.length).join('/')
}

async function isIgnored(directory: string): Promise<boolean> {
  const listing = ['ls-files', '--others', '--ignored', '--exclude-standard', '--', 'package.json']
  return runGit(directory, listing).then(
    (out) => out.length > 0,
    () => false,
  )
}
