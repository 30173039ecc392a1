/** Bytes of encoded texts that are remembered. */
const MOST_KEPT = 12 * 1024 * 1024
/** A longer one is not remembered: there is seldom another one. */
const LONGEST = 1024 * 1024
/** Bytes of a text that its key is made of. */
const LOOKS = 16

interface Known {
  readonly encoded: Buffer
  readonly text: string
}

/**
 * Remembers strings of JSON as they were written, so that one that comes again is not decoded again: the bundles of one
 * package hold the same originals. Looked up by length and a few bytes, then compared as a whole.
 */
export class EncodedTexts {
  readonly #known = new Map<number, Known>()
  #kept = 0

  read(encoded: Buffer, decode: (encoded: Buffer) => string): string {
    if (encoded.length > LONGEST) return decode(encoded)
    const key = sampleSum(encoded)
    const before = this.#known.get(key)
    if (before?.encoded.equals(encoded)) return before.text
    const text = decode(encoded)
    if (before !== undefined) this.#forget(key, before)
    // A copy, as the bytes around it can be let go.
    this.#known.set(key, { encoded: Buffer.from(encoded), text })
    this.#kept += encoded.length
    for (const [oldest, known] of this.#known) {
      if (this.#kept <= MOST_KEPT) break
      this.#forget(oldest, known)
    }
    return text
  }

  #forget(key: number, { encoded }: Known): void {
    this.#known.delete(key)
    this.#kept -= encoded.length
  }
}

function sampleSum(bytes: Buffer): number {
  const step = Math.max(1, Math.floor(bytes.length / LOOKS))
  let sum = bytes.length
  for (let at = step >> 1; at < bytes.length; at += step)
    sum = (Math.imul(sum, 31) + (bytes[at] as number)) | 0
  return sum
}
