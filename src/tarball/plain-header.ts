import { BLOCK_BYTES } from './tar-blocks.ts'

/** What the tar stream needs to know of an entry; node-tar's ReadEntry is one. */
export interface TarMember {
  readonly path: string
  /** node-tar's name of the type. */
  readonly type: string
  readonly mode?: number | undefined
  /** Bytes of the body. */
  readonly size: number
  readonly linkpath?: string | undefined
  /** Bytes of the body that are still to come. */
  remain: number
  /** The same with what fills the last block. */
  blockRemain: number
}

/** A file whose header says nothing but its name, mode and size, in the one way that all tools write and read alike. */
export class PlainFile implements TarMember {
  readonly path: string
  readonly type = 'File'
  readonly mode: number
  readonly size: number
  remain: number
  blockRemain: number

  constructor(path: string, mode: number, size: number) {
    this.path = path
    this.mode = mode
    this.size = size
    this.remain = size
    this.blockRemain = Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES
  }

  /** Takes bytes off what is to come; returns those of the body. */
  take(part: Buffer): Buffer {
    const body = part.length > this.remain ? part.subarray(0, this.remain) : part
    this.remain -= body.length
    this.blockRemain = Math.max(0, this.blockRemain - part.length)
    return body
  }
}

/** Offsets of a header's fields (POSIX.1-1988 ustar). */
const NAME = { from: 0, to: 100 }
const MODE = { from: 100, to: 108 }
const SIZE = { from: 124, to: 136 }
const CHECKSUM = { from: 148, to: 156 }
const TYPE = 156
const LINK_NAME = { from: 157, to: 257 }
const MAGIC = { from: 257, to: 265 }
const PREFIX = { from: 345, to: 475 }
/** Numbers that nobody asks for, whose first byte must not say that they are binary. */
const NUMBERS = [108, 116, 136, 329, 337]
const REGULAR = 0x30
const SPACE = 0x20
const SLASH = 0x2f

/**
 * Reads the header of an ordinary file: nearly every one there is. node-tar's own reading makes a stream and some forty
 * values of each, which for a package of thousands of small files is a tenth of the whole scan.
 * @returns null for whatever is in any way out of the ordinary; node-tar says what that is.
 */
export function readPlainHeader(block: Buffer): PlainFile | null {
  if (block.length !== BLOCK_BYTES || block[TYPE] !== REGULAR || !isUstar(block)) return null
  if (!isEmpty(block, LINK_NAME) || !isEmpty(block, { from: PREFIX.to, to: BLOCK_BYTES })) return null
  for (const at of NUMBERS) if ((block[at] as number) >= 0x80) return null
  const size = readOctal(block, SIZE)
  const mode = readOctal(block, MODE)
  if (size === null || mode === null || readOctal(block, CHECKSUM) !== computeChecksum(block)) return null
  const path = readPath(block)
  return path === null ? null : new PlainFile(path, mode & 0o7777, size)
}

function isUstar(block: Buffer): boolean {
  return block.toString('latin1', MAGIC.from, MAGIC.to) === 'ustar\x0000'
}

function isEmpty(block: Buffer, { from, to }: { from: number; to: number }): boolean {
  for (let at = from; at < to; at += 1) if (block[at] !== 0) return false
  return true
}

/** Octal digits that end with a space or NUL and nothing behind it; null for any other writing. */
function readOctal(block: Buffer, { from, to }: { from: number; to: number }): number | null {
  let value = 0
  let at = from
  for (; at < to; at += 1) {
    const digit = (block[at] as number) - 0x30
    if (digit < 0 || digit > 7) break
    value = value * 8 + digit
  }
  if (at === from) return null
  for (; at < to; at += 1) if (block[at] !== 0 && block[at] !== SPACE) return null
  return value
}

/** Sum of the header's bytes, its checksum counted as blanks. */
function computeChecksum(block: Buffer): number {
  let sum = 8 * SPACE
  for (let at = 0; at < CHECKSUM.from; at += 1) sum += block[at] as number
  for (let at = CHECKSUM.to; at < BLOCK_BYTES; at += 1) sum += block[at] as number
  return sum
}

/** Prefix and name, if both are printable ASCII with nothing behind their end. */
function readPath(block: Buffer): string | null {
  const name = readPrintable(block, NAME)
  const prefix = readPrintable(block, PREFIX)
  if (name === null || prefix === null || name === '' || block[NAME.from + name.length - 1] === SLASH)
    return null
  return prefix === '' ? name : `${prefix}/${name}`
}

function readPrintable(block: Buffer, { from, to }: { from: number; to: number }): string | null {
  let end = from
  for (; end < to && block[end] !== 0; end += 1) {
    const byte = block[end] as number
    // A backslash means one thing here and another there.
    if (byte < SPACE || byte > 0x7e || byte === 0x5c) return null
  }
  return isEmpty(block, { from: end, to }) ? block.toString('latin1', from, end) : null
}
