const FLAG_HEADER_CRC = 0x02
const FLAG_EXTRA = 0x04
const FLAG_NAME = 0x08
const FLAG_COMMENT = 0x10
const FLAGS_RESERVED = 0xe0
const FIXED_BYTES = 10
const DEFLATE = 8

export type GzipHeader =
  | { readonly state: 'complete'; readonly length: number }
  /** Right so far; more bytes are needed. */
  | { readonly state: 'incomplete' }
  | { readonly state: 'invalid'; readonly reason: string }

/** True if the bytes begin as every gzip member does (RFC 1952, section 2.3.1: ID1, ID2). */
export function hasGzipMagic(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Finds where the header of a gzip member ends, as RFC 1952, section 2.3, has it. `length` is in bytes. */
export function parseGzipHeader(bytes: Buffer): GzipHeader {
  if (bytes.length < FIXED_BYTES) return { state: 'incomplete' }
  if (bytes[2] !== DEFLATE)
    return { state: 'invalid', reason: `compression method ${bytes[2]} is not deflate` }
  const flags = bytes[3] ?? 0
  if ((flags & FLAGS_RESERVED) !== 0) return { state: 'invalid', reason: 'reserved flags are set' }
  let length = FIXED_BYTES
  if ((flags & FLAG_EXTRA) !== 0) {
    if (bytes.length < length + 2) return { state: 'incomplete' }
    length += 2 + bytes.readUInt16LE(length)
  }
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue
    const terminator = bytes.indexOf(0, length)
    if (terminator === -1) return { state: 'incomplete' }
    length = terminator + 1
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) length += 2
  return bytes.length < length ? { state: 'incomplete' } : { state: 'complete', length }
}
