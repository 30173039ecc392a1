import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { ManifestPositions } from '../manifest/manifest-positions.ts'
import { parseManifest } from '../manifest/parse-manifest.ts'

/** Largest file that is read to explain something, in bytes. */
const MOST_BYTES = 1024 ** 2

type Manifest = Readonly<Record<string, unknown>>

/** Files by name as edits leave them; what is not in here is as it stands on disk. */
export type EditedTexts = ReadonlyMap<string, string>

/** The files of a package's directory that decide what npm packs; each is read once. */
export class PackageFolder {
  readonly directory: string
  readonly manifest: Manifest
  readonly manifestText: string | null
  readonly positions: ManifestPositions
  readonly texts: EditedTexts
  readonly #read = new Map<string, string | null>()
  readonly #kinds = new Map<string, 'file' | 'folder' | null>()

  constructor(directory: string, manifest: Manifest | null, texts: EditedTexts = new Map()) {
    this.directory = directory
    this.texts = texts
    this.manifestText = this.readText('package.json')
    const edited = texts.get('package.json')
    this.manifest = (edited === undefined ? manifest : parseManifest(Buffer.from(edited))) ?? {}
    this.positions = new ManifestPositions(this.manifestText ?? '')
  }

  /** The same folder after more edits. */
  applyEdits(texts: EditedTexts): PackageFolder {
    return new PackageFolder(this.directory, this.manifest, new Map([...this.texts, ...texts]))
  }

  /** The text of a file of the directory; null if there is none, or none that a person wrote. */
  readText(name: string): string | null {
    const known = this.texts.get(name) ?? this.#read.get(name)
    if (known !== undefined) return known
    const text = this.#readTextOnDisk(name)
    this.#read.set(name, text)
    return text
  }

  #readTextOnDisk(name: string): string | null {
    try {
      const file = path.join(this.directory, name)
      const facts = statSync(file)
      return facts.isFile() && facts.size <= MOST_BYTES ? readFileSync(file, 'utf8') : null
    } catch {
      return null
    }
  }

  /** What npm would find under the name. */
  findKind(name: string): 'file' | 'folder' | null {
    const known = this.#kinds.get(name)
    if (known !== undefined) return known
    const facts = statSync(path.join(this.directory, name), { throwIfNoEntry: false })
    const kind = facts === undefined ? null : facts.isDirectory() ? 'folder' : 'file'
    this.#kinds.set(name, kind)
    return kind
  }

  /** The folder of the same repository that a link of that name leads to; null for all else. */
  resolveLink(name: string): string | null {
    try {
      const link = path.join(this.directory, name)
      if (!lstatSync(link).isSymbolicLink()) return null
      const real = path.relative(realpathSync(this.directory), realpathSync(link)).replaceAll('\\', '/')
      return real.split('/').includes('node_modules') || path.isAbsolute(real) ? null : real
    } catch {
      return null
    }
  }

  /** Line of a member of package.json, or null. */
  findLine(member: readonly (string | number)[]): number | null {
    return (this.positions.findRange(member, 'key') ?? this.positions.findRange(member))?.line ?? null
  }

  /** The entries of `files`, or null if there is no such list. */
  get files(): string[] | null {
    const { files } = this.manifest
    return Array.isArray(files) ? files.filter((file): file is string => typeof file === 'string') : null
  }
}
