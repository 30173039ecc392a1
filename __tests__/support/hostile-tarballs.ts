import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import { DEFAULT_LIMITS, type Limits } from '../../src/tarball/limits.ts'
import {
  BLOCK,
  buildRawTarball,
  END_OF_ARCHIVE,
  encodeEntry,
  metaHeader,
  paxHeader,
  type RawEntry,
  tarOf,
} from './build-tarball.ts'

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

const MANIFEST = '{"name":"example","version":"1.0.0"}'
const manifest: RawEntry = { path: 'package/package.json', content: MANIFEST }
const index: RawEntry = { path: 'package/index.js', content: 'export {}\n' }
const seen = [
  ['package.json', MANIFEST],
  ['index.js', 'export {}\n'],
] as const

/** An archive of package.json and the entries given. */
const withEntries =
  (...entries: RawEntry[]) =>
  () =>
    buildRawTarball([manifest, ...entries])
/** package.json, the bytes given, and index.js. */
const withBytes = (bytes: Buffer) => () =>
  gzipSync(Buffer.concat([encodeEntry(manifest), bytes, encodeEntry(index), END_OF_ARCHIVE]))
const honest = (): Buffer => buildRawTarball([manifest, index])

const sizeField = (bytes: string) => (block: Buffer) => {
  block.fill(0, 124, 136)
  block.write(bytes, 124, 12, 'latin1')
}
const typeFlag = (flag: string) => (block: Buffer) => {
  block.write(flag, 156, 1, 'latin1')
}
const nameField = (bytes: Buffer) => (block: Buffer) => {
  block.fill(0, 0, 100)
  bytes.copy(block, 0, 0, 100)
}

const notArchives: HostileTarball[] = [
  { title: 'an empty file', make: () => Buffer.alloc(0), codes: ['empty-file'] },
  { title: 'one byte', make: () => Buffer.from([0x1f]), codes: ['not-gzip'] },
  { title: 'a web page', make: () => Buffer.from('\n<!DOCTYPE html><p>502</p>'), codes: ['html-document'] },
  { title: 'a zip', make: () => Buffer.from('PK\u0003\u0004 and so on'), codes: ['zip-archive'] },
  { title: 'an empty zip', make: () => Buffer.from('PK\u0005\u0006'), codes: ['zip-archive'] },
  { title: 'a tar without gzip', make: () => tarOf([manifest]), codes: ['plain-tar'] },
  { title: 'a tar in brotli', make: () => brotliCompressSync(tarOf([manifest])), codes: ['brotli-stream'] },
  { title: 'zstd', make: () => Buffer.from('28b52ffd0458', 'hex'), codes: ['other-compression'] },
  { title: 'xz', make: () => Buffer.from('fd377a585a0000', 'hex'), codes: ['other-compression'] },
  { title: 'plain text', make: () => Buffer.from('not found'), codes: ['not-gzip'] },
  { title: 'a gzip of text', make: () => gzipSync('hello '.repeat(500)), codes: ['not-a-tar'] },
  { title: 'a gzip of less than a block', make: () => gzipSync('hello'), codes: ['not-a-tar'] },
  { title: 'a gzip of nothing', make: () => gzipSync(''), codes: ['not-a-tar'] },
  { title: 'a gzip in a gzip', make: () => gzipSync(honest()), codes: ['gzip-in-gzip'] },
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

const gzipDamage: HostileTarball[] = [
  {
    title: 'a wrong CRC-32',
    make: () => changed(honest(), (bytes) => bytes.writeUInt32LE(1, bytes.length - 8)),
    codes: ['gzip-checksum'],
    visited: seen,
  },
  {
    title: 'a wrong length in the trailer',
    make: () => changed(honest(), (bytes) => bytes.writeUInt32LE(1, bytes.length - 4)),
    codes: ['gzip-length'],
    visited: seen,
  },
  {
    title: 'a reserved gzip flag',
    make: () => changed(honest(), (bytes) => bytes.writeUInt8(0x80, 3)),
    codes: ['gzip-header'],
  },
  {
    title: 'another compression method',
    make: () => changed(honest(), (bytes) => bytes.writeUInt8(7, 2)),
    codes: ['gzip-header'],
  },
  { title: 'nothing after the gzip header', make: () => honest().subarray(0, 10), codes: ['truncated-gzip'] },
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
    make: () => Buffer.concat([honest(), Buffer.from('<!-- cached -->')]),
    codes: ['after-gzip'],
    visited: seen,
  },
  {
    title: 'one archive over two gzip members',
    make: () => {
      const tar = tarOf([manifest, index])
      return Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))])
    },
    codes: ['second-gzip-member'],
    visited: seen,
  },
  {
    title: 'a second archive in a second gzip member',
    make: () => Buffer.concat([honest(), gzipSync(tarOf([{ path: 'package/hidden.js', content: 'x' }]))]),
    codes: ['second-gzip-member', 'after-end-of-archive'],
    visited: seen,
  },
  {
    title: 'a damaged second gzip member',
    make: () => Buffer.concat([honest(), honest().subarray(0, 40)]),
    codes: ['second-gzip-member', 'truncated-gzip'],
    visited: seen,
  },
  {
    title: 'a thousand empty gzip members',
    make: () => Buffer.concat([honest(), ...Array.from({ length: 1000 }, () => gzipSync(''))]),
    codes: ['second-gzip-member', 'gzip-members'],
    visited: seen,
  },
]

