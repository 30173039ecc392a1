/** Looks for the beginnings of many signatures at once: one pass is faster than a search for each of them. */
export class MagicSearch {
  readonly #isFirst = new Uint8Array(256)
  readonly #isPair = new Uint8Array(65_536)

  /** @param magics of two bytes or more each */
  constructor(magics: Iterable<Buffer>) {
    for (const magic of magics) {
      this.#isFirst[magic[0] ?? 0] = 1
      this.#isPair[magic.readUInt16BE(0)] = 1
    }
  }

  /** The first offset from `from` on at which the first two bytes of one of the signatures stand; the end if none does. */
  findNext(content: Buffer, from: number): number {
    const last = content.length - 1
    for (let at = from; at < last; at += 1) {
      const byte = content[at] as number
      if (this.#isFirst[byte] === 1 && this.#isPair[byte * 256 + (content[at + 1] as number)] === 1) return at
    }
    return content.length
  }
}
