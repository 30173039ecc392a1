import { createHash } from 'node:crypto'
import path from 'node:path'
import type { CommitFiles } from '../../repository/commit-files.ts'
import { ConfigFileError, type ConfigFiles } from '../../repository/config-files.ts'
import { readManifestForConfig } from '../files/load-config.ts'

/** A package as the base commit knows it. */
export interface BasePackage {
  /** Relative to the root; '' for the root itself. */
  readonly folder: string
  readonly name: string | null
}

/**
 * What the base commit has of a package: found by its name, wherever it lay, and by its folder, whatever it was called.
 * For a package that the base does not know, what the base says of that folder and of the root counts.
 * @param disk the files that are checked out, under the same root
 */
export async function findPackagesAtBase(
  base: CommitFiles,
  disk: ConfigFiles,
  { folder, name }: { readonly folder: string | null; readonly name: string | null },
): Promise<{ readonly known: boolean; readonly packages: readonly BasePackage[] }> {
  const here = folder ?? ''
  const before = await readManifestForConfig(base, here)
  if (name === null) return { known: before !== null, packages: [{ folder: here, name: null }] }
  const nameBefore = typeof before?.name === 'string' ? before.name : null
  if (nameBefore === name) return { known: true, packages: [{ folder: here, name }] }
  const found = ((await listNamesAtBase(base, disk)).get(name) ?? []).map((one) => ({ folder: one, name }))
  if (before !== null && (found.length > 0 || !isRootOf(here, before)))
    found.push({ folder: here, name: nameBefore ?? name })
  if (found.length > 0) return { known: true, packages: found }
  const around = here === '' ? [] : [{ folder: here, name }]
  return { known: false, packages: [...around, { folder: '', name }] }
}

/** A tarball of a name that nothing has is looked for at the root, and the root of workspaces is another package. */
function isRootOf(folder: string, manifest: Readonly<Record<string, unknown>>): boolean {
  return folder === '' && (manifest.private === true || manifest.workspaces !== undefined)
}

const known = new WeakMap<CommitFiles, Promise<ReadonlyMap<string, readonly string[]>>>()

/** Name → folders, of every package.json of the base commit. */
export function listNamesAtBase(
  base: CommitFiles,
  disk: ConfigFiles,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = known.get(base) ?? readNames(base, disk)
  known.set(base, found)
  return found
}

async function readNames(base: CommitFiles, disk: ConfigFiles) {
  const names = new Map<string, string[]>()
  for (const [file, { hash }] of await base.readTree()) {
    if (path.posix.basename(file) !== 'package.json' || file.split('/').includes('node_modules')) continue
    const folder = path.posix.dirname(file) === '.' ? '' : path.posix.dirname(file)
    // Most have not changed, and what is on disk need not be asked for.
    const manifest = await readManifestForConfig((await hasOnDisk(disk, file, hash)) ? disk : base, folder)
    if (typeof manifest?.name === 'string')
      names.set(manifest.name, [...(names.get(manifest.name) ?? []), folder])
  }
  return names
}

/** Whether the file that is checked out is the one of that hash, git's object id. */
export async function hasOnDisk(disk: ConfigFiles, file: string, hash: string): Promise<boolean> {
  try {
    const bytes = await disk.read(file)
    if (bytes === null) return false
    const algorithm = hash.length === 64 ? 'sha256' : 'sha1'
    return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === hash
  } catch (error) {
    if (error instanceof ConfigFileError) return false
    throw error
  }
}
