import { ByteSink, DamagedStream } from './byte-sink.ts'

/** LZ4 Frame Format 1.6.4 and the legacy frame of its `lz4 -l` (doc/lz4_Frame_format.md). */
const FRAME = 0x184d2204
const LEGACY = 0x184c2102

export function isLz4(content: Buffer): boolean {
  if (content.length < 11) return false
  const magic = content.readUInt32LE(0)
  return magic === LEGACY || (magic === FRAME && ((content[4] ?? 0) & 0xc0) === 0x40)
}

/**
 * All frames of an LZ4 file.
 * @throws DamagedStream
 */
export function decodeLz4(content: Buffer, most: number): { bytes: Buffer; end: number } {
  const out = new ByteSink(most)
  let at = 0
  while (isLz4(content.subarray(at, at + 32)))
    at =
      content.readUInt32LE(at) === FRAME ? unpackFrame(content, at, out) : unpackLegacy(content, at + 4, out)
  return { bytes: out.readContent(), end: at }
}

function unpackFrame(content: Buffer, start: number, out: ByteSink): number {
  const flags = content[start + 4] ?? 0
  const isIndependent = (flags & 0x20) !== 0
  const blockChecksum = (flags & 0x10) === 0 ? 0 : 4
  const contentSize = (flags & 0x08) === 0 ? 0 : 8
  if ((flags & 0x01) !== 0) throw new DamagedStream('unsupported')
  const first = out.length
  let at = start + 6 + contentSize + 1
  for (;;) {
    const word = readUInt32(content, at)
    at += 4
    if (word === 0) break
    const size = word % 2 ** 31
    const block = slice(content, at, size)
    if (word >= 2 ** 31) out.append(block)
    else decodeBlock(block, out, isIndependent ? out.length : first)
    at += size + blockChecksum
  }
  const end = at + ((flags & 0x04) === 0 ? 0 : 4)
  if (end > content.length) throw new DamagedStream('corrupt')
  return end
}

function unpackLegacy(content: Buffer, start: number, out: ByteSink): number {
  let at = start
  while (at + 4 <= content.length) {
    const size = content.readUInt32LE(at)
    if (size === LEGACY || size === FRAME || size > content.length - at - 4) break
    decodeBlock(content.subarray(at + 4, at + 4 + size), out, out.length)
    at += 4 + size
  }
  return at
}

/** One block (doc/lz4_Block_format.md); matches reach back to `first` at most. */
function decodeBlock(block: Buffer, out: ByteSink, first: number): void {
  let at = 0
  const readLong = (short: number): number => {
    if (short < 15) return short
    let length = short
    for (;;) {
      const byte = block[at]
      if (byte === undefined) throw new DamagedStream('corrupt')
      at += 1
      length += byte
      if (byte < 255) return length
    }
  }
  while (at < block.length) {
    const token = block[at] as number
    at += 1
    const literals = readLong(token >> 4)
    out.append(slice(block, at, literals))
    at += literals
    if (at === block.length) return
    if (at + 2 > block.length) throw new DamagedStream('corrupt')
    const distance = block.readUInt16LE(at)
    at += 2
    const length = readLong(token & 15) + 4
    if (distance === 0 || distance > out.length - first) throw new DamagedStream('corrupt')
    out.repeat(distance, length)
  }
}

function readUInt32(content: Buffer, at: number): number {
  if (at + 4 > content.length) throw new DamagedStream('corrupt')
  return content.readUInt32LE(at)
}

function slice(content: Buffer, at: number, length: number): Buffer {
  if (at + length > content.length) throw new DamagedStream('corrupt')
  return content.subarray(at, at + length)
}