const names: HostileTarball[] = [
  {
    title: 'a path with ..',
    make: withEntries({ path: 'package/../../evil.js' }),
    codes: ['path-traversal'],
  },
  {
    title: '.. as the root',
    make: withEntries({ path: '../evil.js' }),
    codes: ['path-traversal', 'second-root'],
  },
  {
    title: '.. behind backslashes',
    make: withEntries({ path: 'package/..\\..\\evil.js' }),
    codes: ['path-traversal', 'backslash'],
  },
  {
    title: 'an absolute path',
    make: withEntries({ path: '/etc/cron.d/evil' }),
    codes: ['absolute-path', 'second-root'],
  },
  {
    title: 'a drive letter',
    make: withEntries({ path: 'C:/evil.exe' }),
    codes: ['drive-letter', 'second-root'],
  },
  {
    title: 'a drive letter below the root',
    make: withEntries({ path: 'package/C:/evil.exe' }),
    codes: ['drive-letter'],
  },
  { title: 'a backslash', make: withEntries({ path: 'package/lib\\index.js' }), codes: ['backslash'] },
  {
    title: 'a newline in a name',
    make: withEntries({ path: 'package/a\n::error::b' }),
    codes: ['control-character'],
  },
  {
    title: 'ANSI in a name',
    make: withEntries({ path: 'package/\u001b[2Ka.js' }),
    codes: ['control-character'],
  },
  {
    title: 'a name that is no UTF-8',
    make: withEntries({ path: 'package/x', edit: nameField(Buffer.from('package/caf\xe9.js', 'latin1')) }),
    codes: ['name-not-utf8'],
  },
  {
    title: 'NUL in a pax path',
    make: withEntries({ path: 'package/x', pax: { path: 'package/safe.js\0.evil' } }),
    codes: ['nul-in-path'],
  },
  {
    title: 'a newline in a pax path, which npm ignores',
    make: withEntries({ path: 'package/safe.js', pax: { path: 'package/evil\n.js' } }),
    codes: ['ambiguous-path'],
  },
  {
    title: 'a pax path that is no UTF-8',
    make: withEntries({ path: 'package/safe.js', pax: { path: Buffer.from('package/\xe9', 'latin1') } }),
    codes: ['pax-record'],
  },
  { title: 'a name outside any folder', make: withEntries({ path: 'stray.js' }), codes: ['outside-root'] },
  {
    title: 'a second top folder',
    make: withEntries({ path: 'other/a.js', content: 'a' }),
    codes: ['second-root'],
    visited: [
      ['package.json', MANIFEST],
      ['a.js', 'a'],
    ],
  },
  {
    title: 'a name of ten thousand characters',
    make: withEntries({ path: `package/${'a'.repeat(10_000)}` }),
    codes: ['path-length'],
  },
  {
    title: 'two thousand folders',
    make: withEntries({ path: `package/${'a/'.repeat(2000)}b` }),
    codes: ['path-depth'],
  },
  {
    title: 'a GNU long name that climbs out',
    make: withBytes(
      Buffer.concat([
        metaHeader('NextFileHasLongPath', Buffer.from('package/../x\0')),
        encodeEntry({ path: 'package/x' }),
      ]),
    ),
    codes: ['path-traversal'],
  },
  {
    title: 'a global pax header that renames every file',
    make: withBytes(paxHeader({ path: 'package/evil.js' }, true)),
    codes: ['global-header'],
    visited: seen,
  },
]

