import { type ByteSink, DamagedStream } from './byte-sink.ts'

/** Offsets of the probabilities in one table (LZMA SDK, lzma-specification.txt, by I. Pavlov, public domain). */
const IS_MATCH = 0
const IS_REP = 192
const IS_REP_G0 = 204
const IS_REP_G1 = 216
const IS_REP_G2 = 228
const IS_REP0_LONG = 240
const POSITION_SLOT = 432
const POSITION = 688
const ALIGN = 816
const LENGTH = 832
const REP_LENGTH = 1346
const LITERAL = 1860
/** Inside of a length decoder: two choices, then three trees. */
const LENGTH_LOW = 2
const LENGTH_MID = 130
const LENGTH_HIGH = 258
const TOP = 2 ** 24
/** A length that only the end marker's distance gives. */
const END_MARKER = 0xffffffff

/** `lc`, `lp` and `pb` of a stream, packed into one byte as every format has them. */
export function parseLzmaProperties(byte: number): { lc: number; lp: number; pb: number } | null {
  if (byte >= 225) return null
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) }
}

/**
 * Decodes LZMA data: one raw stream, or the chunks of LZMA2, which keep its state from one to the next. What has come
 * out so far serves as dictionary.
 */
export class LzmaDecoder {
  readonly #out: ByteSink
  #bytes: Buffer = Buffer.alloc(0)
  #at = 0
  #end = 0
  #range = 0
  #code = 0
  #probabilities = new Uint16Array(0)
  #lc = 0
  #literalMask = 0
  #positionMask = 0
  #state = 0
  #distances = [0, 0, 0, 0]
  #dictionaryStart = 0

  constructor(out: ByteSink) {
    this.#out = out
  }

  /** Forgets what came before: no match may reach back behind this. */
  resetDictionary(): void {
    this.#dictionaryStart = this.#out.length
  }

  /** Begins anew with these properties, or with those it has. */
  resetState(properties?: { lc: number; lp: number; pb: number }): void {
    if (properties !== undefined) {
      this.#lc = properties.lc
      this.#literalMask = (1 << properties.lp) - 1
      this.#positionMask = (1 << properties.pb) - 1
      this.#probabilities = new Uint16Array(LITERAL + (0x300 << (properties.lc + properties.lp)))
    }
    this.#probabilities.fill(1024)
    this.#state = 0
    this.#distances = [0, 0, 0, 0]
  }

  /**
   * Decodes from `from` on until so many bytes have come out, or to the end marker where that is not known (null).
   * @returns the offset behind the last byte read.
   * @throws DamagedStream
   */
  decode(bytes: Buffer, from: number, end: number, size: number | null): number {
    this.#bytes = bytes
    this.#end = end
    this.#startRange(from)
    const target = size === null ? Number.POSITIVE_INFINITY : this.#out.length + size
    while (this.#out.length < target) {
      const length = this.#decodeSymbol()
      if (length === END_MARKER) {
        if (size !== null) throw new DamagedStream('corrupt')
        break
      }
      if (length > 0) this.#copy(Math.min(length, target - this.#out.length))
    }
    return this.#at
  }

  /** Whether an end marker follows, as some writers put one behind a known size too. */
  endMarker(bytes: Buffer, end: number): void {
    this.#bytes = bytes
    this.#end = end
    if (this.#decodeSymbol() !== END_MARKER) throw new DamagedStream('corrupt')
  }

  get at(): number {
    return this.#at
  }

  #startRange(from: number): void {
    if (from + 5 > this.#end || this.#bytes[from] !== 0) throw new DamagedStream('corrupt')
    this.#range = 0xffffffff
    this.#code = this.#bytes.readUInt32BE(from + 1)
    this.#at = from + 5
  }

  /** Decodes a literal (0), or a match: its length, with the distance in front of `#distances`. */
  #decodeSymbol(): number {
    const position = this.#out.length - this.#dictionaryStart
    const state = this.#state
    const positionState = position & this.#positionMask
    if (this.#decodeBit(IS_MATCH + (state << 4) + positionState) === 0) {
      this.#decodeLiteral(position)
      return 0
    }
    if (this.#decodeBit(IS_REP + state) === 0) return this.#match(positionState)
    if (position === 0) throw new DamagedStream('corrupt')
    return this.#decodeRepeated(positionState)
  }

  #match(positionState: number): number {
    const length = this.#decodeLength(LENGTH, positionState)
    this.#state = this.#state < 7 ? 7 : 10
    const distance = this.#decodeDistance(length)
    const [first = 0, second = 0, third = 0] = this.#distances
    this.#distances = [distance, first, second, third]
    return distance === 0xffffffff ? END_MARKER : length + 2
  }

