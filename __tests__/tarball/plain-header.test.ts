import { describe, expect, test } from '@jest/globals'
import { Header } from 'tar'
import { readPlainHeader } from '../../src/tarball/plain-header.ts'

function block(values: ConstructorParameters<typeof Header>[0] & object): Buffer {
  const bytes = Buffer.alloc(512)
  new Header(values).encode(bytes)
  return bytes
}

const ordinary = block({
  path: 'package/dist/a.js',
  mode: 0o644,
  size: 1234,
  type: 'File',
  mtime: new Date(0),
})

describe('the reader of ordinary headers', () => {
  test.each(['package/a.js', 'package/with blanks.js', `${'package/'.repeat(15)}a.js`])(
    'reads %s as node-tar does',
    (path) => {
      const header = block({ path, mode: 0o755, size: 77, type: 'File' })
      const { size, mode } = new Header(header)
      expect(readPlainHeader(header)).toMatchObject({ path, size, mode, type: 'File', blockRemain: 512 })
      expect(new Header(header).path).toBe(path)
    },
  )

  test('reads a header with any one byte changed as node-tar does, or leaves it to node-tar', () => {
    const disagreements: string[] = []
    for (let at = 0; at < 512; at += 1)
      for (const byte of [0, 0x20, 0x2f, 0x30, 0x35, 0x39, 0x5c, 0x61, 0x80, 0xff]) {
        const changed = Buffer.from(ordinary)
        changed[at] = byte
        // With a checksum that fits, so that the other fields decide.
        if (at < 148 || at >= 156) writeChecksum(changed)
        const plain = readPlainHeader(changed)
        if (plain === null) continue
        const theirs = new Header(changed)
        const isSame =
          theirs.cksumValid &&
          theirs.path === plain.path &&
          theirs.size === plain.size &&
          ((theirs.mode ?? 0) & 0o7777) === plain.mode &&
          theirs.type === 'File' &&
          !theirs.linkpath
        if (!isSame) disagreements.push(`${at}: ${byte}`)
      }
    expect(disagreements).toEqual([])
    expect(readPlainHeader(ordinary)).not.toBeNull()
  })

  test.each([
    ['a directory', { path: 'package/dist/', type: 'Directory' as const }],
    ['a link', { path: 'package/a', type: 'SymbolicLink' as const, linkpath: 'b' }],
    ['a name beyond ASCII', { path: 'package/é.js', type: 'File' as const }],
    ['a backslash in the name', { path: 'package\\a.js', type: 'File' as const }],
  ])('leaves %s to node-tar', (_, values) => {
    expect(readPlainHeader(block({ mode: 0o644, size: 0, ...values }))).toBeNull()
  })
})

function writeChecksum(header: Buffer): void {
  header.fill(0x20, 148, 156)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
}
