import { stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import type { AcquiredTarball, AcquireOptions } from './acquired-tarball.ts'
import { fetchPublished, isPublishedSpec } from './fetch-published.ts'
import { packDirectory } from './pack-directory.ts'

/**
 * Turns what the user named into a tarball on disk: a directory is packed, a file is taken as it is, `name@version`
 * is fetched. A path that exists wins over a name.
 * @throws CannotLook when it is none of these or cannot be had.
 */
export async function acquireTarball(target: string, options: AcquireOptions): Promise<AcquiredTarball> {
  const absolute = path.resolve(options.directory, target)
  const found = await stat(absolute).catch(() => null)
  if (found?.isDirectory()) return packDirectory(target, absolute, options)
  if (found?.isFile())
    return {
      target,
      path: absolute,
      filename: path.basename(absolute),
      directory: null,
      given: true,
      packing: null,
      workspaceRoot: null,
      isOneOfSeveral: false,
      notes: [],
    }
  if (isPublishedSpec(target)) return fetchPublished(target, options)
  const hint = /^(@[\w.-]+\/)?[\w.-]+$/.test(target)
    ? ` To check a published package, name its version: ${target}@latest.`
    : ''
  throw new CannotLook(
    `There is no folder or file ${target}.${hint || ' Name a package folder, a .tgz, or name@version.'}`,
  )
}
