import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import { ByteSink, DamagedStream, isTooLarge } from './byte-sink.ts'

/** RFC 8878, sections 3.1.1 and 3.1.2. */
const FRAME = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const DICTIONARY_BYTES = [0, 1, 2, 4]
const RLE = 1
/** What a writer does not exceed without being told so (`--long`, `--ultra`); beyond it memory is the attack. */
const LARGEST_WINDOW = 2 ** 27

export function isZstd(content: Buffer): boolean {
  return content.length > 8 && (isFrame(content, 0) || isSkippable(content, 0))
}

/** What came out of a zstd file, what its skippable frames hold, and where it ended. */
export interface ZstdContent {
  readonly bytes: Buffer
  readonly skipped: readonly Buffer[]
  readonly end: number
}

/**
 * All frames of a zstd file. node:zlib has a decompressor from 22.15 on, which is ten times as fast; whatever it cannot
 * do is tried with the one in JavaScript, so that every node says the same.
 * @throws DamagedStream
 */
export function decodeZstd(content: Buffer, most: number): ZstdContent {
  const out = new ByteSink(most)
  const skipped: Buffer[] = []
  let at = 0
  for (;;) {
    if (isSkippable(content, at)) {
      const end = at + 8 + content.readUInt32LE(at + 4)
      if (end > content.length) throw new DamagedStream('corrupt')
      skipped.push(content.subarray(at + 8, end))
      at = end
    } else if (isFrame(content, at)) {
      const end = findFrameEnd(content, at)
      decodeFrame(content.subarray(at, end), most, out)
      at = end
    } else return { bytes: out.readContent(), skipped, end: at }
  }
}

function isFrame(content: Buffer, at: number): boolean {
  return at + 9 <= content.length && content.readUInt32LE(at) === FRAME
}

function isSkippable(content: Buffer, at: number): boolean {
  return at + 8 <= content.length && (content.readUInt32LE(at) & 0xfffffff0) >>> 0 === SKIPPABLE
}

/** Where a frame ends, by its header and the sizes of its blocks. */
function findFrameEnd(content: Buffer, start: number): number {
  const descriptor = content[start + 4] ?? 0
  let at = start + countHeaderBytes(descriptor)
  for (let isLast = false; !isLast; ) {
    if (at + 3 > content.length) throw new DamagedStream('corrupt')
    const block = content.readUIntLE(at, 3)
    const type = (block >> 1) & 3
    if (type === 3) throw new DamagedStream('corrupt')
    at += 3 + (type === RLE ? 1 : block >> 3)
    isLast = (block & 1) === 1
  }
  const end = at + ((descriptor & 0x04) === 0 ? 0 : 4)
  if (end > content.length) throw new DamagedStream('corrupt')
  return end
}

/** Bytes of magic and frame header (section 3.1.1.1). */
function countHeaderBytes(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0
  if ((descriptor & 0x08) !== 0) throw new DamagedStream('corrupt')
  if ((DICTIONARY_BYTES[descriptor & 3] ?? 0) > 0) throw new DamagedStream('unsupported')
  const sizeFlag = descriptor >> 6
  const sizeBytes = sizeFlag > 0 ? 2 ** sizeFlag : isSingle ? 1 : 0
  return 5 + (isSingle ? 0 : 1) + sizeBytes
}

/** Window_Descriptor (section 3.1.1.1.2): an exponent and a mantissa of eighths. */
function measureWindow(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

function decodeFrame(frame: Buffer, most: number, out: ByteSink): void {
  const isSingle = ((frame[4] ?? 0) & 0x20) !== 0
  if (!isSingle && measureWindow(frame[5] ?? 0) > LARGEST_WINDOW) throw new DamagedStream('limit')
  const fast = decodeNatively(frame, most - out.length)
  if (fast !== null) {
    out.append(fast)
    return
  }
  const stream = new Decompress((piece) => out.append(piece))
  try {
    stream.push(frame, true)
  } catch (error) {
    throw error instanceof DamagedStream ? error : new DamagedStream('corrupt')
  }
}

function decodeNatively(frame: Buffer, most: number): Buffer | null {
  const zstd: unknown = Reflect.get(zlib, 'zstdDecompressSync')
  if (typeof zstd !== 'function') return null
  try {
    const bytes: unknown = zstd(frame, { maxOutputLength: Math.max(1, most) })
    return Buffer.isBuffer(bytes) ? bytes : null
  } catch (error) {
    if (isTooLarge(error)) throw new DamagedStream('limit')
    return null
  }
}
