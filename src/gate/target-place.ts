import { statSync } from 'node:fs'
import path from 'node:path'
import { readTarballCandidate } from '../baseline/candidate.ts'
import { locateFolder, type TargetPlace } from '../config/merge/config-for-target.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import { findFoldersNamed, type NamesByRoot } from '../repository/package-folders.ts'
import { findRootAround } from '../repository/repository-root.ts'

/**
 * Where the configuration of a target is: a folder's in itself; a ready tarball's with the package of the checkout that
 * has its name, if there is one alone; that of anything else in the folder we work in.
 * @param checkout see `rootAround`
 */
export async function locateTarget(
  target: string,
  directory: string,
  checkout: string | null,
  names: NamesByRoot,
): Promise<TargetPlace> {
  const named = path.resolve(directory, target)
  const facts = statSync(named, { throwIfNoEntry: false })
  if (facts?.isDirectory() === true) return locateFolder(named, checkout)
  const around = { ...locateFolder(directory, checkout), packageName: null }
  if (facts?.isFile() !== true) return around
  const packed = await readTarballCandidate(named, DEFAULT_LIMITS)
  if (packed === null || packed.name === null) return around
  const root = findRootAround(directory, checkout)
  const [only, other] = await findFoldersNamed(packed.name, root, names)
  const isOne = only !== undefined && other === undefined
  return {
    directory: isOne ? path.join(root, only) : directory,
    root,
    packageName: packed.name,
    packed: packed.manifest,
  }
}
