import { brotliCompressSync, gzipSync } from 'node:zlib'
import { buildRawTarball, buildTar } from '../build-tarball.ts'
import { buildHonest, type HostileTarball, index, MANIFEST, manifest } from './hostile-tarball.ts'

/** Files that are no npm tarball at all, or hold no package. */
export const notArchives: HostileTarball[] = [
  { title: 'an empty file', make: () => Buffer.alloc(0), codes: ['empty-file'] },
  { title: 'one byte', make: () => Buffer.from([0x1f]), codes: ['not-gzip'] },
  { title: 'a web page', make: () => Buffer.from('\n<!DOCTYPE html><p>502</p>'), codes: ['html-document'] },
  { title: 'a zip', make: () => Buffer.from('PK\u0003\u0004 and so on'), codes: ['zip-archive'] },
  { title: 'an empty zip', make: () => Buffer.from('PK\u0005\u0006'), codes: ['zip-archive'] },
  { title: 'a tar without gzip', make: () => buildTar([manifest]), codes: ['plain-tar'] },
  {
    title: 'a tar in brotli',
    make: () => brotliCompressSync(buildTar([manifest])),
    codes: ['brotli-stream'],
  },
  { title: 'zstd', make: () => Buffer.from('28b52ffd0458', 'hex'), codes: ['other-compression'] },
  { title: 'xz', make: () => Buffer.from('fd377a585a0000', 'hex'), codes: ['other-compression'] },
  { title: 'plain text', make: () => Buffer.from('not found'), codes: ['not-gzip'] },
  { title: 'a gzip of text', make: () => gzipSync('hello '.repeat(500)), codes: ['not-a-tar'] },
  { title: 'a gzip of less than a block', make: () => gzipSync('hello'), codes: ['not-a-tar'] },
  { title: 'a gzip of nothing', make: () => gzipSync(''), codes: ['not-a-tar'] },
  { title: 'a gzip in a gzip', make: () => gzipSync(buildHonest()), codes: ['gzip-in-gzip'] },
  { title: 'an archive without entries', make: () => buildRawTarball([]), codes: ['no-files'] },
  {
    title: 'folders only',
    make: () => buildRawTarball([{ path: 'package/', type: 'Directory' }]),
    codes: ['no-files'],
  },
  { title: 'no package.json', make: () => buildRawTarball([index]), codes: ['no-package-json'] },
  {
    title: 'package.json in a folder below',
    make: () => buildRawTarball([{ path: 'a/b/package.json', content: MANIFEST }]),
    codes: ['no-package-json'],
    visited: [['b/package.json', MANIFEST]],
  },
]
