import type { Unseen } from './unseen.ts'

/** What the tar header says an entry is. Only `file` has content that npm installs. */
export type EntryType =
  | 'file'
  | 'directory'
  | 'symbolic-link'
  | 'hard-link'
  | 'character-device'
  | 'block-device'
  | 'fifo'
  | 'unknown'

/** One member of the tarball. Every string in it is hostile: print it through reporters/safe-text only. */
export interface Entry {
  /** Position in the tarball, from 0. Two entries may share a path; no two share an index. */
  readonly index: number
  /** Relative to the package root: the archive's root folder, `./` and `//` are gone. `.` is the root itself. */
  readonly path: string
  /** As the header has it, cut at the limit for paths. */
  readonly rawPath: string
  readonly type: EntryType
  /** Permission bits, setuid, setgid and sticky included. */
  readonly mode: number
  /** Bytes of its body. Larger than `content` only where the report says that the body was not looked at. */
  readonly size: number
  /** Where a link points, as the header has it. */
  readonly linkTarget: string | null
  /** The whole body. A hard link whose target came earlier has the target's body. */
  readonly content: Buffer
  /** What its headers and padding hold beside names, numbers and times; absent for nearly every entry. */
  readonly words?: Buffer
}

/** Something about the archive itself that a careful reader must not pass over. */
export interface Anomaly {
  /** `unsafe`: npm would refuse, drop or rewrite it; `corrupt`: the archive cannot be read to its end; `empty`: nothing in it. */
  readonly kind: 'unsafe' | 'corrupt' | 'empty'
  /** Kebab-case, stable: `path-traversal`, `symbolic-link`, `after-end-of-archive`, `truncated-gzip`, … */
  readonly code: string
  /** Path of the entry it is about, or null if it is about the archive. */
  readonly path: string | null
  /** One sentence for a person, without a full stop; may contain hostile text from the archive. */
  readonly detail: string
}

/** What is known of a tarball once it has been read to its last byte. */
export interface TarballFacts {
  /** Subresource integrity of the file's bytes, `sha512-…` (https://www.w3.org/TR/SRI/), as the registry's `dist.integrity`. */
  readonly integrity: string
  /** SHA-1 of the file's bytes in hex, as the registry's `dist.shasum`. */
  readonly shasum: string
  /** SHA-256 of the file's bytes in hex. */
  readonly sha256: string
  /** Bytes of the file. */
  readonly size: number
  /** Bytes of all file entries. */
  readonly unpackedSize: number
  /** File entries, duplicates counted. */
  readonly fileCount: number
  readonly anomalies: readonly Anomaly[]
  readonly unseen: readonly Unseen[]
}
