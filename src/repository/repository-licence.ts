import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { namesNoLicence, readLicence } from '../manifest/licence.ts'
import { findDecidingFile, isLicenceName, openLicenceOf } from '../manifest/licence-text.ts'
import { parseManifest } from '../manifest/parse-manifest.ts'
import { readRegular } from './read-regular.ts'
import { findRepositoryRoot } from './repository-root.ts'

/**
 * The open licence of the repository in which a package lies below the root: a private example or playground in an open
 * repository is as open as the rest. Null for a package at the root, outside of a repository, or in a closed one.
 * @param directory The package's folder, or null where it has none.
 */
export async function readRepositoryLicence(directory: string | null): Promise<string | null> {
  const root = directory === null ? null : findRepositoryRoot(directory)
  if (root === null || directory === null || path.resolve(directory) === root) return null
  try {
    const manifest = await readRegular(path.join(root, 'package.json')).then(parseManifest, () => null)
    const stated = manifest === null ? { open: false, stated: null } : readLicence(manifest)
    if (!namesNoLicence(stated)) return stated.open ? stated.stated : null
    const names = (await readdir(root)).filter(isLicenceName)
    const files = await Promise.all(
      names.map(async (name) => ({
        path: name,
        licence: openLicenceOf(await readRegular(path.join(root, name)).then(String, () => '')),
      })),
    )
    return findDecidingFile(files)?.licence ?? null
  } catch {
    return null
  }
}
