import { gzipSync } from 'node:zlib'
import { BLOCK, buildTar, encodeEntry, encodeMetaHeader, encodePaxHeader } from '../build-tarball.ts'
import {
  buildWithBytes,
  buildWithEntries,
  type HostileTarball,
  index,
  MANIFEST,
  manifest,
  seen,
} from './hostile-tarball.ts'

const changeSizeField = (bytes: string) => (block: Buffer) => {
  block.fill(0, 124, 136)
  block.write(bytes, 124, 12, 'latin1')
}
const changeNameField = (bytes: Buffer) => (block: Buffer) => {
  block.fill(0, 0, 100)
  bytes.copy(block, 0, 0, 100)
}

/** Tar headers that lie, and archives that end too late. */
export const headers: HostileTarball[] = [
  {
    title: 'a wrong header checksum',
    make: buildWithEntries(
      index,
      { path: 'package/b', spoil: (block) => block.write('x', 20) },
      { path: 'package/c' },
    ),
    codes: ['header-checksum'],
    visited: [...seen, ['c', '']],
  },
  {
    title: 'a size that is larger than the archive',
    make: buildWithEntries({ ...index, size: 1_000_000 }),
    codes: ['truncated-archive'],
  },
  {
    title: 'a size of 400 GB',
    make: buildWithEntries({ ...index, size: 400e9 }),
    codes: ['truncated-archive', 'unseen limit'],
  },
  {
    title: 'a size smaller than the body',
    make: buildWithEntries({ path: 'package/a', content: 'x'.repeat(3 * BLOCK), size: 1 }),
    codes: ['header-checksum'],
  },
  {
    title: 'a size of letters',
    make: buildWithEntries({ path: 'package/a', edit: changeSizeField('zzzz') }),
    codes: ['unseen damaged'],
  },
  {
    title: 'a negative size',
    make: buildWithEntries({ path: 'package/a', edit: changeSizeField('-0000000001') }),
    codes: ['unseen damaged'],
  },
  {
    title: 'a negative base-256 size',
    make: buildWithEntries({ path: 'package/a', edit: changeSizeField('\xff'.repeat(12)) }),
    codes: ['unseen damaged'],
  },
  {
    title: 'a base-256 size beyond all numbers',
    make: buildWithEntries({ path: 'package/a', edit: changeSizeField(`\x80${'\xff'.repeat(11)}`) }),
    codes: ['header-number'],
  },
  {
    title: 'a base-256 number with a wrong lead',
    make: buildWithEntries({ path: 'package/a', edit: changeSizeField(`\x90${'\0'.repeat(11)}`) }),
    codes: ['header-number'],
  },
  {
    title: 'a pax size of Infinity',
    make: buildWithEntries({ ...index, pax: { size: 'Infinity' } }),
    codes: ['truncated-archive', 'unseen damaged', 'unseen limit'],
  },
  {
    title: 'a negative pax size',
    make: buildWithEntries({ ...index, pax: { size: '-512' } }),
    codes: ['unseen damaged'],
  },
  {
    title: 'a pax size that hides the next header',
    make: buildWithEntries({ path: 'package/a', pax: { size: '512' } }, index),
    codes: ['header-checksum'],
    visited: [
      ['package.json', MANIFEST],
      ['a', encodeEntry(index).toString('utf8', 0, BLOCK)],
    ],
  },
  {
    title: 'a pax record whose length lies',
    make: buildWithBytes(
      Buffer.concat([
        encodeMetaHeader('ExtendedHeader', Buffer.from('99 path=package/x\n')),
        encodeEntry({ path: 'package/a' }),
      ]),
    ),
    codes: ['unseen damaged'],
  },
  {
    title: 'a pax header of two megabytes',
    make: buildWithBytes(encodePaxHeader({ path: `package/${'a'.repeat(2 * 1024 * 1024)}` })),
    codes: ['unseen limit'],
    visited: seen,
  },
  {
    title: 'an entry without a name',
    make: buildWithEntries({ path: 'package/a', edit: changeNameField(Buffer.alloc(0)) }),
    codes: ['no-path'],
  },
  {
    title: 'a link without a target',
    make: buildWithEntries({ path: 'package/a', type: 'SymbolicLink' }),
    codes: ['link-field'],
  },
  {
    title: 'a file with a link target',
    make: buildWithEntries({ path: 'package/a', linkTarget: 'b' }),
    codes: ['link-field'],
  },
  {
    title: 'a long-name header with a link target',
    make: buildWithBytes(
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
    make: buildWithBytes(Buffer.alloc(BLOCK)),
    codes: ['lone-zero-block'],
    visited: seen,
  },
  {
    title: 'entries after the end of the archive',
    make: () =>
      gzipSync(Buffer.concat([buildTar([manifest, index]), encodeEntry({ path: 'package/hidden' })])),
    codes: ['after-end-of-archive'],
    visited: [...seen, ['hidden', '']],
  },
  {
    title: 'a few bytes after a megabyte of padding',
    make: () =>
      gzipSync(Buffer.concat([buildTar([manifest, index]), Buffer.alloc(1024 * 1024), Buffer.from('leak')])),
    codes: ['after-end-of-archive'],
  },
  {
    title: 'bytes after the end that are neither archive nor text',
    make: () =>
      gzipSync(Buffer.concat([buildTar([manifest, index]), Buffer.from([0xff, 0, 200, 1, 250, 0xfe])])),
    codes: ['after-end-of-archive', 'unseen left-over'],
  },
]
