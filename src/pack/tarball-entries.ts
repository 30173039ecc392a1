import { lstatSync, readlinkSync, statSync } from 'node:fs'
import path from 'node:path'
import { isObject } from '../model/json-object.ts'
import type { TarballEntry } from './write-tarball.ts'

type Manifest = Readonly<Record<string, unknown>>

export interface EntryOptions {
  /** Whether what is executable on disk stays so, or who may do what stays as it is altogether. */
  readonly keepsMode?: boolean | 'whole'
  /** Whether links with absolute targets keep them. */
  readonly keepsLinks?: boolean
  /** Absolute path of the bytes, where it is not the file of that name. */
  readonly source?: string
}

/**
 * A file of the list as an entry: package.json as it is published, links as links, everything else by its place.
 * @param executables relative to the folder
 */
export function makeEntry(
  folder: string,
  name: string,
  executables: ReadonlySet<string>,
  manifest: Buffer | null,
  { keepsMode = false, keepsLinks = false, source = path.join(folder, name) }: EntryOptions = {},
): TarballEntry {
  const mode = executables.has(path.posix.normalize(name)) ? 0o755 : 0o644
  const readModeOnDisk = () =>
    (statSync(source).mode & 0o777) | (executables.has(path.posix.normalize(name)) ? 0o111 : 0)
  if (name === 'package.json' && manifest !== null)
    return { name, mode: keepsMode === 'whole' ? readModeOnDisk() : 0o644, content: manifest }
  if (lstatSync(source).isSymbolicLink()) {
    const written = readlinkSync(source)
    const isKept = keepsLinks || !path.isAbsolute(written)
    const target = isKept ? written : path.relative(path.dirname(source), written)
    return { name, mode: 0o777, linkTarget: target }
  }
  if (keepsMode === 'whole') return { name, mode: readModeOnDisk(), source }
  const isExecutable = keepsMode && (statSync(source).mode & 0o111) !== 0
  return { name, mode: isExecutable ? 0o755 : mode, source }
}

/** Files that `publishConfig.executableFiles` names, relative to the package. */
export function listExecutableFiles(manifest: Manifest): string[] {
  const config = isObject(manifest.publishConfig) ? manifest.publishConfig.executableFiles : []
  return Array.isArray(config)
    ? config.filter((one): one is string => typeof one === 'string').map((one) => path.posix.normalize(one))
    : []
}