  #decodeRepeated(positionState: number): number {
    const state = this.#state
    const [first = 0, second = 0, third = 0, fourth = 0] = this.#distances
    if (this.#decodeBit(IS_REP_G0 + state) === 0) {
      if (this.#decodeBit(IS_REP0_LONG + (state << 4) + positionState) === 0) {
        this.#state = state < 7 ? 9 : 11
        return 1
      }
    } else if (this.#decodeBit(IS_REP_G1 + state) === 0) this.#distances = [second, first, third, fourth]
    else if (this.#decodeBit(IS_REP_G2 + state) === 0) this.#distances = [third, first, second, fourth]
    else this.#distances = [fourth, first, second, third]
    const length = this.#decodeLength(REP_LENGTH, positionState)
    this.#state = state < 7 ? 8 : 11
    return length + 2
  }

  #decodeLiteral(position: number): void {
    const before = position > 0 ? this.#out.at(this.#out.length - 1) : 0
    const context = ((position & this.#literalMask) << this.#lc) + (before >> (8 - this.#lc))
    const base = LITERAL + 0x300 * context
    let symbol = 1
    if (this.#state >= 7) {
      let matched = this.#out.at(this.#out.length - (this.#distances[0] ?? 0) - 1)
      while (symbol < 0x100) {
        const expected = (matched >> 7) & 1
        matched = (matched << 1) & 0xff
        const bit = this.#decodeBit(base + ((1 + expected) << 8) + symbol)
        symbol = (symbol << 1) | bit
        if (expected !== bit) break
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#decodeBit(base + symbol)
    this.#out.push(symbol & 0xff)
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6
  }

  #decodeLength(base: number, positionState: number): number {
    if (this.#decodeBit(base) === 0) return this.#decodeTree(base + LENGTH_LOW + (positionState << 3), 3)
    if (this.#decodeBit(base + 1) === 0)
      return 8 + this.#decodeTree(base + LENGTH_MID + (positionState << 3), 3)
    return 16 + this.#decodeTree(base + LENGTH_HIGH, 8)
  }

  #decodeDistance(length: number): number {
    const slot = this.#decodeTree(POSITION_SLOT + (Math.min(length, 3) << 6), 6)
    if (slot < 4) return slot
    const bits = (slot >> 1) - 1
    const high = ((2 | (slot & 1)) << bits) >>> 0
    if (slot < 14) return high + this.#reverseTree(POSITION + high - slot, bits)
    return (high + this.#decodeDirect(bits - 4) * 16 + this.#reverseTree(ALIGN, 4)) >>> 0
  }

  #copy(length: number): void {
    const distance = (this.#distances[0] ?? 0) + 1
    if (distance > this.#out.length - this.#dictionaryStart) throw new DamagedStream('corrupt')
    this.#out.repeat(distance, length)
  }

  #decodeTree(base: number, bits: number): number {
    let symbol = 1
    for (let turn = 0; turn < bits; turn += 1) symbol = (symbol << 1) | this.#decodeBit(base + symbol)
    return symbol - (1 << bits)
  }

  #reverseTree(base: number, bits: number): number {
    let symbol = 1
    let value = 0
    for (let turn = 0; turn < bits; turn += 1) {
      const bit = this.#decodeBit(base + symbol)
      symbol = (symbol << 1) | bit
      value |= bit << turn
    }
    return value
  }

  #decodeDirect(bits: number): number {
    let value = 0
    for (let turn = 0; turn < bits; turn += 1) {
      this.#range = this.#range >>> 1
      const isSet = this.#code >= this.#range
      if (isSet) this.#code -= this.#range
      value = value * 2 + (isSet ? 1 : 0)
      this.#normalise()
    }
    return value
  }

  #decodeBit(index: number): 0 | 1 {
    const probability = this.#probabilities[index] as number
    const bound = (this.#range >>> 11) * probability
    if (this.#code < bound) {
      this.#range = bound
      this.#probabilities[index] = probability + ((2048 - probability) >> 5)
      this.#normalise()
      return 0
    }
    this.#range -= bound
    this.#code -= bound
    this.#probabilities[index] = probability - (probability >> 5)
    this.#normalise()
    return 1
  }

  #normalise(): void {
    if (this.#range >= TOP) return
    if (this.#at >= this.#end) throw new DamagedStream('corrupt')
    this.#range = (this.#range << 8) >>> 0
    this.#code = ((this.#code << 8) | (this.#bytes[this.#at] as number)) >>> 0
    this.#at += 1
  }
}
