import { findEncodedRuns } from './encoded-runs.ts'
import { detectPacking, SHORTEST_PACKED } from './packed-run.ts'
import { beginsLikeContainer, decodeReadableText } from './readable.ts'

/** Encoded bytes that were read. */
export interface EncodedValue {
  /** `base64`, `hexadecimal`, `escapes`, `literals`, `numbers`: how a reader would call it. */
  readonly form: string
  /** Where it begins in the text. */
  readonly offset: number
  readonly content: Buffer
  /** Something packed: to be opened, not to be read as text. */
  readonly isContainer: boolean
  /** How a container is packed that does not begin like one. */
  readonly packing?: 'brotli' | 'deflate'
}

const HEX = /^(?:[0-9a-f]{2}){12,}$|^(?:[0-9A-F]{2}){12,}$/
/** Digits of SHA-512: what is no longer is a digest, whatever it begins like. */
const LONGEST_HASH = 128
/** At least 20 bytes, in capitals (RFC 4648, section 6); base64 of as many bytes has small letters. */
const BASE32 = /^[A-Z2-7]{32,}$/
const BASE32_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Decoded first: what is no text here is none at all. */
const HEAD = 32
/** A path or a prefix may stand before encoded text, joined by a character that base64 has too. */
const JOINTS = /[/_-]/g
const MOST_JOINTS = 4
const DOT = 46

/** Runs of noise that are unpacked to see what they are; texts with more of them are tables. */
const MOST_TRIES = 40

/** Text that stands in base64 or in hexadecimal digits. */
export function* findValuesInRuns(bytes: Buffer): Generator<EncodedValue> {
  let tries = 0
  for (const { start, end, text } of findEncodedRuns(bytes)) {
    if (text.startsWith('eyJ') && bytes[end] === DOT) continue
    const value = decodeRun(text, start)
    if (value !== null) yield value
    else if (text.length >= SHORTEST_PACKED && tries < MOST_TRIES) {
      tries += 1
      const packing = detectPacking(text)
      const content = Buffer.from(packing === null ? '' : text, 'base64')
      if (packing !== null) yield { form: 'base64', offset: start, content, isContainer: true, packing }
    }
  }
}

function decodeRun(text: string, offset: number): EncodedValue | null {
  if (HEX.test(text)) {
    const isContainer =
      beginsLikeContainer(Buffer.from(text.slice(0, 8), 'hex')) && text.length > LONGEST_HASH
    const decoded = Buffer.from(text, 'hex')
    const content = isContainer ? decoded : decodeReadableText(decoded)
    return content && { form: 'hexadecimal', offset, content, isContainer }
  }
  if (BASE32.test(text)) {
    const content = decodeReadableText(decodeBase32(text))
    return content && { form: 'base32', offset, content, isContainer: false }
  }
  return decodeBase64(text, offset)
}

/** Bits that fill no byte at the end are padding. */
function decodeBase32(text: string): Buffer {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8))
  let bits = 0
  let value = 0
  let at = 0
  for (const character of text) {
    value = ((value << 5) | BASE32_DIGITS.indexOf(character)) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (value >> bits) & 0xff
    at += 1
  }
  return bytes
}

function decodeBase64(text: string, start: number): EncodedValue | null {
  const whole = decodeAt(text, 0, start)
  if (whole) return whole
  let joints = 0
  for (const { index } of text.matchAll(JOINTS)) {
    joints += 1
    if (joints > MOST_JOINTS || text.length - index < 20) break
    const part = decodeAt(text, index + 1, start)
    if (part) return part
  }
  return null
}

function decodeAt(text: string, from: number, start: number): EncodedValue | null {
  if (!mayDecode(text, from)) return null
  const head = Buffer.from(text.slice(from, from + HEAD), 'base64')
  const isContainer = beginsLikeContainer(head)
  if (!isContainer && decodeReadableText(head) === null) return null
  const decoded = Buffer.from(from === 0 ? text : text.slice(from), 'base64')
  const content = isContainer ? decoded : decodeReadableText(decoded)
  if (!content || (!isContainer && isMap(content))) return null
  return { form: 'base64', offset: start + from, content, isContainer }
}

/** Values of the characters of base64 in both alphabets. */
const VALUES = new Uint8Array(128)
for (const [value, character] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries())
  VALUES[character.charCodeAt(0)] = value
VALUES['-'.charCodeAt(0)] = 62
VALUES['_'.charCodeAt(0)] = 63
/** First bytes of packed content and of UTF-16, which are no text by themselves. */
const SPECIAL = new Set([0x1f, 0x50, 0x28, 0x78, 0x00, 0xff, 0xef])
/** Bytes beyond ASCII among the first ones, at most. */
const MOST_ODD = 2

/** A look at the first bytes before anything is made of them: most runs are names, and decode to noise at once. */
function mayDecode(text: string, from: number): boolean {
  const end = from + Math.min(HEAD, (text.length - from) & ~3)
  let odd = 0
  for (let at = from; at < end; at += 4) {
    const four =
      (readValueAt(text, at) << 18) |
      (readValueAt(text, at + 1) << 12) |
      (readValueAt(text, at + 2) << 6) |
      readValueAt(text, at + 3)
    const [first, second, third] = [four >> 16, (four >> 8) & 0xff, four & 0xff]
    if (at === from && (SPECIAL.has(first) || second === 0)) return true
    if (isControl(first) || isControl(second) || isControl(third)) return false
    odd += (first >> 7) + (second >> 7) + (third >> 7)
    if (odd > MOST_ODD) return false
  }
  return true
}

function readValueAt(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? 0
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127
}

/** Source maps have readers of their own, wherever they stand. */
function isMap(content: Buffer): boolean {
  return content.includes('"mappings"') || content.includes('"sourcesContent"')
}
