import { crc32, createInflateRaw } from 'node:zlib'
import type { AnomalyLog } from './anomaly-log.ts'
import type { ByteSource } from './file-bytes.ts'
import { hasGzipMagic, parseGzipHeader } from './gzip-header.ts'
import { recogniseOtherFormat } from './not-gzip.ts'

/** Output is handed on in pieces of at most this many bytes. */
const PIECE_BYTES = 1024 * 1024
const TRAILER_BYTES = 8
/** Bytes of a header without a name, a comment or extra fields. */
const FIXED_HEADER = 10
/** A header may carry a name and a comment of any length; nobody writes them this long. */
const HEADER_BYTES_MAX = 128 * 1024
/** Each member costs a decompressor, so their number is an attack of its own. */
const MEMBERS_MAX = 64

/**
 * Yields the unpacked bytes of every gzip member in turn, as npm and gzip(1) do, and writes down what a plain gunzip
 * passes over: a second member, bytes after the last one, a wrong checksum, an early end. Framing after RFC 1952.
 * Bad content ends the stream with a `corrupt` or `limit` anomaly; it never throws for it.
 * Returns whether everything that was packed has been yielded.
 */
export async function* gunzip(source: ByteSource, log: AnomalyLog): AsyncGenerator<Buffer, boolean> {
  const head = await readAtLeast(source, 2)
  source.unread(head)
  if (!hasGzipMagic(head)) {
    const { code, detail } = recogniseOtherFormat(head)
    log.add('corrupt', code, null, detail)
    return false
  }
  for (let member = 0; ; member += 1) {
    if (!(await skipHeader(source, log))) return false
    if (!(yield* inflateMember(source, log))) return false
    const next = await skipZeros(source)
    if (next === null) return true
    if (!hasGzipMagic(next)) {
      log.add(
        'corrupt',
        'after-gzip',
        null,
        'the file goes on after the end of its gzip data; those bytes were not looked at',
      )
      return true
    }
    if (member === 0)
      log.add(
        'unsafe',
        'second-gzip-member',
        null,
        'the file is several gzip streams one after the other, where npm pack writes one',
      )
    if (member + 2 > MEMBERS_MAX) {
      log.unseen.add({
        path: null,
        layer: null,
        reason: 'limit',
        detail: `the file has more than ${MEMBERS_MAX} gzip streams one after the other, and what comes after was not looked at`,
        bytes: null,
        digest: null,
      })
      return false
    }
  }
}

async function skipHeader(source: ByteSource, log: AnomalyLog): Promise<boolean> {
  let bytes: Buffer = await readAtLeast(source, 1)
  for (;;) {
    const header = parseGzipHeader(bytes)
    if (header.state === 'complete') {
      if (header.length > FIXED_HEADER)
        log.loose.push({ name: '(gzip header)', content: bytes.subarray(FIXED_HEADER, header.length) })
      source.unread(bytes.subarray(header.length))
      return true
    }
    if (header.state === 'invalid') {
      log.add('corrupt', 'gzip-header', null, `the gzip header is invalid: ${header.reason}`)
      return false
    }
    const more = bytes.length > HEADER_BYTES_MAX ? null : await source.read()
    if (more === null) {
      log.add('corrupt', 'truncated-gzip', null, 'the file ends inside the gzip header')
      return false
    }
    bytes = Buffer.concat([bytes, more])
  }
}

/** Unpacks one member after its header and checks its trailer; returns whether it was sound. */
async function* inflateMember(source: ByteSource, log: AnomalyLog): AsyncGenerator<Buffer, boolean> {
  let checksum = 0
  let length = 0
  try {
    for await (const piece of inflate(source)) {
      checksum = crc32(piece, checksum)
      length += piece.length
      yield piece
    }
  } catch (error) {
    if (!(error instanceof InflateError)) throw error
    if (error.code === 'Z_BUF_ERROR')
      log.add('corrupt', 'truncated-gzip', null, 'the file ends inside its compressed data')
    else log.add('corrupt', 'gzip-data', null, `the compressed data is damaged: ${error.message}`)
    return false
  }
  const trailer = await readAtLeast(source, TRAILER_BYTES)
  if (trailer.length < TRAILER_BYTES) {
    log.add('corrupt', 'truncated-gzip', null, 'the file ends inside the checksum of its gzip data')
    return false
  }
  source.unread(trailer.subarray(TRAILER_BYTES))
  if (trailer.readUInt32LE(0) !== checksum) {
    log.add(
      'corrupt',
      'gzip-checksum',
      null,
      'the unpacked bytes do not match the CRC-32 in the gzip trailer',
    )
    return false
  }
  if (trailer.readUInt32LE(4) !== length % 2 ** 32) {
    log.add('corrupt', 'gzip-length', null, 'the unpacked length does not match the one in the gzip trailer')
    return false
  }
  return true
}

class InflateError extends Error {
  readonly code: string
  constructor(cause: Error) {
    super(cause.message, { cause })
    this.code = 'code' in cause ? String(cause.code) : ''
  }
}

/**
 * Yields one raw deflate stream and puts back what follows it. Chunks are written one at a time, so what follows is
 * always in the last one; `bytesWritten` of a zlib stream counts the bytes it consumed.
 */
async function* inflate(source: ByteSource): AsyncGenerator<Buffer, void> {
  const stream = createInflateRaw({ chunkSize: PIECE_BYTES })
  let failure: Error | null = null
  let ended = false
  let writable = true
  let before = 0
  let last: Buffer = Buffer.alloc(0)
  let wake = (): void => {}
  const wakeUp = (): void => wake()
  stream.on('readable', wakeUp)
  stream.on('end', () => {
    ended = true
    wake()
  })
  stream.on('error', (error) => {
    failure = error
    wake()
  })
  try {
    for (;;) {
      for (let piece = stream.read(); piece !== null; piece = stream.read()) yield piece
      if (failure !== null) throw new InflateError(failure)
      if (ended) break
      const something = new Promise<void>((resolve) => {
        wake = resolve
      })
      if (writable) {
        writable = false
        const chunk = await source.read()
        if (chunk === null) stream.end()
        else {
          before += last.length
          last = chunk
          stream.write(chunk, () => {
            writable = true
            wake()
          })
        }
      }
      await something
    }
    source.unread(last.subarray(stream.bytesWritten - before))
  } finally {
    stream.destroy()
  }
}

/** At least `count` bytes, fewer only at the end. */
async function readAtLeast(source: ByteSource, count: number): Promise<Buffer> {
  let bytes: Buffer = (await source.read()) ?? Buffer.alloc(0)
  while (bytes.length < count) {
    const more = await source.read()
    if (more === null) break
    bytes = Buffer.concat([bytes, more])
  }
  return bytes
}

/** Passes over zero padding, which gzip(1) ignores too; the first bytes after it (put back as well), or null at the end. */
async function skipZeros(source: ByteSource): Promise<Buffer | null> {
  for (;;) {
    const bytes = await source.read()
    if (bytes === null) return null
    const start = bytes.findIndex((byte) => byte !== 0)
    if (start === -1) continue
    source.unread(bytes.subarray(start))
    const head = await readAtLeast(source, 2)
    source.unread(head)
    return head
  }
}
