/** Memory set aside on a header's word alone; more is taken only as bytes really come. */
const TRUSTED_BYTES = 64 * 1024 * 1024

const NOTHING = Buffer.alloc(0)

/** Gathers the body of one entry. The header's size is a hint: it may lie. */
export class EntryBody {
  readonly #declared: number
  #buffer: Buffer = NOTHING
  #length = 0

  /** `declared` is the size in the header, in bytes. */
  constructor(declared: number) {
    this.#declared = declared
  }

  append(bytes: Buffer): void {
    const needed = this.#length + bytes.length
    // What came in one piece stays where it is: pieces are not written to again.
    if (this.#length === 0 && needed >= this.#declared) {
      this.#buffer = bytes
      this.#length = needed
      return
    }
    if (needed > this.#buffer.length) this.#grow(needed)
    bytes.copy(this.#buffer, this.#length)
    this.#length = needed
  }

  /** What has come so far; it shares memory with nothing that is still written to. */
  readContent(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  #grow(needed: number): void {
    const hint = Math.min(this.#declared, this.#length === 0 ? TRUSTED_BYTES : this.#length * 2)
    const grown = Buffer.allocUnsafe(Math.max(needed, hint))
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}
