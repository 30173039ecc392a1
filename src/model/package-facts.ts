import type { NeighbourIdentity } from './archive.ts'
import type { Anomaly, Entry, TarballFacts } from './entry.ts'
import type { Exposure } from './exposure.ts'
import type { Comparison } from './inventory.ts'
import type { Packing } from './packing.ts'
import type { SourceMapDocument } from './source-map-document.ts'
import type { Unseen } from './unseen.ts'

/** A file that holds a licence, and the open licence that it is. */
export interface LicenceFile {
  readonly path: string
  /** For a person: "MIT"; null when the text is none that is known to be open. */
  readonly licence: string | null
}

/** What is kept of an entry after its bytes have been let go. */
export type EntryFacts = Pick<Entry, 'path' | 'rawPath' | 'type' | 'mode' | 'size' | 'linkTarget'>

/** A source map that was found, in whatever form. */
export interface FoundMap {
  readonly path: string
  readonly trail: readonly string[]
  /** Position of its beginning in the entry, where it lies inside one (an inline map); null for a whole file. */
  readonly line: number | null
  readonly column: number | null
  readonly form: 'file' | 'inline'
  /** Without what is long: sources' `content` is null, `names` and `json` are empty; `texts` tells how many there were. */
  readonly document: SourceMapDocument
  /** Original sources with text in it. */
  readonly texts: number
  /** Of those, the ones that count as exposed. */
  readonly exposed: {
    readonly files: number
    readonly lines: number
    readonly bytes: number
    readonly first: readonly string[]
  }
}

/** A `sourceMappingURL` (or like) that points somewhere; `data:` URLs are found maps, not references. */
export interface MapReference {
  readonly path: string
  readonly trail: readonly string[]
  readonly line: number
  readonly column: number
  readonly url: string
  /** Path of the entry it names, if the tarball has it. */
  readonly resolved: string | null
}

/** What the run knows of the release that the tarball is for, from the workflow's event and the registry. */
export interface ReleaseFacts {
  /** The git tag that set the run off, without `refs/tags/`; null for any other event. */
  readonly tag: string | null
  /** The dist-tag that npm is to move: `--tag`, else `publishConfig.tag`, else null for npm's default; absent if unknown. */
  readonly distTag?: string | null
  /** Versions that the registry has of this package; null if that is not known. */
  readonly publishedVersions: readonly string[] | null
  /** Whether the repository publishes other packages as well; false or absent where it is the only one. */
  readonly isOneOfSeveral?: boolean
}

/** Everything known of a package when its tarball has been read to the end. */
export interface PackageFacts {
  /** Parsed package.json, or null if it is missing or no JSON object. */
  readonly manifest: Readonly<Record<string, unknown>> | null
  /** The text of package.json as it is in the tarball, for lines and columns; null if it is missing. */
  readonly manifestText: string | null
  /** What a package of another kind than npm's says of itself; absent or null for npm's. */
  readonly neighbour?: NeighbourIdentity | null
  /** The file at the root that says under which licence the package is; absent or null if there is none. */
  readonly licenceFile?: LicenceFile | null
  /** Absent when nothing is known of the release. */
  readonly release?: ReleaseFacts
  /** How the tarball was packed; null or absent for one that was handed over. */
  readonly packing?: Packing | null
  /** Whether the ignore files beside package.json leave a path out; absent where nobody knows. */
  isIgnored?(path: string): boolean
  readonly tarball: TarballFacts
  readonly anomalies: readonly Anomaly[]
  /** What could not be looked at, anywhere in the package. */
  readonly unseen: readonly Unseen[]
  /** In order, duplicates too. */
  readonly entries: readonly EntryFacts[]
  /** Last file of each path: what npm installs. */
  readonly byPath: ReadonlyMap<string, EntryFacts>
  readonly maps: readonly FoundMap[]
  readonly references: readonly MapReference[]
  readonly exposure: Exposure
  /** How many lines of a text say something, and how many of them nobody can read elsewhere; absent where nobody knows. */
  hiddenLines?(text: Buffer): { readonly telling: number; readonly hidden: number }
  /** The release before this one, and this one; absent when there is nothing to compare with. */
  readonly comparison?: Comparison
}
