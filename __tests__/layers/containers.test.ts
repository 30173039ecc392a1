import { brotliCompressSync, crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { Header } from 'tar'
import { examine } from '../exposure/examine.ts'
import { buildZip } from '../support/build-zip.ts'

const LINE = "export const plan = 'the plan of the house'\n"
const TEXT = LINE.repeat(8)
const PLAN = Buffer.from(TEXT)
/** `TEXT` by the programs of those names: node has no writers of these forms. */
const PACKED = {
  xz: '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AFfAC5dADKeCkTKqujN8NMgSzNj+fWAg+MJJblu97y82zKNQcbWzUEdvYnOtqb09XNowAAAAADnJBfoArrz8AABSuACAAAAg/JL77HEZ/sCAAAAAARZWg==',
  lzma: 'XQAAgAD//////////wAyngpEyqrozfDTIEszY/n1gIPjCSW5bve8vNsyjUHG1s1BHb2Jzram9PV4rYFv//2INAA=',
  bzip2:
    'QlpoOTFBWSZTWelS6oEAAEvZgAAQQIAAAitF3kAgAJAppkYmJiBVUwJpkxNIiQuNiwiIiI8EB2GAgMBsXGRYKDQZCYkNCYsJBwUHBocHoqOCo2PxdyRThQkOlS6oEA==',
  lz4: 'BCJNGGRApzQAAADyCWV4cG9ydCBjb25zdCBwbGFuID0gJ3RoZQwAMG9mIAwAf2hvdXNlJwosAP8dUHVzZScKAAAAAHuA7fE=',
  zstd: 'KLUv/WRgAH0BACQCZXhwb3J0IGNvbnN0IHBsYW4gPSAndGhlb2YgaG91c2UnCgMAMU+pAWtwrIwBVczPtw==',
}
const packed = (form: keyof typeof PACKED): Buffer => Buffer.from(PACKED[form], 'base64')
const ELF = Buffer.concat([
  Buffer.from('\x7fELF\x02\x01\x01', 'latin1'),
  Buffer.alloc(200),
  Buffer.from([0xe8, 1]),
])
const WASM = Buffer.from('0061736d01000000', 'hex')
const SCRIPT = Buffer.from('#!/bin/sh\ntail -n +3 "$0" | gunzip\n')

function tarEntry(
  path: string,
  body: Buffer,
  edit: (block: Buffer, padding: Buffer) => void = () => {},
): Buffer {
  const header = new Header({ path, mode: 0o644, size: body.length, type: 'File', mtime: new Date(0) })
  header.encode()
  const block = Buffer.from(header.block ?? Buffer.alloc(512))
  const padding = Buffer.alloc((512 - (body.length % 512)) % 512)
  edit(block, padding)
  return Buffer.concat([block, body, padding])
}
const END = Buffer.alloc(1024)
const tar = (path: string, body: Buffer): Buffer => Buffer.concat([tarEntry(path, body), END])
const pax = (key: string, value: string): Buffer => {
  const record = ` ${key}=${value}\n`
  const body = Buffer.from(`${record.length + 3}${record}`)
  const header = new Header({ path: 'pax', mode: 0o644, size: body.length, type: 'ExtendedHeader' })
  header.encode()
  return Buffer.concat([header.block ?? END, body, Buffer.alloc((512 - (body.length % 512)) % 512)])
}

const OTHER = { name: 'readme', content: Buffer.from('nothing here') }
const HONEST = buildZip([OTHER])
/** A local header and its data, which no directory names. */
function orphan({ sizeBehind = false } = {}): Buffer {
  const body = deflateRawSync(PLAN)
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(sizeBehind ? 8 : 0, 6)
  header.writeUInt16LE(8, 8)
  if (!sizeBehind) header.writeUInt32LE(body.length, 18)
  header.writeUInt16LE(4, 26)
  const descriptor = Buffer.alloc(16)
  descriptor.write('PK\x07\x08', 'latin1')
  descriptor.writeUInt32LE(body.length, 8)
  return Buffer.concat([header, Buffer.from('hide'), body, sizeBehind ? descriptor : Buffer.alloc(0)])
}
const withComment = (zip: Buffer, comment: string): Buffer => {
  const all = Buffer.concat([zip, Buffer.from(comment)])
  all.writeUInt16LE(comment.length, zip.length - 2)
  return all
}
const gzipWithName = (name: string): Buffer => {
  const plain = gzipSync('nothing here')
  const header = Buffer.from(plain.subarray(0, 10))
  header[3] = 8
  return Buffer.concat([header, Buffer.from(`${name}\0`, 'latin1'), plain.subarray(10)])
}
const png = (chunk: string, data: Buffer): Buffer => {
  const part = (type: string, bytes: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(bytes.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, bytes, Buffer.alloc(4)])
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    part('IHDR', Buffer.alloc(13)),
    part(chunk, data),
    part('IEND', Buffer.alloc(0)),
  ])
}
const ar = Buffer.concat([
  Buffer.from('!<arch>\n'),
  Buffer.from(`${'plan.gz/'.padEnd(16)}${'0'.padEnd(32)}${String(gzipSync(PLAN).length).padEnd(10)}\`\n`),
  gzipSync(PLAN),
])

