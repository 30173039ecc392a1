import type { ArchiveKind } from '../model/archive.ts'
import type { Entry, TarballFacts } from '../model/entry.ts'
import type { Limits } from '../model/limits.ts'
import { readTarball } from '../tarball/read-tarball.ts'
import { recogniseArchive } from './recognise-archive.ts'
import { readZipPackage } from './zip-package.ts'

/** What is known of an archive once it has been read to its last byte, and what kind of package it is. */
export interface ArchiveFacts extends TarballFacts {
  readonly kind: ArchiveKind
}

/**
 * Reads a package's archive of any kind once from disk, as `readTarball` does a tarball: every entry is handed to
 * `visit`, with its path inside the package.
 * @param given the kind, where it is known; else it is recognised
 * @throws CannotLook when the file cannot be opened or read; it says which, why, and what to do.
 */
export async function readArchive(
  file: string,
  limits: Limits,
  visit: (entry: Entry) => void | Promise<void>,
  given?: ArchiveKind,
): Promise<ArchiveFacts> {
  const kind = given ?? (await recogniseArchive(file))
  switch (kind) {
    case 'vscode':
      return { ...(await readZipPackage(file, limits, visit, { kind, manifest: 'package.json' })), kind }
    case 'wheel':
      return {
        ...(await readZipPackage(file, limits, visit, { kind, manifest: /^[^/]+\.dist-info\/METADATA$/ })),
        kind,
      }
    case 'crate':
      return { ...(await readTarball(file, limits, visit, 'Cargo.toml')), kind }
    case 'sdist':
      return { ...(await readTarball(file, limits, visit, 'PKG-INFO')), kind }
    default:
      return { ...(await readTarball(file, limits, visit)), kind }
  }
}
