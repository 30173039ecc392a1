import { deflateRawSync, gzipSync } from 'node:zlib'
import { buildTar, END_OF_ARCHIVE, encodeEntry, encodePaxHeader, type RawEntry } from '../build-tarball.ts'
import {
  buildWithEntries,
  type HostileTarball,
  index,
  MANIFEST,
  manifest,
  repeatBytes,
} from './hostile-tarball.ts'

/** Small files that unpack to much. */
export const bombs: HostileTarball[] = [
  {
    title: 'a gigabyte of zeros in one entry',
    make: () => makeBomb(1024, { path: 'package/bomb', size: 1024 ** 3 }),
    codes: ['unseen limit'],
  },
  { title: 'a gigabyte of zeros after the end', make: () => makeBomb(1024), codes: ['unseen limit'] },
  {
    title: 'more bytes than the limit',
    make: buildWithEntries({ path: 'package/a', content: Buffer.alloc(3_000_000, 'ab') }),
    limits: { unpackedBytes: 2_000_000 },
    codes: ['unseen limit'],
  },
  {
    title: 'an entry over the limit, the ones around it read',
    make: buildWithEntries({ path: 'package/big', content: 'x'.repeat(2000) }, index),
    limits: { entryBytes: 1000 },
    codes: ['unseen limit'],
    visited: [
      ['package.json', MANIFEST],
      ['big', ''],
      ['index.js', 'export {}\n'],
    ],
  },
  {
    title: 'three hundred thousand entries',
    make: () =>
      gzipSync(
        Buffer.concat([
          encodeEntry(manifest),
          repeatBytes(encodeEntry({ path: 'package/a' }), 300_000),
          END_OF_ARCHIVE,
        ]),
      ),
    limits: { ratio: 1e6 },
    codes: ['unseen limit'],
  },
  {
    title: 'a hundred thousand symbolic links',
    make: () =>
      gzipSync(
        repeatBytes(encodeEntry({ path: 'package/a', type: 'SymbolicLink', linkTarget: 'b' }), 100_000),
      ),
    limits: { ratio: 1e6 },
    codes: ['symbolic-link', 'missing-end-of-archive'],
  },
  {
    title: 'headers for entries that never come',
    make: () =>
      gzipSync(Buffer.concat([encodeEntry(manifest), repeatBytes(encodePaxHeader({ comment: 'x' }), 300)])),
    limits: { entries: 100 },
    codes: ['unseen limit'],
  },
]

/**
 * A gzip file of `mebibytes` of zeros after an honest beginning, made without holding them: one compressed mebibyte
 * ends at a byte boundary (a full flush), so it can be repeated. The trailer is wrong, and never reached.
 */
function makeBomb(mebibytes: number, entry?: RawEntry): Buffer {
  const beginning =
    entry === undefined ? buildTar([manifest]) : Buffer.concat([encodeEntry(manifest), encodeEntry(entry)])
  const flushed = (bytes: Buffer): Buffer => deflateRawSync(bytes, { finishFlush: 3 })
  const zeros = flushed(Buffer.alloc(1024 * 1024))
  const header = Buffer.from('1f8b0800000000000003', 'hex')
  return Buffer.concat([
    header,
    flushed(beginning),
    repeatBytes(zeros, mebibytes),
    Buffer.from('0300', 'hex'),
    Buffer.alloc(8),
  ])
}
