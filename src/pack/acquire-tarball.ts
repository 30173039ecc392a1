import { stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import type { AcquiredTarball, AcquireOptions } from './acquired-tarball.ts'
import { fetchPublished, isPublishedSpec } from './fetch-published.ts'

/**
 * Turns what the user named into a tarball on disk: a directory is packed, a file is taken as it is, `name@version`
 * is fetched. A path that exists wins over a name.
 * @throws CannotLook when it is none of these or cannot be had.
 */
export async function acquireTarball(target: string, options: AcquireOptions): Promise<AcquiredTarball> {
  const absolute = path.resolve(options.directory, target)
  const found = await stat(absolute).catch(() => null)
  if (found?.isDirectory()) {
    // What packs is a tenth of the start.
    const { packDirectory } = await import('./pack-directory.ts')
    return packDirectory(target, absolute, options)
  }
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
  throw new CannotLook(`There is no folder or file ${target}. ${suggestTarget(target, options.directory)}`)
}

/** What to write instead of a target that is not there; a sentence. */
function suggestTarget(target: string, directory: string): string {
  if (/^(@[\w.-]+\/)?[\w.-]+$/.test(target))
    return `To check a published package, name its version: ${target}@latest.`
  if (path.sep === '/' && target.includes('\\'))
    return `Separate folders with "/": ${path.posix.normalize(target.replaceAll('\\', '/'))}.`
  // The runner has a checkout in a folder of its name, twice; a container has that folder elsewhere.
  const checkout = `/${directory.split(path.sep).slice(-2).join('/')}/`
  const at = target.lastIndexOf(checkout)
  if (path.isAbsolute(target) && at !== -1)
    return `The checkout is ${directory} here: in a container, github.workspace names the folder outside. Write ${target.slice(at + checkout.length) || '.'}, relative to the checkout.`
  return 'Name a package folder, a .tgz, or name@version.'
}
