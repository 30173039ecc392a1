import { gzipSync } from 'node:zlib'
import { buildTar } from '../build-tarball.ts'
import { buildHonest, type HostileTarball, index, manifest, seen } from './hostile-tarball.ts'

/** What can be wrong with the gzip around the tar. */
export const gzipDamage: HostileTarball[] = [
  {
    title: 'a wrong CRC-32',
    make: () => applyChange(buildHonest(), (bytes) => bytes.writeUInt32LE(1, bytes.length - 8)),
    codes: ['gzip-checksum'],
    visited: seen,
  },
  {
    title: 'a wrong length in the trailer',
    make: () => applyChange(buildHonest(), (bytes) => bytes.writeUInt32LE(1, bytes.length - 4)),
    codes: ['gzip-length'],
    visited: seen,
  },
  {
    title: 'a reserved gzip flag',
    make: () => applyChange(buildHonest(), (bytes) => bytes.writeUInt8(0x80, 3)),
    codes: ['gzip-header'],
  },
  {
    title: 'another compression method',
    make: () => applyChange(buildHonest(), (bytes) => bytes.writeUInt8(7, 2)),
    codes: ['gzip-header'],
  },
  {
    title: 'nothing after the gzip header',
    make: () => buildHonest().subarray(0, 10),
    codes: ['truncated-gzip'],
  },
  {
    title: 'a gzip name that never ends',
    make: () => Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.alloc(300_000, 'a')]),
    codes: ['truncated-gzip'],
  },
  {
    title: 'an invalid deflate block',
    make: () => Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), Buffer.alloc(40, 0xff)]),
    codes: ['gzip-data'],
  },
  {
    title: 'text after the gzip data',
    make: () => Buffer.concat([buildHonest(), Buffer.from('<!-- cached -->')]),
    codes: ['after-gzip'],
    visited: seen,
  },
  {
    title: 'one archive over two gzip members',
    make: () => {
      const tar = buildTar([manifest, index])
      return Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))])
    },
    codes: ['second-gzip-member'],
    visited: seen,
  },
  {
    title: 'a second archive in a second gzip member',
    make: () =>
      Buffer.concat([buildHonest(), gzipSync(buildTar([{ path: 'package/hidden.js', content: 'x' }]))]),
    codes: ['second-gzip-member', 'after-end-of-archive'],
    visited: [...seen, ['hidden.js', 'x']],
  },
  {
    title: 'a damaged second gzip member',
    make: () => Buffer.concat([buildHonest(), buildHonest().subarray(0, 40)]),
    codes: ['second-gzip-member', 'truncated-gzip'],
    visited: seen,
  },
  {
    title: 'a thousand empty gzip members',
    make: () => Buffer.concat([buildHonest(), ...Array.from({ length: 1000 }, () => gzipSync(''))]),
    codes: ['second-gzip-member', 'unseen limit'],
    visited: seen,
  },
]

function applyChange(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  change(bytes)
  return bytes
}