const READ: Readonly<Record<string, Buffer>> = {
  'a zlib stream': deflateSync(PLAN),
  'a raw deflate stream': deflateRawSync(PLAN),
  'brotli under another name': brotliCompressSync(PLAN),
  xz: packed('xz'),
  lzma: packed('lzma'),
  bzip2: packed('bzip2'),
  lz4: packed('lz4'),
  zstd: packed('zstd'),
  'a zstd frame behind one to be skipped': Buffer.concat([
    Buffer.from('502a4d1803000000616263', 'hex'),
    packed('zstd'),
  ]),
  'a tar in xz': tar('a.xz', packed('xz')),
  'gzip behind a script': Buffer.concat([SCRIPT, gzipSync(PLAN)]),
  'gzip in an ELF file': Buffer.concat([ELF, gzipSync(PLAN), ELF]),
  'zlib in a wasm module': Buffer.concat([WASM, Buffer.from([1, 255, 254]), deflateSync(PLAN), WASM]),
  'bzip2 in the middle': Buffer.concat([ELF, packed('bzip2'), ELF]),
  'xz in the middle': Buffer.concat([ELF, packed('xz'), ELF]),
  'lz4 in the middle': Buffer.concat([ELF, packed('lz4'), ELF]),
  'zstd in the middle': Buffer.concat([ELF, packed('zstd'), ELF]),
  'UTF-16 in a binary': Buffer.concat([ELF, Buffer.from(TEXT, 'utf16le'), ELF]),
  'UTF-16 of the other order in a binary': Buffer.concat([ELF, Buffer.from(TEXT, 'utf16le').swap16(), ELF]),
  'a Flate stream in a PDF': Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n'),
    deflateSync(PLAN),
    Buffer.from('\nendstream'),
  ]),
  'compressed text in a PNG': png('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(PLAN)])),
  'an ar archive': ar,
  'a second gzip member': Buffer.concat([gzipSync('nothing\n'), gzipSync(PLAN)]),
  'text behind gzip': Buffer.concat([gzipSync('nothing'), PLAN]),
  'gzip behind zstd': Buffer.concat([packed('zstd').subarray(0), gzipSync(PLAN)]),
  'the name in a gzip header': gzipWithName(TEXT),
  'the comment of a zip': withComment(HONEST, TEXT),
  'text behind a zip': Buffer.concat([HONEST, PLAN]),
  'gzip behind a zip': Buffer.concat([HONEST, gzipSync(PLAN)]),
  'a second zip behind the first': Buffer.concat([buildZip([{ name: 'p', content: PLAN }]), HONEST]),
  'a member that only its local header names': Buffer.concat([orphan(), HONEST]),
  'such a member with its size behind': Buffer.concat([orphan({ sizeBehind: true }), HONEST]),
  'a zip member in the middle of a binary': Buffer.concat([ELF, orphan(), ELF]),
  'a folder with data': buildZip([{ name: 'folder/', content: PLAN }]),
  'a second tar behind the first': Buffer.concat([tar('a', Buffer.from('a')), tar('b', PLAN)]),
  'text behind a tar': Buffer.concat([tar('a', Buffer.from('a')), PLAN]),
  'the padding of a tar entry': Buffer.concat([
    tarEntry('a', Buffer.from('a'), (_, padding) => PLAN.copy(padding, 0)),
    END,
  ]),
  'a comment in pax records': Buffer.concat([pax('comment', TEXT), tar('a', Buffer.from('a'))]),
  'an extended attribute': Buffer.concat([pax('SCHILY.xattr.note', TEXT), tar('a', Buffer.from('a'))]),
}

