import { crc32 } from 'node:zlib'
import { ByteSink, DamagedStream } from './byte-sink.ts'
import { LzmaDecoder, parseLzmaProperties } from './lzma.ts'

/** What came out, and where in the input it ended. */
export interface Decoded {
  readonly bytes: Buffer
  readonly end: number
}

/** The xz file format 1.2.1, section 2.1.1.1. */
const XZ_MAGIC = Buffer.from('fd377a585a00', 'hex')
/** Bytes of a block's check by its type (section 2.1.1.2). */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64]
const FILTER_LZMA2 = 0x21
const LZIP_TRAILER = 20

export function isXz(content: Buffer): boolean {
  return content.subarray(0, 6).equals(XZ_MAGIC)
}

/** The same with the checksum of the header's flags: the magic number alone stands in every program that reads xz. */
export function isXzHeader(content: Buffer): boolean {
  return isXz(content) && content.length >= 12 && content.readUInt32LE(8) === crc32(content.subarray(6, 8))
}

/** Lzip version 1 (https://www.nongnu.org/lzip/manual/lzip_manual.html, "File format"). */
export function isLzip(content: Buffer): boolean {
  return content.toString('latin1', 0, 4) === 'LZIP' && content[4] === 1
}

/**
 * Whether it begins like a `.lzma` file, which has no magic number: a byte of properties, a size of dictionary that
 * writers use, a size that can be, and the zero with which every stream begins.
 */
export function isLzmaAlone(content: Buffer): boolean {
  if (content.length < 19 || parseLzmaProperties(content[0] ?? 255) === null || content[13] !== 0)
    return false
  const dictionary = content.readUInt32LE(1)
  const size = content.readBigUInt64LE(5)
  const isPlain = dictionary === 0xffffffff || isPowerish(dictionary)
  return isPlain && (size === 0xffffffffffffffffn || size < 2n ** 38n)
}

/** 2^n or 2^n + 2^(n-1): what liblzma accepts too (src/liblzma/common/alone_decoder.c). */
function isPowerish(size: number): boolean {
  if (size < 4096) return false
  const top = 2 ** Math.floor(Math.log2(size))
  return size === top || size === top + top / 2
}

/** @throws DamagedStream */
export function decodeLzmaAlone(content: Buffer, most: number): Decoded {
  const properties = parseLzmaProperties(content[0] ?? 255)
  if (properties === null) throw new DamagedStream('corrupt')
  const size = content.readBigUInt64LE(5)
  const known = size === 0xffffffffffffffffn ? null : Number(size)
  const out = new ByteSink(most)
  const decoder = new LzmaDecoder(out)
  decoder.resetState(properties)
  let end = decoder.decode(content, 13, content.length, known)
  if (known !== null && end < content.length) {
    try {
      decoder.endMarker(content, content.length)
      end = decoder.at
    } catch {
      // No end marker: then what follows is something else.
    }
  }
  return { bytes: out.readContent(), end }
}

/** All members of an lzip file. @throws DamagedStream */
export function decodeLzip(content: Buffer, most: number): Decoded {
  const out = new ByteSink(most)
  let at = 0
  while (isLzip(content.subarray(at, at + 6))) {
    const before = out.length
    const decoder = new LzmaDecoder(out)
    decoder.resetDictionary()
    decoder.resetState({ lc: 3, lp: 0, pb: 2 })
    const end = decoder.decode(content, at + 6, content.length, null)
    if (end + LZIP_TRAILER > content.length) throw new DamagedStream('corrupt')
    if (content.readUInt32LE(end) !== crc32(out.readContent().subarray(before)))
      throw new DamagedStream('corrupt')
    at = end + LZIP_TRAILER
  }
  return { bytes: out.readContent(), end: at }
}

/** All streams of an xz file, with the padding between them. @throws DamagedStream */
export function decodeXz(content: Buffer, most: number): Decoded {
  const out = new ByteSink(most)
  let at = 0
  while (isXz(content.subarray(at, at + 6))) {
    at = new XzStream(content, at, out).read()
    while (at + 4 <= content.length && content.readUInt32LE(at) === 0) at += 4
  }
  return { bytes: out.readContent(), end: at }
}

class XzStream {
  readonly #content: Buffer
  readonly #out: ByteSink
  #at: number

  constructor(content: Buffer, at: number, out: ByteSink) {
    this.#content = content
    this.#at = at
    this.#out = out
  }