const types: HostileTarball[] = [
  {
    title: 'a symbolic link',
    make: withEntries({ path: 'package/a', type: 'SymbolicLink', linkTarget: '/etc/passwd' }),
    codes: ['symbolic-link'],
  },
  {
    title: 'a hard link',
    make: withEntries(index, { path: 'package/again.js', type: 'Link', linkTarget: 'package/index.js' }),
    codes: ['hard-link'],
    visited: [...seen, ['again.js', 'export {}\n']],
  },
  {
    title: 'a hard link to a hard link',
    make: withEntries(
      index,
      { path: 'package/b', type: 'Link', linkTarget: 'package/index.js' },
      { path: 'package/c', type: 'Link', linkTarget: 'package/b' },
    ),
    codes: ['hard-link'],
    visited: [...seen, ['b', 'export {}\n'], ['c', 'export {}\n']],
  },
  {
    title: 'a hard link to nothing',
    make: withEntries({ path: 'package/a', type: 'Link', linkTarget: 'package/later.js' }),
    codes: ['hard-link'],
    visited: [
      ['package.json', MANIFEST],
      ['a', ''],
    ],
  },
  {
    title: 'a hard link with a body of its own',
    make: withEntries(index, {
      path: 'package/a',
      type: 'Link',
      linkTarget: 'package/index.js',
      content: 'own',
    }),
    codes: ['hard-link'],
    visited: [...seen, ['a', 'own']],
  },
  {
    title: 'a character device',
    make: withEntries({ path: 'package/tty', type: 'CharacterDevice' }),
    codes: ['device'],
  },
  {
    title: 'a block device',
    make: withEntries({ path: 'package/sda', type: 'BlockDevice' }),
    codes: ['device'],
  },
  { title: 'a named pipe', make: withEntries({ path: 'package/pipe', type: 'FIFO' }), codes: ['fifo'] },
  {
    title: 'a GNU sparse file, its body looked at',
    make: withEntries({ path: 'package/s', type: 'SparseFile', content: 'secret' }, index),
    codes: ['sparse-file'],
    visited: [
      ['package.json', MANIFEST],
      ['s', 'secret'],
      ['index.js', 'export {}\n'],
    ],
  },
  {
    title: 'a pax sparse file',
    make: withEntries({ path: 'package/s', pax: { 'GNU.sparse.major': '1', 'GNU.sparse.name': 'x' } }),
    codes: ['sparse-file'],
  },
  {
    title: 'a type that does not exist, its body looked at',
    make: withEntries({ path: 'package/z', content: 'secret', edit: typeFlag('Z') }, index),
    codes: ['unknown-type'],
    visited: [
      ['package.json', MANIFEST],
      ['z', 'secret'],
      ['index.js', 'export {}\n'],
    ],
  },
  {
    title: 'an empty entry of no known type',
    make: withEntries({ path: 'package/z', edit: typeFlag('Z') }, index),
    codes: ['unknown-type'],
  },
  { title: 'a setuid file', make: withEntries({ path: 'package/bin', mode: 0o4755 }), codes: ['setuid'] },
  { title: 'a setgid file', make: withEntries({ path: 'package/bin', mode: 0o2755 }), codes: ['setgid'] },
  {
    title: 'one path with contents of different sizes',
    make: withEntries(index, { ...index, content: 'evil' }),
    codes: ['duplicate-path'],
    visited: [...seen, ['index.js', 'evil']],
  },
  {
    title: 'one path with different contents of one size',
    make: withEntries(index, { ...index, path: 'package/./index.js', content: 'export {}!' }),
    codes: ['duplicate-path'],
    visited: [...seen, ['index.js', 'export {}!']],
  },
]

