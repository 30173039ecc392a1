import { describe, expect, test } from '@jest/globals'
import { examine } from '../exposure/examine.ts'

const LINE = "export const plan = 'the plan of the house'"
const PLAN = Buffer.from(`${LINE}\n`.repeat(8))
const at = (size: number, ...parts: readonly (readonly [number, string])[]): Buffer => {
  const bytes = Buffer.alloc(size)
  for (const [offset, text] of parts) bytes.write(text, offset, 'latin1')
  return bytes
}
const PROGRAM = Buffer.concat([
  Buffer.from('\x7fELF\x02\x01\x01', 'latin1'),
  Buffer.alloc(200),
  Buffer.from([0xe8, 1]),
])
/** By the programs themselves, of eight lines. */
const ARJ = Buffer.from(
  'YOopACILAQIQAAKqsWMNa7FjDWsAAAAAAAAAAAAAAAAAAAAAAABhLmFyagAATcrwCwAAYOo3AC4LAQIQAQCxsWMNazYAAABgAQAA+tw6hQAApBEAAAAAAACxYw1rsWMNawAAAABwbGFuLmpzAAB/zHOFAAAAJkpujU/0f6Aeh6gH6D0TIwEew7INOiNDLVunAAIK6Y4gTN3gNaVx+Eiq8M0Gzqcuqfer7WBg6gAA',
  'base64',
)
const CABINET = Buffer.from(
  'TVNDRgAAAAB7AAAAAAAAACwAAAAAAAAAAwEBAAEAAAAAAAAARAAAAAEAAQBgAQAAAAAAAAAAfl2qXiAAcGxhbi5qcwCm7gG1LwBgAUNLS60oyC8qUUjOzysuUSjIScxTsFVQL8lIhbDz0xRA7Iz80uJUda7UUbUkqwUA',
  'base64',
)
const GPG =
  'jA0ECQMC1oAsb5fHWfH/0mUBSBdGEsGUkA5Bn5v7fx3rfDdOOf3M4ADZb2hNtnfiwtMBHoVPC5QAwXHupqFhdNCmWcAGrZDZE6SAuvk/tMZJnU3BohTk8nutfFiNfvfNX1SE0q2EasHZDKaAwpMKiygMgwSBoA=='
const CMS = Buffer.concat([
  Buffer.from('3082024b06092a864886f70d010703a082023c', 'hex'),
  Buffer.alloc(400, 7),
])

const UNREAD: readonly (readonly [string, Buffer, 'no-reader' | 'sealed'])[] = [
  ['an ARJ archive', ARJ, 'no-reader'],
  ['an ARJ archive behind a program', Buffer.concat([PROGRAM, ARJ]), 'no-reader'],
  ['a cabinet', CABINET, 'no-reader'],
  ['a cabinet inside an installer', Buffer.concat([PROGRAM, CABINET, PROGRAM]), 'no-reader'],
  [
    'an LHA archive',
    Buffer.from(
      'KQAtbGg1LTQAAABgAQAAsWMNayACt9EABQAAlf4KAAFwbGFuLmpzAAAAJkKOiX+57AH+NwBsD4hh4IVKYLHSLBmy3nAAIJ7dsQKsuYD3oomChD6bWHDRtZMpfr9WAA==',
      'base64',
    ),
    'no-reader',
  ],
  ['a Windows image', at(400, [0, 'MSWIM\0\0\0\xd0\0\0\0']), 'no-reader'],
  ['a zpaq archive', at(400, [0, '7kSt\xa01\x83\xd3\x8c\xb2(\xb0\xd3zPQ\x02\x01']), 'no-reader'],
  ['an lrzip file', at(100, [0, 'LRZI\0\x06'], [60, '\xe7\xff']), 'no-reader'],
  ['an EROFS image', at(4096, [1024, '\xe2\xe1\xf5\xe0']), 'no-reader'],
  ['a virtual disk', at(400, [0, 'QFI\xfb\0\0\0\x03']), 'no-reader'],
  ['a message by GnuPG', Buffer.from(GPG, 'base64'), 'sealed'],
  [
    'the same message as text',
    Buffer.from(`-----BEGIN PGP MESSAGE-----\n\n${GPG}\n-----END PGP MESSAGE-----\n`),
    'sealed',
  ],
  ['an enveloped message', CMS, 'sealed'],
  [
    'a PDF document with a password',
    Buffer.from(
      '%PDF-1.7\n1 0 obj<</Length 2>>stream\n\xf1\x02\nendstream\ntrailer<</Encrypt 5 0 R>>\n',
      'latin1',
    ),
    'sealed',
  ],
  [
    'a Word document with a password',
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(300),
    ]),
    'sealed',
  ],
  ['a file that git-crypt encrypted', at(300, [0, '\0GITCRYPT\0']), 'sealed'],
  ['a file that ansible-vault encrypted', at(300, [0, '$ANSIBLE_VAULT;1.1;AES256\n']), 'sealed'],
  ['a database of KeePass', at(300, [0, '\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5']), 'sealed'],
]

