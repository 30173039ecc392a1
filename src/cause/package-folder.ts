import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ManifestPositions } from '../manifest/manifest-positions.ts'

/** Largest file that is read to explain something, in bytes. */
const MOST_BYTES = 1024 ** 2

type Manifest = Readonly<Record<string, unknown>>

/** The files of a package's directory that decide what npm packs. */
export class PackageFolder {
  readonly #directory: string
  readonly manifest: Manifest
  readonly manifestText: string | null
  readonly positions: ManifestPositions

  constructor(directory: string, manifest: Manifest | null) {
    this.#directory = directory
    this.manifest = manifest ?? {}
    this.manifestText = this.text('package.json')
    this.positions = new ManifestPositions(this.manifestText ?? '')
  }

  /** The text of a file of the directory; null if there is none, or none that a person wrote. */
  text(name: string): string | null {
    try {
      const file = path.join(this.#directory, name)
      return statSync(file).size > MOST_BYTES ? null : readFileSync(file, 'utf8')
    } catch {
      return null
    }
  }

  /** What npm would find under the name. */
  kind(name: string): 'file' | 'folder' | null {
    const facts = statSync(path.join(this.#directory, name), { throwIfNoEntry: false })
    return facts === undefined ? null : facts.isDirectory() ? 'folder' : 'file'
  }

  /** Line of a member of package.json, or null. */
  line(member: readonly (string | number)[]): number | null {
    return (this.positions.range(member, 'key') ?? this.positions.range(member))?.line ?? null
  }

  /** The entries of `files`, or null if there is no such list. */
  get files(): string[] | null {
    const { files } = this.manifest
    return Array.isArray(files) ? files.filter((file): file is string => typeof file === 'string') : null
  }
}