const headers: HostileTarball[] = [
  {
    title: 'a wrong header checksum',
    make: withEntries(
      index,
      { path: 'package/b', spoil: (block) => block.write('x', 20) },
      { path: 'package/c' },
    ),
    codes: ['header-checksum'],
    visited: [...seen, ['c', '']],
  },
  {
    title: 'a size that is larger than the archive',
    make: withEntries({ ...index, size: 1_000_000 }),
    codes: ['truncated-archive'],
  },
  {
    title: 'a size of 400 GB',
    make: withEntries({ ...index, size: 400e9 }),
    codes: ['entry-bytes', 'truncated-archive'],
  },
  {
    title: 'a size smaller than the body',
    make: withEntries({ path: 'package/a', content: 'x'.repeat(3 * BLOCK), size: 1 }),
    codes: ['header-checksum'],
  },
  {
    title: 'a size of letters',
    make: withEntries({ path: 'package/a', edit: sizeField('zzzz') }),
    codes: ['header-number'],
  },
  {
    title: 'a negative size',
    make: withEntries({ path: 'package/a', edit: sizeField('-0000000001') }),
    codes: ['header-number'],
  },
  {
    title: 'a negative base-256 size',
    make: withEntries({ path: 'package/a', edit: sizeField('\xff'.repeat(12)) }),
    codes: ['header-number'],
  },
  {
    title: 'a base-256 size beyond all numbers',
    make: withEntries({ path: 'package/a', edit: sizeField(`\x80${'\xff'.repeat(11)}`) }),
    codes: ['header-number'],
  },
  {
    title: 'a base-256 number with a wrong lead',
    make: withEntries({ path: 'package/a', edit: sizeField(`\x90${'\0'.repeat(11)}`) }),
    codes: ['header-number'],
  },
  {
    title: 'a pax size of Infinity',
    make: withEntries({ ...index, pax: { size: 'Infinity' } }),
    codes: ['pax-record', 'entry-bytes', 'truncated-archive'],
  },
  {
    title: 'a negative pax size',
    make: withEntries({ ...index, pax: { size: '-512' } }),
    codes: ['pax-record'],
  },
  {
    title: 'a pax size that hides the next header',
    make: withEntries({ path: 'package/a', pax: { size: '512' } }, index),
    codes: ['header-checksum'],
    visited: [
      ['package.json', MANIFEST],
      ['a', encodeEntry(index).toString('utf8', 0, BLOCK)],
    ],
  },
  {
    title: 'a pax record whose length lies',
    make: withBytes(
      Buffer.concat([
        metaHeader('ExtendedHeader', Buffer.from('99 path=package/x\n')),
        encodeEntry({ path: 'package/a' }),
      ]),
    ),
    codes: ['pax-record'],
  },
  {
    title: 'a pax header of two megabytes',
    make: withBytes(paxHeader({ path: `package/${'a'.repeat(2 * 1024 * 1024)}` })),
    codes: ['meta-entry-bytes'],
    visited: seen,
  },
  {
    title: 'an entry without a name',
    make: withEntries({ path: 'package/a', edit: nameField(Buffer.alloc(0)) }),
    codes: ['no-path'],
  },
  {
    title: 'a link without a target',
    make: withEntries({ path: 'package/a', type: 'SymbolicLink' }),
    codes: ['link-field'],
  },
  {
    title: 'a file with a link target',
    make: withEntries({ path: 'package/a', linkTarget: 'b' }),
    codes: ['link-field'],
  },
  {
    title: 'a long-name header with a link target',
    make: withBytes(
      encodeEntry({
        path: 'package/a',
        type: 'NextFileHasLongPath',
        linkTarget: 'b',
        content: 'package/long',
      }),
    ),
    codes: ['link-field', 'header-checksum'],
    visited: seen,
  },
  {
    title: 'one block of zeros between entries',
    make: withBytes(Buffer.alloc(BLOCK)),
    codes: ['lone-zero-block'],
    visited: seen,
  },
  {
    title: 'entries after the end of the archive',
    make: () => gzipSync(Buffer.concat([tarOf([manifest, index]), encodeEntry({ path: 'package/hidden' })])),
    codes: ['after-end-of-archive'],
    visited: seen,
  },
  {
    title: 'a few bytes after a megabyte of padding',
    make: () =>
      gzipSync(Buffer.concat([tarOf([manifest, index]), Buffer.alloc(1024 * 1024), Buffer.from('leak')])),
    codes: ['after-end-of-archive'],
  },
]

