import { brotliDecompressSync, constants, crc32, inflateRawSync, inflateSync } from 'node:zlib'
import { parseGzipHeader } from '../../../tarball/gzip-header.ts'
import { DamagedStream, isTooLarge } from './byte-sink.ts'
import { makeRoom } from './make-room.ts'

/** What came out of one stream, and where in the input it ended. */
export interface Stream {
  readonly bytes: Buffer
  readonly end: number
}

/** What came out of a gzip file, the words in its headers, and where it ended. */
export interface GzipContent extends Stream {
  readonly headers: readonly Buffer[]
}

const FIXED_HEADER = 10
const TRAILER = 8
const MEMBERS_MAX = 10_000
/** Bytes of a piece where nothing says how much there is: node's own default. */
const PIECE = 16 * 1024
/** What a byte of deflate can become: 258 bytes for two bits, and then some. */
const MOST_EXPANSION = 1032

/** RFC 1952, section 2.3.1: magic and the only method there is. */
export function isGzip(content: Buffer): boolean {
  return content[0] === 0x1f && content[1] === 0x8b && content[2] === 0x08
}

/**
 * All members of a gzip file, with zeros between them.
 * @throws DamagedStream
 */
export function decodeGzip(content: Buffer, most: number): GzipContent {
  const parts: Buffer[] = []
  const headers: Buffer[] = []
  let length = 0
  let at = 0
  const said = content.length < TRAILER ? 0 : content.readUInt32LE(content.length - 4)
  makeRoom(measureRoom(content.length, most, said))
  for (let member = 0; ; member += 1) {
    if (member === MEMBERS_MAX) throw new DamagedStream('limit')
    const body = content.subarray(at)
    const header = parseGzipHeader(body)
    if (header.state !== 'complete') throw new DamagedStream('corrupt')
    if (header.length > FIXED_HEADER) headers.push(body.subarray(FIXED_HEADER, header.length))
    const { bytes, end } = inflateRaw(body.subarray(header.length), most - length, member === 0 ? said : 0)
    const trailer = header.length + end
    if (trailer + TRAILER > body.length || body.readUInt32LE(trailer) !== crc32(bytes))
      throw new DamagedStream('corrupt')
    parts.push(bytes)
    length += bytes.length
    at += trailer + TRAILER
    const next = findFirstNonZero(content, at)
    if (next === -1 || !isGzip(content.subarray(next, next + 3)))
      return { bytes: joinParts(parts), headers, end: at }
    at = next
  }
}

/** One zlib stream (RFC 1950) with its checksum. @throws DamagedStream */
export function decodeZlib(content: Buffer, most: number): Stream {
  return unpackStream((options) => inflateSync(content, options), most)
}

/**
 * One raw deflate stream (RFC 1951).
 * @param said how long it will be, by what is written beside it; it may lie
 * @throws DamagedStream
 */
export function inflateRaw(content: Buffer, most: number, said = 0): Stream {
  const chunkSize = measureRoom(content.length, most, said)
  return unpackStream((options) => inflateRawSync(content, { ...options, chunkSize }), most)
}

/**
 * Bytes set aside at a time. Room for all of it, and one more to see the end, saves putting pieces together, which takes
 * as long as unpacking them and as much memory again; the system gives memory to what is written only. No more than
 * deflate can make of so many bytes.
 */
function measureRoom(packed: number, most: number, said: number): number {
  return Math.max(Math.min(said, most, packed * MOST_EXPANSION) + 1, PIECE)
}

/** One brotli stream (RFC 7932). @throws DamagedStream */
export function decodeBrotli(content: Buffer, most: number): Stream {
  return unpackStream((options) => brotliDecompressSync(content, options), most)
}

/** What comes out of the first kilobytes of a brotli stream; empty where nothing does. */
export function unpackBrotliStart(content: Buffer, most: number): Buffer {
  const options = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: most }
  for (const bytes of [16 * 1024, 1024]) {
    try {
      return runWithoutStacks(() => brotliDecompressSync(content.subarray(0, bytes), options))
    } catch {
      // Less of it may stay within the limit.
    }
  }
  return Buffer.alloc(0)
}

/** What comes out of a deflate stream that breaks off, as far as it goes; empty where nothing does. */
export function inflateStart(content: Buffer, form: 'raw' | 'zlib', most: number): Buffer {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most }
  try {
    return runWithoutStacks(() =>
      form === 'raw' ? inflateRawSync(content, options) : inflateSync(content, options),
    )
  } catch {
    return Buffer.alloc(0)
  }
}

/** Whether two bytes are a zlib header: deflate, a window that can be, a check that is right, no dictionary. */
export function isZlibHeader(first: number, second: number): boolean {
  return (first & 15) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0
}

interface Options {
  readonly maxOutputLength: number
  readonly info: true
}

function unpackStream(decode: (options: Options) => unknown, most: number): Stream {
  if (most <= 0) throw new DamagedStream('limit')
  let result: unknown
  try {
    result = runWithoutStacks(() => decode({ maxOutputLength: most, info: true }))
  } catch (error) {
    throw new DamagedStream(isTooLarge(error) ? 'limit' : 'corrupt')
  }
  // With `info` there is the engine beside the buffer; its count is of the bytes that it took.
  const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } }
  return { bytes: buffer, end: engine.bytesWritten }
}

/** Node writes the stack of every error of a stream, which costs more than trying what is no stream at all. */
function runWithoutStacks<Result>(work: () => Result): Result {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

function findFirstNonZero(content: Buffer, from: number): number {
  let at = from
  while (at < content.length && content[at] === 0) at += 1
  return at < content.length ? at : -1
}

function joinParts(parts: readonly Buffer[]): Buffer {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
}
