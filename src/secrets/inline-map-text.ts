/** Base64 and its line breaks; bytes of what a source map's `data:` URL carries. */
const PAYLOAD = new Uint8Array(256)
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=\r\n'))
  PAYLOAD[byte] = 1

const LINK = /sourceMappingURL=data:[^,"'\s]{0,100},$/

/**
 * Tells the base64 text of inline source maps from other base64: what lies in a map is read as a layer of its own, and
 * must not be found twice. Offsets asked for must not decrease; each byte is then looked at once.
 */
export class InlineMapText {
  readonly #bytes: Buffer
  #end = -1
  #isMap = false

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Whether the base64 text around `offset` belongs to a `sourceMappingURL`. */
  covers(offset: number): boolean {
    if (offset < this.#end) return this.#isMap
    let start = offset
    const floor = Math.max(0, this.#end)
    while (start > floor && PAYLOAD[this.#bytes[start - 1] ?? 0] === 1) start -= 1
    let end = offset
    while (end < this.#bytes.length && PAYLOAD[this.#bytes[end] ?? 0] === 1) end += 1
    this.#isMap = LINK.test(this.#bytes.toString('latin1', Math.max(0, start - 160), start))
    this.#end = end
    return this.#isMap
  }
}