/** Six bits a character, from the space on. */
const sixBits = (value: number): string => String.fromCharCode(32 + (value & 63))
function uuencode(bytes: Buffer): string {
  const lines: string[] = []
  for (let from = 0; from < bytes.length; from += 45) {
    const part = bytes.subarray(from, from + 45)
    let line = sixBits(part.length)
    for (let offset = 0; offset < part.length; offset += 3) {
      const [a = 0, b = 0, c = 0] = part.subarray(offset, offset + 3)
      line += [a >> 2, (a << 4) | (b >> 4), (b << 2) | (c >> 6), c].map(sixBits).join('')
    }
    lines.push(line)
  }
  return `begin 644 plan.js\n${lines.join('\n')}\n \nend\n`
}
const rows = (size: number): { offset: string; bytes: Buffer }[] =>
  Array.from({ length: Math.ceil(PLAN.length / size) }, (_, row) => ({
    offset: (row * size).toString(16).padStart(8, '0'),
    bytes: PLAN.subarray(row * size, (row + 1) * size),
  }))
const pairs = (bytes: Buffer, size: number): string =>
  bytes
    .toString('hex')
    .match(new RegExp(`.{1,${size * 2}}`, 'g'))
    ?.join(' ') ?? ''
function ascii85(bytes: Buffer): string {
  let text = ''
  for (let offset = 0; offset < bytes.length; offset += 4) {
    let value = bytes.readUInt32BE(offset)
    let five = ''
    for (let digit = 0; digit < 5; digit += 1) {
      five = String.fromCharCode(33 + (value % 85)) + five
      value = Math.floor(value / 85)
    }
    text += five
  }
  return `<~${text.replace(/.{72}/g, '$&\n')}~>`
}
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)])
    .join('')
}

const WRITTEN: Readonly<Record<string, string>> = {
  uuencode: uuencode(PLAN),
  'uuencode in a shell archive': `#!/bin/sh\nuudecode << 'EOF'\n${uuencode(PLAN)}EOF\n`,
  Ascii85: ascii85(PLAN),
  base32: base32(PLAN),
  'a dump by xxd': rows(16)
    .map(({ offset, bytes }) => `${offset}: ${pairs(bytes, 2)}  ................`)
    .join('\n'),
  'a dump by hexdump -C': rows(16)
    .map(({ offset, bytes }) => `${offset}  ${pairs(bytes, 1)}  |................|`)
    .join('\n'),
  'a picture for a chip in Intel HEX': rows(16)
    .map(({ offset, bytes }) => `:10${offset.slice(4)}00${bytes.toString('hex')}00`.toUpperCase())
    .join('\n'),
  'the lines of a mail': `Content-Transfer-Encoding: quoted-printable\n\n${LINE.replace('=', '=3D').replace('plan of', 'pl=\nan of')}\n`,
}

describe('forms that nobody here opens', () => {
  test.each(UNREAD)('%s is not looked at, and blocks', (_, content, reason) => {
    const { unseen } = examine({ 'data.bin': content })
    expect(unseen).toEqual([expect.objectContaining({ path: 'data.bin', reason })])
  })

  test('bytes that only begin like one are left in peace', () => {
    const files = {
      a: at(300, [3, '\x60\xea\x20\0'], [100, 'MSWIM\0\0\0'], [200, '\xef\xbe\xad\xdeNullsoftInst']),
      b: Buffer.from('0 -l option: a list of what is there'),
      c: at(300, [0, '\x1a\x02\xff']),
      d: Buffer.from('%PDF-1.4\n(a document about /Encrypt and what it does)\n'),
      e: Buffer.concat([Buffer.from('8c0d', 'hex'), Buffer.alloc(90, 0x91)]),
      f: Buffer.from('How to read what begins with -----BEGIN PGP MESSAGE----- and ends\n'),
    }
    expect(examine(files).unseen).toEqual([])
  })
})

describe('bytes that are written as lines of text', () => {
  test.each(Object.entries(WRITTEN))('%s is read', (_, content) => {
    const { layers, unseen } = examine({ 'notes.txt': content })
    expect(layers.slice(1).some(({ text }) => text.includes(LINE))).toBe(true)
    expect(unseen).toEqual([])
  })
})
