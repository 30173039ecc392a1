/** Bytes that are kept at a time; a multiple of three, so that their base64 can be joined. */
const SLAB = 3 * 1024 ** 2
/** Bytes that all tarballs on their way may take in memory together. */
const MOST = 256 * 1024 ** 2

let inUse = 0

/**
 * A tarball in memory until it has gone on: what is sent are then the bytes that came in, which nobody can have changed
 * on the disk, and need not be read and hashed again. Where there is no room it keeps nothing.
 */
export class KeptBytes {
  #slabs: Buffer[] = []
  /** Of the last slab. */
  #length = SLAB
  #isWhole = true

  add(bytes: Buffer): void {
    for (let from = 0; from < bytes.length && this.#isWhole; ) {
      if (this.#length === SLAB && !this.#grow()) return
      const copied = bytes.copy(this.#slabs.at(-1) ?? bytes, this.#length, from)
      from += copied
      this.#length += copied
    }
  }

  /** All of it; null where there was no room. */
  get pieces(): readonly Buffer[] | null {
    if (!this.#isWhole) return null
    return this.#slabs.map((slab, index) =>
      index === this.#slabs.length - 1 ? slab.subarray(0, this.#length) : slab,
    )
  }

  /** Forgets everything. */
  close(): void {
    inUse -= this.#slabs.length * SLAB
    this.#slabs = []
    this.#isWhole = false
  }

  #grow(): boolean {
    if (inUse + SLAB > MOST) {
      this.close()
      return false
    }
    inUse += SLAB
    this.#slabs.push(Buffer.allocUnsafeSlow(SLAB))
    this.#length = 0
    return true
  }
}
