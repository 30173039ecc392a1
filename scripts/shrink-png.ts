import { deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256

/**
 * A PNG with at most 256 colours instead of 16 million: the most frequent ones, each pixel the nearest of them. For
 * what chromium writes: 8 bits a channel, no interlace (https://www.w3.org/TR/png-3/).
 */
export function shrinkPng(png: Buffer): Buffer {
  const chunks = readChunks(png)
  const head = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13)
  const [width, height, channels] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3]
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const pixels = unfilter(inflateSync(packed), width * channels, height, channels)

  const palette = new Palette()
  for (let at = 0; at < pixels.length; at += channels) palette.count(pixels.readUIntBE(at, 3))
  palette.choose()
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = palette.nearest(pixels.readUIntBE((y * width + x) * channels, 3))

  head[9] = 3
  return Buffer.concat([
    SIGNATURE,
    encodeChunk('IHDR', head),
    encodeChunk('PLTE', palette.bytes()),
    encodeChunk('IDAT', deflateSync(rows, { level: 9 })),
    encodeChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Colours as 0xRRGGBB. */
class Palette {
  readonly #counts = new Map<number, number>()
  readonly #known = new Map<number, number>()
  #colours: number[] = []

  count(colour: number): void {
    this.#counts.set(colour, (this.#counts.get(colour) ?? 0) + 1)
  }

  choose(): void {
    const ranked = [...this.#counts].sort((a, b) => b[1] - a[1])
    this.#colours = ranked.slice(0, COLOURS).map(([colour]) => colour)
  }

  nearest(colour: number): number {
    const known = this.#known.get(colour)
    if (known !== undefined) return known
    let best = 0
    for (const [index, candidate] of this.#colours.entries())
      if (measureDistance(colour, candidate) < measureDistance(colour, this.#colours[best] ?? 0)) best = index
    this.#known.set(colour, best)
    return best
  }

  bytes(): Buffer {
    const bytes = Buffer.alloc(this.#colours.length * 3)
    for (const [index, colour] of this.#colours.entries()) bytes.writeUIntBE(colour, index * 3, 3)
    return bytes
  }
}

function measureDistance(a: number, b: number): number {
  const channel = (shift: number): number => (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2
  return channel(16) + channel(8) + channel(0)
}

/** Undoes the filters of the rows (PNG, 9.2). */
function unfilter(data: Buffer, stride: number, height: number, step: number): Buffer {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < step ? 0 : (out[at - step] ?? 0)
      const up = y === 0 ? 0 : (out[at - stride] ?? 0)
      const corner = x < step || y === 0 ? 0 : (out[at - stride - step] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, predictPaeth(left, up, corner)][filter] ?? 0
      out[at] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  return out
}

function predictPaeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value)) as [
    number,
    number,
    number,
  ]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function readChunks(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: Buffer.from(png.subarray(at + 8, at + 8 + length)) })
    at += length + 12
  }
  return chunks
}

function encodeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(computeCrc32(body), body.length + 4)
  return out
}

function computeCrc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
