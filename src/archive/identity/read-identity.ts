import { readLicence } from '../../manifest/licence.ts'
import { readManifestString } from '../../manifest/parse-manifest.ts'
import type { ArchiveKind, NeighbourIdentity } from '../../model/archive.ts'
import type { Entry } from '../../model/entry.ts'
import { readCargoPackage } from './cargo-manifest.ts'
import { findPrivateClassifier, readPythonLicence, readPythonMetadata } from './python-metadata.ts'

/** Bytes of metadata that are read; descriptions stand behind what counts. */
const METADATA_BYTES = 1024 * 1024
const DIST_INFO = /^[^/]+\.dist-info\//
const NO_LICENCE = { open: false, stated: null }

type Manifest = Readonly<Record<string, unknown>>

/** Finds out what a package of another kind than npm's says of itself, from its entries as they come. */
export class IdentityReader {
  readonly #kind: ArchiveKind
  #found: { readonly path: string; readonly text: string } | null = null

  constructor(kind: ArchiveKind) {
    this.#kind = kind
  }

  entry({ path, type, content }: Entry): void {
    if (type === 'file' && isMetadata(path, this.#kind))
      this.#found = { path, text: content.toString('utf8', 0, METADATA_BYTES) }
  }

  /** @param manifest the package.json, where the kind has one */
  finish(manifest: Manifest | null): NeighbourIdentity | null {
    switch (this.#kind) {
      case 'npm':
        return null
      case 'vscode':
        return identifyExtension(manifest)
      case 'crate':
        return this.#identifyCrate()
      default:
        return this.#identifyPython(this.#kind)
    }
  }

  #identifyPython(kind: 'wheel' | 'sdist'): NeighbourIdentity {
    const fields = readPythonMetadata(this.#found?.text ?? '')
    const refused = findPrivateClassifier(fields)
    return {
      kind,
      name: fields.get('name')?.[0] || null,
      version: fields.get('version')?.[0] || null,
      manifestPath: this.#found?.path ?? null,
      licence: readPythonLicence(fields),
      isPrivate: refused === null ? null : `it has the classifier "${refused}"`,
    }
  }

  #identifyCrate(): NeighbourIdentity {
    const table = readCargoPackage(this.#found?.text ?? '')
    const { publish } = table ?? {}
    const isRefused = publish === false || (Array.isArray(publish) && publish.length === 0)
    return {
      kind: 'crate',
      name: readManifestString(table, 'name'),
      version: readManifestString(table, 'version'),
      manifestPath: this.#found?.path ?? null,
      licence: table === null ? NO_LICENCE : readLicence(table),
      isPrivate: isRefused ? 'Cargo.toml says publish = false' : null,
    }
  }
}

function isMetadata(path: string, kind: ArchiveKind): boolean {
  if (kind === 'wheel') return /^[^/]+\.dist-info\/METADATA$/.test(path)
  return path === { npm: null, vscode: null, sdist: 'PKG-INFO', crate: 'Cargo.toml' }[kind]
}

/** An extension goes by publisher and name; "private" keeps npm from publishing it and no marketplace. */
function identifyExtension(manifest: Manifest | null): NeighbourIdentity {
  const name = readManifestString(manifest, 'name')
  const publisher = readManifestString(manifest, 'publisher')
  return {
    kind: 'vscode',
    name: name !== null && publisher !== null ? `${publisher}.${name}` : name,
    version: readManifestString(manifest, 'version'),
    manifestPath: manifest === null ? null : 'extension/package.json',
    licence: manifest === null ? NO_LICENCE : readLicence(manifest),
    isPrivate: null,
  }
}

/** The name of a file for the question whether it is the licence's: wheels keep it with their metadata. */
export function readLicencePath(path: string, kind: ArchiveKind): string {
  return kind === 'wheel' ? path.replace(DIST_INFO, '').replace(/^licenses\//, '') : path
}
