import { isUtf8 } from 'node:buffer'

/** What an entry's bytes turned out to be; `bytes` are UTF-8 for text, untouched for binary. */
export interface Decoded {
  readonly kind: 'text' | 'binary'
  readonly bytes: Buffer
}

/** Bytes looked at to tell text from binary and to recognise UTF-16 without a byte order mark. */
const SAMPLE = 16 * 1024
/** Magic numbers of binary files that can happen to be valid UTF-8 when they are small. */
const BINARY_MAGIC = [
  '\0asm',
  '\x7fELF',
  'PK\x03\x04',
  '\x1f\x8b',
  '%PDF-',
  '\x89PNG',
  'GIF8',
  'wOF2',
  'wOFF',
]

const MAGIC_BYTES = new Set(BINARY_MAGIC.map((magic) => magic.charCodeAt(0)))

/**
 * Decodes by byte order mark, then by content: UTF-8, UTF-16 and UTF-32 of either byte order with or without a mark,
 * else single-byte text, else binary. A byte order mark is not part of the result. No copy is made of UTF-8.
 */
export function decodeText(content: Buffer): Decoded {
  const marked = decodeByMark(content)
  if (marked !== null) return { kind: 'text', bytes: marked }
  if (hasBinaryMagic(content)) return { kind: 'binary', bytes: content }
  const nul = content.indexOf(0)
  const widest = nul === -1 ? null : detectWidestByteOrder(content)
  if (widest !== null) return { kind: 'text', bytes: decodeUtf32(content, widest) }
  const wide = nul === -1 ? null : detectWideByteOrder(content)
  if (wide !== null) return { kind: 'text', bytes: decodeUtf16(content, wide) }
  const controls = measureControlShare(content)
  if (isUtf8(content)) return { kind: controls > 0.1 ? 'binary' : 'text', bytes: content }
  if (nul !== -1 || controls > 0.02) return { kind: 'binary', bytes: content }
  return { kind: 'text', bytes: Buffer.from(content.toString('utf8'), 'utf8') }
}

function decodeByMark(content: Buffer): Buffer | null {
  if (content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf) {
    const rest = content.subarray(3)
    return isUtf8(rest) ? rest : Buffer.from(rest.toString('utf8'), 'utf8')
  }
  if (content.length >= 4 && content.length % 4 === 0) {
    const mark = content.readUInt32BE()
    if (mark === 0xfffe0000) return decodeUtf32(content.subarray(4), 'little')
    if (mark === 0x0000feff) return decodeUtf32(content.subarray(4), 'big')
  }
  if (content[0] === 0xff && content[1] === 0xfe) return decodeUtf16(content.subarray(2), 'little')
  if (content[0] === 0xfe && content[1] === 0xff) return decodeUtf16(content.subarray(2), 'big')
  return null
}

function hasBinaryMagic(content: Buffer): boolean {
  if (!MAGIC_BYTES.has(content[0] ?? -1)) return false
  const head = content.toString('latin1', 0, 5)
  return BINARY_MAGIC.some((magic) => head.startsWith(magic))
}

/** UTF-16 of mostly ASCII has its NUL bytes on one side of every pair, and letters on the other. */
function detectWideByteOrder(content: Buffer): 'little' | 'big' | null {
  const length = Math.min(content.length, SAMPLE) & ~1
  if (length < 4) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (content[at] === 0 && isTextByte(content[at + 1])) even += 1
    if (content[at + 1] === 0 && isTextByte(content[at])) odd += 1
  }
  const enough = (length / 2) * 0.4
  if (odd > enough && even === 0) return 'little'
  if (even > enough && odd === 0) return 'big'
  return null
}

/** UTF-32 of mostly ASCII has three NUL bytes on one side of every fourth, which is a letter. */
function detectWidestByteOrder(content: Buffer): 'little' | 'big' | null {
  const length = Math.min(content.length, SAMPLE) & ~3
  if (length < 8 || content.length % 4 !== 0) return null
  let [little, big] = [0, 0]
  for (let at = 0; at < length; at += 4) {
    if (isTextByte(content[at]) && content.readUIntLE(at + 1, 3) === 0) little += 1
    if (isTextByte(content[at + 3]) && content.readUIntLE(at, 3) === 0) big += 1
  }
  const enough = (length / 4) * 0.8
  if (little > enough) return 'little'
  return big > enough ? 'big' : null
}

function isTextByte(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13)
}

function decodeUtf16(bytes: Buffer, order: 'little' | 'big'): Buffer {
  const even = bytes.subarray(0, bytes.length & ~1)
  const little = order === 'little' ? even : Buffer.from(even).swap16()
  return Buffer.from(little.toString('utf16le'), 'utf8')
}

function decodeUtf32(bytes: Buffer, order: 'little' | 'big'): Buffer {
  // A code point takes at most four bytes in UTF-8 too.
  const text = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = order === 'little' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    length += text.write(point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point), length)
  }
  return text.subarray(0, length)
}

/** 1 for the control characters that no text has. */
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 32 && ![9, 10, 12, 13, 27].includes(byte) ? 1 : 0,
)

/** Share of control characters that no text has, in the first kilobytes; NUL counts, as one stray NUL does not matter. */
function measureControlShare(content: Buffer): number {
  const length = Math.min(content.length, SAMPLE)
  let controls = 0
  for (let at = 0; at < length; at += 1) controls += CONTROL[content[at] as number] as number
  return length === 0 ? 0 : controls / length
}
