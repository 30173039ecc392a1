import { ByteSink, DamagedStream } from './byte-sink.ts'

/** A file of bzip2 begins `BZh` and the size of its blocks; each block with these 48 bits, the end with the others. */
const BLOCK_MAGIC = 0x314159265359
const END_MAGIC = 0x177245385090
const BLOCK_UNIT = 100_000
const GROUP = 50
const LONGEST_CODE = 20

/** Whether it begins like a bzip2 stream with a block in it, or an empty one. */
export function isBzip2(content: Buffer): boolean {
  if (content.length < 14 || content.toString('latin1', 0, 3) !== 'BZh') return false
  const level = content[3] ?? 0
  const magic = content.readUIntBE(4, 6)
  return level >= 0x31 && level <= 0x39 && (magic === BLOCK_MAGIC || magic === END_MAGIC)
}

/**
 * All streams of a bzip2 file. There is no specification; this follows bzip2 1.0.8 (decompress.c) by J. Seward.
 * @throws DamagedStream
 */
export function decodeBzip2(content: Buffer, most: number): { bytes: Buffer; end: number } {
  const out = new ByteSink(most)
  let at = 0
  while (isBzip2(content.subarray(at, at + 14))) {
    const bits = new Bits(content, at + 4)
    const size = ((content[at + 3] ?? 0x30) - 0x30) * BLOCK_UNIT
    for (;;) {
      const magic = bits.read(24) * 2 ** 24 + bits.read(24)
      bits.read(16)
      bits.read(16)
      if (magic === END_MAGIC) break
      if (magic !== BLOCK_MAGIC) throw new DamagedStream('corrupt')
      readBlock(bits, size, out)
    }
    at = bits.byteEnd
  }
  return { bytes: out.readContent(), end: at }
}

class Bits {
  readonly #bytes: Buffer
  #at: number
  #held = 0
  #count = 0

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  /** At most 24 bits, the highest first. */
  read(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at]
      if (byte === undefined) throw new DamagedStream('corrupt')
      this.#held = ((this.#held << 8) | byte) >>> 0
      this.#at += 1
      this.#count += 8
    }
    this.#count -= count
    const value = this.#held >>> this.#count
    this.#held = this.#count === 0 ? 0 : this.#held & (2 ** this.#count - 1)
    return value
  }

  /** Offset of the first byte of which no bit was read. */
  get byteEnd(): number {
    return this.#at - Math.floor(this.#count / 8)
  }
}

/** Huffman codes by their lengths: first code, first index and number of each length. */
interface Codes {
  readonly limit: Int32Array
  readonly base: Int32Array
  readonly symbols: Uint16Array
  readonly shortest: number
}

function readBlock(bits: Bits, size: number, out: ByteSink): void {
  if (bits.read(1) === 1) throw new DamagedStream('unsupported')
  const origin = bits.read(24)
  const used = readUsed(bits)
  const groups = bits.read(3)
  const selectorCount = bits.read(15)
  if (groups < 2 || groups > 6 || selectorCount === 0) throw new DamagedStream('corrupt')
  const selectors = readSelectors(bits, groups, selectorCount)
  const alphabet = used.length + 2
  const codes = Array.from({ length: groups }, () => readCodes(bits, alphabet))
  const block = readSymbols(bits, { used, selectors, codes, size })
  if (origin >= block.length) throw new DamagedStream('corrupt')
  undoTransform(block, origin, out)
}

function readUsed(bits: Bits): Uint8Array {
  const map = bits.read(16)
  const used: number[] = []
  for (let group = 0; group < 16; group += 1) {
    if (((map >> (15 - group)) & 1) === 0) continue
    const within = bits.read(16)
    for (let byte = 0; byte < 16; byte += 1)
      if (((within >> (15 - byte)) & 1) === 1) used.push(group * 16 + byte)
  }
  if (used.length === 0) throw new DamagedStream('corrupt')
  return Uint8Array.from(used)
}

function readSelectors(bits: Bits, groups: number, count: number): Uint8Array {
  const order = Array.from({ length: groups }, (_, group) => group)
  const selectors = new Uint8Array(count)
  for (let index = 0; index < count; index += 1) {
    let place = 0
    while (bits.read(1) === 1) place += 1
    const [group] = order.splice(place, 1)
    if (group === undefined) throw new DamagedStream('corrupt')
    order.unshift(group)
    selectors[index] = group
  }
  return selectors
}

