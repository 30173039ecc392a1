/** Kinds of native binary, told by their first bytes. */
export type BinaryKind = 'ELF' | 'Mach-O' | 'PE' | 'WebAssembly'

/** One file of a release, without its bytes. */
export interface InventoryFile {
  /** Inside the package. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** git's blob id of the bytes: SHA-1 in hex. Tells what changed; the tarball's integrity is what vouches for it. */
  readonly digest: string
  /** Only for native binaries. */
  readonly binary?: BinaryKind
  /** Only for JavaScript with lines longer than `LONG_LINE`. */
  readonly longLines?: LongLines
}

export interface LongLines {
  /** Bytes of the longest line. */
  readonly longest: number
  /** Bytes of all long lines together. */
  readonly bytes: number
}

/** Something that the code of a release can do or reach, and the first file that shows it. */
export interface Capability {
  readonly name: string
  readonly path: string
}

/** What the published JavaScript can do, as far as its text tells. Each list is sorted by name, without duplicates. */
export interface Capabilities {
  /** Hosts in URLs that stand as literals in code. */
  readonly hosts: readonly Capability[]
  /** Environment variables that are read by name. */
  readonly environment: readonly Capability[]
  /** Modules of node that start processes, reach the network or the file system, or run code. */
  readonly modules: readonly Capability[]
  /** Ways of running text as code: `eval`, `new Function`, and their kin. */
  readonly dynamicCode: readonly Capability[]
  /** Libraries that report usage or errors to a service. */
  readonly telemetry: readonly Capability[]
  /** Names of feature flags that are asked for. */
  readonly featureFlags: readonly Capability[]
}

/** Original texts in source maps that lie nowhere else in the tarball and are the project's own. */
export interface MapText {
  readonly maps: number
  readonly files: number
  readonly lines: number
  readonly bytes: number
}

type Named = Readonly<Record<string, string>>

/** What there is to know of one release to compare it with another. All text in it is hostile. */
export interface Inventory {
  readonly name: string | null
  readonly version: string | null
  /** Subresource integrity of the tarball. */
  readonly integrity: string
  /** Bytes of the tarball. */
  readonly size: number
  /** Bytes of all files. */
  readonly unpackedSize: number
  /** In order of path; the last of each path, as npm installs it. */
  readonly files: readonly InventoryFile[]
  readonly mapText: MapText
  /** What npm runs when the package is installed; a binding.gyp counts as `install: node-gyp rebuild`. */
  readonly installScripts: Named
  readonly dependencies: Named
  readonly optionalDependencies: Named
  readonly peerDependencies: Named
  /** Command → file. */
  readonly bins: Named
  readonly engines: Named
  readonly licence: string | null
  /** What can be imported: the subpaths of `exports`; null without `exports`, when every file can. */
  readonly entryPoints: readonly string[] | null
  readonly capabilities: Capabilities
}

/** Two releases of a package. */
export interface Comparison {
  readonly before: Inventory
  readonly after: Inventory
}

/** Bytes from which a line of JavaScript is none that a person wrote. */
export const LONG_LINE = 1000
