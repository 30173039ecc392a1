/** Thrown by the decoders of this folder and caught by `unpack`. */
export class DamagedStream extends Error {
  readonly failure: 'limit' | 'corrupt' | 'unsupported'
  constructor(failure: DamagedStream['failure']) {
    super(failure)
    this.failure = failure
  }
}

/** Whether node:zlib stopped because its output grew beyond what was allowed. */
export function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  )
}

const FIRST = 64 * 1024

/** Bytes as they come out of a decoder, up to a limit; what is there already can be copied from. */
export class ByteSink {
  readonly #most: number
  #bytes: Buffer
  length = 0

  /** @param most bytes; one more throws a `DamagedStream` with the failure `limit`. */
  constructor(most: number) {
    this.#most = most
    this.#bytes = Buffer.allocUnsafe(Math.min(FIRST, most))
  }

  push(byte: number): void {
    if (this.length === this.#bytes.length) this.#grow(1)
    this.#bytes[this.length] = byte
    this.length += 1
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#bytes.length) this.#grow(bytes.length)
    this.#bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  /** Copies `length` bytes from `distance` before the end; the two may overlap. */
  repeat(distance: number, length: number): void {
    if (distance > this.length) throw new DamagedStream('corrupt')
    if (this.length + length > this.#bytes.length) this.#grow(length)
    const bytes = this.#bytes
    const end = this.length + length
    for (let to = this.length; to < end; to += 1) bytes[to] = bytes[to - distance] as number
    this.length = end
  }

  /** So many of one byte. */
  fill(byte: number, length: number): void {
    if (this.length + length > this.#bytes.length) this.#grow(length)
    this.#bytes.fill(byte, this.length, this.length + length)
    this.length += length
  }

  at(offset: number): number {
    return offset >= 0 && offset < this.length ? (this.#bytes[offset] as number) : 0
  }

  readContent(): Buffer {
    return this.#bytes.subarray(0, this.length)
  }

  #grow(by: number): void {
    if (this.length + by > this.#most) throw new DamagedStream('limit')
    const grown = Buffer.allocUnsafe(Math.min(this.#most, Math.max(this.length + by, this.#bytes.length * 2)))
    this.#bytes.copy(grown, 0, 0, this.length)
    this.#bytes = grown
  }
}
