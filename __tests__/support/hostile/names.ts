import { encodeEntry, encodeMetaHeader, encodePaxHeader } from '../build-tarball.ts'
import { buildWithBytes, buildWithEntries, type HostileTarball, MANIFEST, seen } from './hostile-tarball.ts'

const changeNameField = (bytes: Buffer) => (block: Buffer) => {
  block.fill(0, 0, 100)
  bytes.copy(block, 0, 0, 100)
}

/** Names that lead elsewhere, or that tools read differently. */
export const names: HostileTarball[] = [
  {
    title: 'a path with ..',
    make: buildWithEntries({ path: 'package/../../evil.js' }),
    codes: ['path-traversal'],
  },
  {
    title: '.. as the root',
    make: buildWithEntries({ path: '../evil.js' }),
    codes: ['path-traversal', 'second-root'],
  },
  {
    title: '.. behind backslashes',
    make: buildWithEntries({ path: 'package/..\\..\\evil.js' }),
    codes: ['path-traversal', 'backslash'],
  },
  {
    title: 'an absolute path',
    make: buildWithEntries({ path: '/etc/cron.d/evil' }),
    codes: ['absolute-path', 'second-root'],
  },
  {
    title: 'a drive letter',
    make: buildWithEntries({ path: 'C:/evil.exe' }),
    codes: ['drive-letter', 'second-root'],
  },
  {
    title: 'a drive letter below the root',
    make: buildWithEntries({ path: 'package/C:/evil.exe' }),
    codes: ['drive-letter'],
  },
  { title: 'a backslash', make: buildWithEntries({ path: 'package/lib\\index.js' }), codes: ['backslash'] },
  {
    title: 'a newline in a name',
    make: buildWithEntries({ path: 'package/a\n::error::b' }),
    codes: ['control-character'],
  },
  {
    title: 'ANSI in a name',
    make: buildWithEntries({ path: 'package/\u001b[2Ka.js' }),
    codes: ['control-character'],
  },
  {
    title: 'a name that is no UTF-8',
    make: buildWithEntries({
      path: 'package/x',
      edit: changeNameField(Buffer.from('package/caf\xe9.js', 'latin1')),
    }),
    codes: ['name-not-utf8'],
  },
  {
    title: 'NUL in a pax path',
    make: buildWithEntries({ path: 'package/x', pax: { path: 'package/safe.js\0.evil' } }),
    codes: ['nul-in-path'],
  },
  {
    title: 'a newline in a pax path, which npm ignores',
    make: buildWithEntries({ path: 'package/safe.js', pax: { path: 'package/evil\n.js' } }),
    codes: ['ambiguous-path'],
  },
  {
    title: 'a pax path that is no UTF-8',
    make: buildWithEntries({ path: 'package/safe.js', pax: { path: Buffer.from('package/\xe9', 'latin1') } }),
    codes: ['unseen damaged'],
  },
  {
    title: 'a name outside any folder',
    make: buildWithEntries({ path: 'stray.js' }),
    codes: ['outside-root'],
  },
  {
    title: 'a second top folder',
    make: buildWithEntries({ path: 'other/a.js', content: 'a' }),
    codes: ['second-root'],
    visited: [
      ['package.json', MANIFEST],
      ['a.js', 'a'],
    ],
  },
  {
    title: 'a name of ten thousand characters',
    make: buildWithEntries({ path: `package/${'a'.repeat(10_000)}` }),
    codes: ['unseen limit'],
  },
  {
    title: 'two thousand folders',
    make: buildWithEntries({ path: `package/${'a/'.repeat(2000)}b` }),
    codes: ['path-depth'],
  },
  {
    title: 'a GNU long name that climbs out',
    make: buildWithBytes(
      Buffer.concat([
        encodeMetaHeader('NextFileHasLongPath', Buffer.from('package/../x\0')),
        encodeEntry({ path: 'package/x' }),
      ]),
    ),
    codes: ['path-traversal'],
  },
  {
    title: 'a global pax header that renames every file',
    make: buildWithBytes(encodePaxHeader({ path: 'package/evil.js' }, true)),
    codes: ['global-header'],
    visited: seen,
  },
]
