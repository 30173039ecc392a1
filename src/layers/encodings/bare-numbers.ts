import { isUtf8 } from 'node:buffer'
import type { EncodedValue } from './encoded-values.ts'

/** Fewer numbers are no text that holds a secret. */
const LEAST_NUMBERS = 15
const MOST_NUMBERS = 4096
/** One of every so many bytes is looked at: the shortest list, of two digits and a comma each, is longer. */
const STRIDE = 37
/** Blanks between two numbers of a list that is written in lines, at most. */
const MOST_BLANKS = 40

const COMMA = 44
const ZERO = 48
const X = 120

const DIGIT = 1
const HEX_LETTER = 2

const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (/\d/.test(character)) return DIGIT
  return /[a-fx]/i.test(character) ? HEX_LETTER : 0
})

/** 1 for bytes that may be of a list: most bytes of a text are not, and are passed over. */
const LISTED = KINDS.map((kind, byte) => (kind !== 0 || byte === COMMA || isBlank(byte) ? 1 : 0))

interface ListedNumber {
  readonly code: number
  readonly start: number
  readonly end: number
}

/**
 * Texts that are written as bare lists of the codes of their characters: `[115, 107, 95, …]`, `0x73,0x6b,0x5f,…`. All
 * of a list must be printable text in UTF-8, which tables of numbers are not.
 */
export function* findValuesInBareNumbers(bytes: Buffer, taken: ReadonlySet<number>): Generator<EncodedValue> {
  let floor = 0
  for (let at = 0; at < bytes.length; at += STRIDE) {
    if (LISTED[bytes[at] as number] === 0) continue
    // Whatever byte of a list this is, a digit or what parts two numbers, a number stands there or follows.
    at = skipParting(bytes, at)
    if (!mayBeOfNumber(bytes, at)) continue
    const middle = findNumberAround(bytes, at, floor)
    if (middle === null) continue
    const first = findFirstOfList(bytes, middle, floor)
    const codes: number[] = []
    let last = first
    for (let next: ListedNumber | null = first; next !== null; next = findNumberBehind(bytes, next.end)) {
      last = next
      codes.push(next.code)
      if (codes.length === MOST_NUMBERS) break
    }
    floor = last.end
    const content = Buffer.from(codes)
    if (codes.length >= LEAST_NUMBERS && !taken.has(first.start) && isUtf8(content))
      yield { form: 'numbers', offset: first.start, content, isContainer: false }
    at = Math.max(at, floor)
  }
}

/** Letters of hexadecimal numbers are everywhere: they count only with a comma close behind. */
function mayBeOfNumber(bytes: Buffer, at: number): boolean {
  const kind = KINDS[bytes[at] as number]
  if (kind !== HEX_LETTER) return kind === DIGIT
  return bytes[at + 1] === COMMA || bytes[at + 2] === COMMA || bytes[at + 3] === COMMA
}

/** The number of one character that a byte belongs to, if a comma is beside it. */
function findNumberAround(bytes: Buffer, at: number, floor: number): ListedNumber | null {
  let start = at
  while (start > floor && at - start < 4 && KINDS[bytes[start - 1] as number] !== 0) start -= 1
  const number = readNumberAt(bytes, start)
  return number !== null && number.end > at && skipAfterBlanks(bytes, number.end) !== null ? number : null
}

function findFirstOfList(bytes: Buffer, middle: ListedNumber, floor: number): ListedNumber {
  let first = middle
  for (let count = 0; count < MOST_NUMBERS; count += 1) {
    let at = skipBlanks(bytes, first.start - 1, -1)
    if (bytes[at] !== COMMA) return first
    at = skipBlanks(bytes, at - 1, -1)
    let start = at
    while (start >= floor && at - start < 4 && KINDS[bytes[start] as number] !== 0) start -= 1
    const before = start + 1 > at || start + 1 < floor ? null : readNumberAt(bytes, start + 1)
    if (before === null || before.end !== at + 1) return first
    first = before
  }
  return first
}

function findNumberBehind(bytes: Buffer, end: number): ListedNumber | null {
  const next = skipAfterBlanks(bytes, end)
  return next === null ? null : readNumberAt(bytes, next)
}

/** Where the next number may begin behind a comma; null without one. */
function skipAfterBlanks(bytes: Buffer, end: number): number | null {
  const comma = skipBlanks(bytes, end, 1)
  return bytes[comma] === COMMA ? skipBlanks(bytes, comma + 1, 1) : null
}

function skipParting(bytes: Buffer, from: number): number {
  const at = skipBlanks(bytes, from, 1)
  return bytes[at] === COMMA ? skipBlanks(bytes, at + 1, 1) : at
}

function skipBlanks(bytes: Buffer, from: number, step: 1 | -1): number {
  let at = from
  const end = from + step * MOST_BLANKS
  while (at !== end && isBlank(bytes[at])) at += step
  return at
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9
}

/** A number of up to three digits, or two hexadecimal ones behind `0x`, that stands for a printable character. */
function readNumberAt(bytes: Buffer, start: number): ListedNumber | null {
  const isHex = bytes[start] === ZERO && ((bytes[start + 1] ?? 0) | 32) === X
  let code = 0
  let end = isHex ? start + 2 : start
  const most = isHex ? end + 2 : end + 3
  for (; end < most; end += 1) {
    const digit = parseDigit(bytes[end], isHex)
    if (digit === -1) break
    code = code * (isHex ? 16 : 10) + digit
  }
  if (end === start + (isHex ? 2 : 0) || parseDigit(bytes[end], true) !== -1 || bytes[end] === 46) return null
  return isPrintable(code) ? { code, start, end } : null
}

function parseDigit(byte: number | undefined, isHex: boolean): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return isHex && letter >= 97 && letter <= 102 ? letter - 87 : -1
}

function isPrintable(code: number): boolean {
  return (code >= 32 && code < 256 && code !== 127) || code === 10 || code === 13 || code === 9
}
