import type { Capabilities, MapText } from './inventory.ts'

/** A value before and after. */
export interface ValueChange<T> {
  readonly before: T
  readonly after: T
}

/** A member of a field of package.json that is not what it was; null where it is not there. */
export interface MemberChange extends ValueChange<string | null> {
  readonly name: string
}

export interface FileChange {
  readonly path: string
  /** Bytes; null where there is no such file. */
  readonly before: number | null
  readonly after: number | null
}

/** A list that is cut where it is long. */
export interface Listed<T> {
  /** The true number. */
  readonly count: number
  readonly first: readonly T[]
}

export interface NameChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** What differs between two releases. All text in it is hostile. */
export interface ReleaseChanges {
  /** Bytes of the tarball. */
  readonly size: ValueChange<number>
  /** Bytes of all files. */
  readonly unpackedSize: ValueChange<number>
  readonly fileCount: ValueChange<number>
  readonly files: {
    readonly added: Listed<FileChange>
    readonly removed: Listed<FileChange>
    /** Same path, other bytes. */
    readonly changed: Listed<FileChange>
  }
  readonly mapText: ValueChange<MapText>
  readonly installScripts: readonly MemberChange[]
  readonly dependencies: readonly MemberChange[]
  readonly optionalDependencies: readonly MemberChange[]
  readonly peerDependencies: readonly MemberChange[]
  readonly bins: readonly MemberChange[]
  readonly engines: readonly MemberChange[]
  /** Null if it is the same. */
  readonly licence: ValueChange<string | null> | null
  readonly entryPoints: NameChanges
  readonly capabilities: Readonly<Record<keyof Capabilities, NameChanges>>
}

/** The release a package was compared with, and what changed since. */
export interface BaselineReport {
  /** Where it was had from; `report`: what an earlier run said of it. */
  readonly source: 'registry' | 'file' | 'report'
  readonly name: string | null
  readonly version: string | null
  /** Subresource integrity of its tarball. */
  readonly integrity: string
  readonly changes: ReleaseChanges
}