  /** Offset behind the stream's footer. */
  read(): number {
    const check = CHECK_BYTES[(this.#content[this.#at + 7] ?? 0) & 15] ?? 0
    const isCrc32 = ((this.#content[this.#at + 7] ?? 0) & 15) === 1
    this.#expectCrc(this.#at + 6, 2, this.#at + 8)
    this.#at += 12
    while (this.#readByte(this.#at) !== 0) this.#readBlock(check, isCrc32)
    return this.#skipIndexAndFooter()
  }

  #readBlock(check: number, isCrc32: boolean): void {
    const start = this.#at
    const headerSize = (this.#readByte(start) + 1) * 4
    this.#expectCrc(start, headerSize - 4, start + headerSize - 4)
    this.#checkFilters(start + 1)
    this.#at = start + headerSize
    const before = this.#out.length
    this.#unpackLzma2()
    while ((this.#at - start) % 4 !== 0) this.#at += 1
    if (isCrc32 && this.#content.readUInt32LE(this.#at) !== crc32(this.#out.readContent().subarray(before)))
      throw new DamagedStream('corrupt')
    this.#at += check
    if (this.#at > this.#content.length) throw new DamagedStream('corrupt')
  }

  /** Only LZMA2 alone is read; what a filter for machine code did to it cannot be undone here. */
  #checkFilters(at: number): void {
    const flags = this.#readByte(at)
    this.#at = at + 1
    if ((flags & 0x40) !== 0) this.#number()
    if ((flags & 0x80) !== 0) this.#number()
    if ((flags & 3) !== 0 || this.#number() !== FILTER_LZMA2) throw new DamagedStream('unsupported')
  }

  #unpackLzma2(): void {
    const decoder = new LzmaDecoder(this.#out)
    let hasProperties = false
    for (let control = this.#readByte(this.#at); control !== 0; control = this.#readByte(this.#at)) {
      if (control === 1 || control >= 0xe0) decoder.resetDictionary()
      if (control < 0x80) {
        if (control > 2) throw new DamagedStream('corrupt')
        const size = this.#readWord(this.#at + 1) + 1
        this.#need(this.#at + 3 + size)
        this.#out.append(this.#content.subarray(this.#at + 3, this.#at + 3 + size))
        this.#at += 3 + size
        continue
      }
      const size = ((control & 0x1f) << 16) + this.#readWord(this.#at + 1) + 1
      const packed = this.#readWord(this.#at + 3) + 1
      let from = this.#at + 5
      if (control >= 0xc0) {
        const properties = parseLzmaProperties(this.#readByte(from))
        if (properties === null) throw new DamagedStream('corrupt')
        decoder.resetState(properties)
        hasProperties = true
        from += 1
      } else if (control >= 0xa0) decoder.resetState()
      if (!hasProperties) throw new DamagedStream('corrupt')
      this.#need(from + packed)
      decoder.decode(this.#content, from, from + packed, size)
      this.#at = from + packed
    }
    this.#at += 1
  }

  #skipIndexAndFooter(): number {
    const start = this.#at
    this.#at += 1
    const records = this.#number()
    if (records > this.#content.length) throw new DamagedStream('corrupt')
    for (let record = 0; record < records * 2; record += 1) this.#number()
    while ((this.#at - start) % 4 !== 0) this.#at += 1
    this.#expectCrc(start, this.#at - start, this.#at)
    const footer = this.#at + 4
    this.#need(footer + 12)
    if (this.#content.toString('latin1', footer + 10, footer + 12) !== 'YZ')
      throw new DamagedStream('corrupt')
    return footer + 12
  }

  /** A number of 7 bits a byte (section 1.2). */
  #number(): number {
    let value = 0
    for (let index = 0; index < 9; index += 1) {
      const byte = this.#readByte(this.#at)
      this.#at += 1
      value += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return value
    }
    throw new DamagedStream('corrupt')
  }

  #readByte(at: number): number {
    const byte = this.#content[at]
    if (byte === undefined) throw new DamagedStream('corrupt')
    return byte
  }

  #readWord(at: number): number {
    return this.#readByte(at) * 256 + this.#readByte(at + 1)
  }

  #need(end: number): void {
    if (end > this.#content.length) throw new DamagedStream('corrupt')
  }

  #expectCrc(from: number, length: number, at: number): void {
    this.#need(at + 4)
    if (crc32(this.#content.subarray(from, from + length)) !== this.#content.readUInt32LE(at))
      throw new DamagedStream('corrupt')
  }
}
