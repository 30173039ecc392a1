import type { PackageFolder } from '../cause/package-folder.ts'
import { findNeededFiles, readTopFolderOf } from './needed-files.ts'

/** Files that run, that npm packs in any case, or that name what a package is made of. */
const NO_DATA =
  /\.(?:[cm]?[jt]sx?|vue|svelte|html?|css|scss|less|node|wasm|gypi?)$|(?:^|\/)[^./]+$|^(?:package|npm-shrinkwrap)\.json$|^(?:readme|copying|licen[cs]e)\b/i

/**
 * Tells which files are there for nothing: data that the package's own code neither loads nor mentions, that
 * package.json does not name, and that `files` does not name by itself. They may go as a whole.
 */
export function makeUnusedTest(
  folder: PackageFolder,
  packed: ReadonlySet<string>,
): (path: string) => boolean {
  let needed: ReturnType<typeof findNeededFiles> | null = null
  const listed = new Set((folder.files ?? []).map((entry) => entry.replace(/^(?:\.?\/)+/, '')))
  const { dependencies } = folder.manifest
  // The library `config` reads the folder of that name, and no code says so.
  const isRead = (path: string): boolean =>
    readTopFolderOf(path) === 'config' &&
    typeof dependencies === 'object' &&
    dependencies !== null &&
    'config' in dependencies
  return (path) => {
    if (!packed.has(path) || NO_DATA.test(path) || listed.has(path) || isRead(path)) return false
    needed ??= findNeededFiles(folder.directory, folder.manifest, packed)
    const isUsed = needed.loaded.has(path) || needed.named.has(path) || needed.servedBy(path) !== null
    return !isUsed && !needed.mentioned.has(readTopFolderOf(path))
  }
}