const bombs: HostileTarball[] = [
  {
    title: 'a gigabyte of zeros in one entry',
    make: () => bomb(1024, { path: 'package/bomb', size: 1024 ** 3 }),
    codes: ['entry-bytes', 'ratio'],
  },
  { title: 'a gigabyte of zeros after the end', make: () => bomb(1024), codes: ['ratio'] },
  {
    title: 'more bytes than the limit',
    make: withEntries({ path: 'package/a', content: Buffer.alloc(3_000_000, 'ab') }),
    limits: { unpackedBytes: 2_000_000 },
    codes: ['unpacked-bytes'],
  },
  {
    title: 'an entry over the limit, the ones around it read',
    make: withEntries({ path: 'package/big', content: 'x'.repeat(2000) }, index),
    limits: { entryBytes: 1000 },
    codes: ['entry-bytes'],
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
          repeated(encodeEntry({ path: 'package/a' }), 300_000),
          END_OF_ARCHIVE,
        ]),
      ),
    limits: { ratio: 1e6 },
    codes: ['entries'],
  },
  {
    title: 'a hundred thousand symbolic links',
    make: () =>
      gzipSync(repeated(encodeEntry({ path: 'package/a', type: 'SymbolicLink', linkTarget: 'b' }), 100_000)),
    limits: { ratio: 1e6 },
    codes: ['symbolic-link', 'missing-end-of-archive'],
  },
  {
    title: 'headers for entries that never come',
    make: () => gzipSync(Buffer.concat([encodeEntry(manifest), repeated(paxHeader({ comment: 'x' }), 300)])),
    limits: { entries: 100 },
    codes: ['entries'],
  },
]

export const HOSTILE_TARBALLS: readonly HostileTarball[] = [
  ...notArchives,
  ...gzipDamage,
  ...names,
  ...types,
  ...headers,
  ...bombs,
]

/** The limits under which a hostile tarball is to be read. */
export function limitsOf({ limits }: HostileTarball): Limits {
  return { ...DEFAULT_LIMITS, ...limits }
}

function changed(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  change(bytes)
  return bytes
}

function repeated(bytes: Buffer, count: number): Buffer {
  return Buffer.alloc(bytes.length * count, bytes)
}

/**
 * A gzip file of `mebibytes` of zeros after an honest beginning, made without holding them: one compressed mebibyte
 * ends at a byte boundary (a full flush), so it can be repeated. The trailer is wrong, and never reached.
 */
function bomb(mebibytes: number, entry?: RawEntry): Buffer {
  const beginning =
    entry === undefined ? tarOf([manifest]) : Buffer.concat([encodeEntry(manifest), encodeEntry(entry)])
  const flushed = (bytes: Buffer): Buffer => deflateRawSync(bytes, { finishFlush: 3 })
  const zeros = flushed(Buffer.alloc(1024 * 1024))
  const header = Buffer.from('1f8b0800000000000003', 'hex')
  return Buffer.concat([
    header,
    flushed(beginning),
    repeated(zeros, mebibytes),
    Buffer.from('0300', 'hex'),
    Buffer.alloc(8),
  ])
}