function readCodes(bits: Bits, alphabet: number): Codes {
  const lengths = new Uint8Array(alphabet)
  let length = bits.read(5)
  for (let symbol = 0; symbol < alphabet; symbol += 1) {
    while (bits.read(1) === 1) length += bits.read(1) === 0 ? 1 : -1
    if (length < 1 || length > LONGEST_CODE) throw new DamagedStream('corrupt')
    lengths[symbol] = length
  }
  const counts = new Int32Array(LONGEST_CODE + 2)
  for (const one of lengths) counts[one] = (counts[one] ?? 0) + 1
  const symbols = new Uint16Array(alphabet)
  const limit = new Int32Array(LONGEST_CODE + 2).fill(-1)
  const base = new Int32Array(LONGEST_CODE + 2)
  let code = 0
  let index = 0
  let shortest = 0
  for (let one = 1; one <= LONGEST_CODE; one += 1) {
    base[one] = index - code
    for (let symbol = 0; symbol < alphabet; symbol += 1)
      if (lengths[symbol] === one) symbols[index++] = symbol
    code += counts[one] as number
    if (counts[one] !== 0) {
      limit[one] = code - 1
      shortest ||= one
    }
    code *= 2
  }
  return { limit, base, symbols, shortest }
}

function readSymbol(bits: Bits, { limit, base, symbols, shortest }: Codes): number {
  let code = bits.read(shortest)
  for (let length = shortest; length <= LONGEST_CODE; length += 1) {
    if (code <= (limit[length] as number)) {
      const symbol = symbols[code + (base[length] as number)]
      if (symbol === undefined) break
      return symbol
    }
    code = code * 2 + bits.read(1)
  }
  throw new DamagedStream('corrupt')
}

interface BlockCodes {
  readonly used: Uint8Array
  readonly selectors: Uint8Array
  readonly codes: readonly Codes[]
  readonly size: number
}

/** Undoes Huffman codes, runs of zeros and move-to-front. */
function readSymbols(bits: Bits, { used, selectors, codes, size }: BlockCodes): Uint8Array {
  const block = new Uint8Array(size)
  const front = Uint8Array.from(used)
  const last = used.length + 1
  let length = 0
  let run = 0
  let weight = 1
  for (let turn = 0; ; turn += 1) {
    const table = codes[selectors[Math.floor(turn / GROUP)] ?? 255]
    if (table === undefined) throw new DamagedStream('corrupt')
    const symbol = readSymbol(bits, table)
    if (symbol <= 1) {
      run += weight * (symbol + 1)
      weight *= 2
      if (run > size) throw new DamagedStream('corrupt')
      continue
    }
    if (length + run + (symbol === last ? 0 : 1) > size) throw new DamagedStream('corrupt')
    block.fill(front[0] as number, length, length + run)
    length += run
    run = 0
    weight = 1
    if (symbol === last) return block.subarray(0, length)
    const byte = front[symbol - 1] as number
    front.copyWithin(1, 0, symbol - 1)
    front[0] = byte
    block[length] = byte
    length += 1
  }
}

/** Undoes the Burrows-Wheeler transform and the runs of four and more from before it. */
function undoTransform(block: Uint8Array, origin: number, out: ByteSink): void {
  const starts = new Int32Array(257)
  for (const byte of block) starts[byte + 1] = (starts[byte + 1] as number) + 1
  for (let byte = 0; byte < 256; byte += 1)
    starts[byte + 1] = (starts[byte + 1] as number) + (starts[byte] as number)
  const next = new Int32Array(block.length)
  for (let at = 0; at < block.length; at += 1) {
    const byte = block[at] as number
    next[starts[byte] as number] = at
    starts[byte] = (starts[byte] as number) + 1
  }
  let place = next[origin] as number
  let same = 0
  let before = -1
  for (let turn = 0; turn < block.length; turn += 1) {
    const byte = block[place] as number
    place = next[place] as number
    if (same === 4) {
      if (byte > 0) out.fill(before, byte)
      same = 0
      before = -1
      continue
    }
    same = byte === before ? same + 1 : 1
    before = byte
    out.push(byte)
  }
}
