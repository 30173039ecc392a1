import { gzipSync } from 'node:zlib'
import type { Limits } from '../../../src/model/limits.ts'
import { buildRawTarball, END_OF_ARCHIVE, encodeEntry, type RawEntry } from '../build-tarball.ts'

/** A tarball that nobody should publish, and what must be said of it. */
export interface HostileTarball {
  readonly title: string
  readonly make: () => Buffer
  /** Codes of the anomalies, in order, each once. */
  readonly codes: readonly string[]
  /** Paths that must be visited, in order, with these contents; left out where there is nothing to say. */
  readonly visited?: readonly (readonly [path: string, content: string])[]
  readonly limits?: Partial<Limits>
}

export const MANIFEST = '{"name":"example","version":"1.0.0"}'
export const manifest: RawEntry = { path: 'package/package.json', content: MANIFEST }
export const index: RawEntry = { path: 'package/index.js', content: 'export {}\n' }
export const seen = [
  ['package.json', MANIFEST],
  ['index.js', 'export {}\n'],
] as const

/** An archive of package.json and the entries given. */
export const buildWithEntries =
  (...entries: RawEntry[]) =>
  () =>
    buildRawTarball([manifest, ...entries])
/** package.json, the bytes given, and index.js. */
export const buildWithBytes = (bytes: Buffer) => () =>
  gzipSync(Buffer.concat([encodeEntry(manifest), bytes, encodeEntry(index), END_OF_ARCHIVE]))
export const buildHonest = (): Buffer => buildRawTarball([manifest, index])

/** The block of bytes, as many times as asked for. */
export function repeatBytes(bytes: Buffer, count: number): Buffer {
  return Buffer.alloc(bytes.length * count, bytes)
}
