import { buildWithEntries, type HostileTarball, index, MANIFEST, seen } from './hostile-tarball.ts'

const changeTypeFlag = (flag: string) => (block: Buffer) => {
  block.write(flag, 156, 1, 'latin1')
}

/** Entries that are no ordinary files, and paths that come twice. */
export const types: HostileTarball[] = [
  {
    title: 'a symbolic link',
    make: buildWithEntries({ path: 'package/a', type: 'SymbolicLink', linkTarget: '/etc/passwd' }),
    codes: ['symbolic-link'],
  },
  {
    title: 'a hard link',
    make: buildWithEntries(index, { path: 'package/again.js', type: 'Link', linkTarget: 'package/index.js' }),
    codes: ['hard-link'],
    visited: [...seen, ['again.js', 'export {}\n']],
  },
  {
    title: 'a hard link to a hard link',
    make: buildWithEntries(
      index,
      { path: 'package/b', type: 'Link', linkTarget: 'package/index.js' },
      { path: 'package/c', type: 'Link', linkTarget: 'package/b' },
    ),
    codes: ['hard-link'],
    visited: [...seen, ['b', 'export {}\n'], ['c', 'export {}\n']],
  },
  {
    title: 'a hard link to nothing',
    make: buildWithEntries({ path: 'package/a', type: 'Link', linkTarget: 'package/later.js' }),
    codes: ['hard-link'],
    visited: [
      ['package.json', MANIFEST],
      ['a', ''],
    ],
  },
  {
    title: 'a hard link with a body of its own',
    make: buildWithEntries(index, {
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
    make: buildWithEntries({ path: 'package/tty', type: 'CharacterDevice' }),
    codes: ['device'],
  },
  {
    title: 'a block device',
    make: buildWithEntries({ path: 'package/sda', type: 'BlockDevice' }),
    codes: ['device'],
  },
  { title: 'a named pipe', make: buildWithEntries({ path: 'package/pipe', type: 'FIFO' }), codes: ['fifo'] },
  {
    title: 'a GNU sparse file, its body looked at',
    make: buildWithEntries({ path: 'package/s', type: 'SparseFile', content: 'secret' }, index),
    codes: ['sparse-file'],
    visited: [
      ['package.json', MANIFEST],
      ['s', 'secret'],
      ['index.js', 'export {}\n'],
    ],
  },
  {
    title: 'a pax sparse file',
    make: buildWithEntries({ path: 'package/s', pax: { 'GNU.sparse.major': '1', 'GNU.sparse.name': 'x' } }),
    codes: ['sparse-file'],
  },
  {
    title: 'a type that does not exist, its body looked at',
    make: buildWithEntries({ path: 'package/z', content: 'secret', edit: changeTypeFlag('Z') }, index),
    codes: ['unknown-type'],
    visited: [
      ['package.json', MANIFEST],
      ['z', 'secret'],
      ['index.js', 'export {}\n'],
    ],
  },
  {
    title: 'an empty entry of no known type',
    make: buildWithEntries({ path: 'package/z', edit: changeTypeFlag('Z') }, index),
    codes: ['unknown-type'],
  },
  {
    title: 'a setuid file',
    make: buildWithEntries({ path: 'package/bin', mode: 0o4755 }),
    codes: ['setuid'],
  },
  {
    title: 'a setgid file',
    make: buildWithEntries({ path: 'package/bin', mode: 0o2755 }),
    codes: ['setgid'],
  },
  {
    title: 'one path with contents of different sizes',
    make: buildWithEntries(index, { ...index, content: 'evil' }),
    codes: ['duplicate-path'],
    visited: [...seen, ['index.js', 'evil']],
  },
  {
    title: 'one path with different contents of one size',
    make: buildWithEntries(index, { ...index, path: 'package/./index.js', content: 'export {}!' }),
    codes: ['duplicate-path'],
    visited: [...seen, ['index.js', 'export {}!']],
  },
]
