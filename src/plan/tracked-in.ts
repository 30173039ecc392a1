import path from 'node:path'
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