const SEVEN_ZIP = (() => {
  const header = Buffer.alloc(32)
  header.write('7z\xbc\xaf\x27\x1c\0\x04', 'latin1')
  header.writeUInt32LE(crc32(header.subarray(12, 32)), 8)
  return Buffer.concat([header, Buffer.from([1, 2, 3, 200, 201])])
})()
const RAR = (() => {
  const block = Buffer.concat([Buffer.alloc(4), Buffer.from([3, 1, 0, 0])])
  block.writeUInt32LE(crc32(block.subarray(4)))
  return Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), block, Buffer.from([250, 1, 2])])
})()
const NOISE = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * at * 31 + at * 7 + 128) % 251))

const UNSEEN: readonly (readonly [string, Buffer, string])[] = [
  ['a 7z archive', SEVEN_ZIP, 'no-reader'],
  ['a RAR archive', RAR, 'no-reader'],
  ['a RAR archive behind a program', Buffer.concat([ELF, RAR]), 'no-reader'],
  ['a file encrypted by openssl', Buffer.concat([Buffer.from('Salted__'), NOISE]), 'sealed'],
  [
    'xz with a filter for machine code',
    (() => {
      const filtered = Buffer.from(
        '/Td6WFoAAATm1rRGAgEEACEBFgANhjUf4AFfAC5dADKeCkTKqujN8NMgSzNj+fWAg+MJJblu97y82zKNQcbWzUEdvYnOtqb09XNowAAAAADnJBfoArrz8AABSuACAAAAg/JL77HEZ/sCAAAAAARZWg==',
        'base64',
      )
      return filtered
    })(),
    'no-reader',
  ],
  ['noise behind gzip', Buffer.concat([gzipSync('nothing'), NOISE]), 'left-over'],
  ['noise behind a zip', Buffer.concat([HONEST, NOISE]), 'left-over'],
  ['noise between the members of a zip', Buffer.concat([orphan(), NOISE, HONEST]), 'left-over'],
  ['noise behind a tar', Buffer.concat([tar('a', Buffer.from('a')), NOISE]), 'left-over'],
  ['xz that breaks off', packed('xz').subarray(0, 60), 'damaged'],
  [
    'gzip behind a script that breaks off',
    Buffer.concat([
      SCRIPT,
      gzipSync(Array.from({ length: 999 }, (_, at) => `line ${at * 7919} of the plan\n`).join('')).subarray(
        0,
        2500,
      ),
    ]),
    'damaged',
  ],
]

describe('containers', () => {
  test.each(Object.entries(READ))('%s is read', (_, content) => {
    const { layers, unseen } = examine({ blob: content })
    expect(layers.slice(1).some(({ text }) => text.includes(LINE.trim()))).toBe(true)
    expect(unseen).toEqual([])
  })

  test.each(UNSEEN)('%s is unseen', (_, content, reason) => {
    const { unseen } = examine({ blob: content })
    expect(unseen).toEqual([expect.objectContaining({ path: 'blob', reason })])
    expect(unseen[0]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  test('padding of zeros is nothing', () => {
    const zeros = Buffer.alloc(5000)
    const { unseen, layers } = examine({
      a: Buffer.concat([gzipSync('x'), zeros]),
      b: Buffer.concat([tar('a', PLAN), zeros]),
    })
    expect(unseen).toEqual([])
    expect(layers).toHaveLength(4)
  })

  test('bytes that only look like beginnings of streams are left in peace', () => {
    const beginnings = [
      '1f8b08',
      '789c',
      '7801',
      '425a68',
      '28b52ffd',
      '04224d18',
      '504b0304',
      '526172211a07',
    ]
    const content = Buffer.concat(beginnings.flatMap((hex) => [ELF, Buffer.from(hex, 'hex'), NOISE]))
    const { layers, unseen } = examine({ blob: content })
    expect(unseen).toEqual([])
    expect(layers).toHaveLength(1)
  })
})
