import { isWord } from './byte-text.ts'

/** Longest name that a value is assigned to, from where the keyword begins. */
const NAME_LENGTH = 60
const GAP = 10

/** What a name is given: `name: "value"`, `NAME=value`, `process.env.NAME || 'value'`, `setName("value")`. */
export interface Assignment {
  /** From the keyword on. */
  readonly name: string
  /** Offset of the value's first byte. */
  readonly start: number
  /** The quote that opens the value, or null. */
  readonly quote: number | null
}

const CLOSING = makeByteSet('"\'`])\\')
const BLANK = makeByteSet(' \t')
const OPERATOR = makeByteSet(':=>(|?,')
const GAP_BYTES = makeByteSet(' \t\r\n')
const OPENING = makeByteSet('"\'`\\')
const QUOTES = makeByteSet('"\'`')

/** What the name that begins at `offset` is assigned, or null. Walks a bounded number of bytes. */
export function readAssignmentAt(bytes: Buffer, offset: number): Assignment | null {
  let at = offset
  while (at < offset + NAME_LENGTH && isNamePart(bytes[at])) at += 1
  const nameEnd = at
  at = skip(bytes, at, CLOSING, 4)
  at = skip(bytes, at, BLANK, GAP)
  const operatorStart = at
  at = skip(bytes, at, OPERATOR, 3)
  if (at === operatorStart) return null
  at = skip(bytes, at, GAP_BYTES, GAP)
  const valueStart = skip(bytes, at, OPENING, 3)
  const before = bytes[valueStart - 1]
  const quote = valueStart > at && before !== undefined && QUOTES[before] === 1 ? before : null
  return { name: bytes.toString('latin1', offset, nameEnd), start: valueStart, quote }
}

function isNamePart(byte: number | undefined): boolean {
  return isWord(byte) || byte === 45 || byte === 46
}

function skip(bytes: Uint8Array, at: number, set: Uint8Array, most: number): number {
  let end = at
  while (end < at + most && set[bytes[end] ?? 0] === 1) end += 1
  return end
}

function makeByteSet(characters: string): Uint8Array {
  const set = new Uint8Array(256)
  for (const byte of Buffer.from(characters, 'latin1')) set[byte] = 1
  return set
}
