import { findFixedCause } from '../cause/find-cause.ts'
import type { PackageFolder } from '../cause/package-folder.ts'
import { PACKER_TITLES, type PackerName } from '../model/packing.ts'
import type { LeftOut } from './leave-out.ts'

/** Why no edit takes a file out, and what to do, as a whole sentence. */
export function explainWhyItStays(
  path: string,
  folder: PackageFolder,
  left: LeftOut,
  packer: PackerName,
): string {
  if (path === 'package.json') return 'There is no package without package.json.'
  const loader = left.kept.get(path)
  if (typeof loader === 'string')
    return `${loader} loads ${path}, so the package would break without it: take out of it what must not ship.`
  if (left.targets.has(path))
    return `package.json names ${path} as an entry point, so the package would break without it: take out of it what must not ship.`
  const fixed = findFixedCause(folder, path, packer)
  if (fixed !== null)
    return `${path} stays because ${fixed.reason}: delete, move or rename it before packing.`
  if (left.isCutShort)
    return `Listing this folder takes so long that not every edit was tried for ${path}: leave it out by a line of your own, or delete, move or rename it before packing.`
  return `No line of a list takes ${path} out with ${packer === 'npm' ? 'every npm' : PACKER_TITLES[packer]}: delete, move or rename it before packing.`
}
