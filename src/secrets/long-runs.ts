/** Finds runs of bytes of one kind in a text, from front to back: no byte is looked at twice, and most never are. */
export class LongRuns {
  readonly #bytes: Uint8Array
  readonly #kind: Uint8Array
  readonly #shortest: number
  /** The run that was found last. */
  #start = 0
  #end = 0
  /** No other run begins before this. */
  #floor = 0

  /** @param kind 1 for the bytes that a run is made of. @param shortest Bytes that a run has at least. */
  constructor(bytes: Uint8Array, kind: Uint8Array, shortest: number) {
    this.#bytes = bytes
    this.#kind = kind
    this.#shortest = shortest
  }

  /** Whether so long a run begins at `from` or behind it, and before `to`. `from` must not decrease. */
  isBetween(from: number, to: number): boolean {
    if (this.#end - from < this.#shortest) this.#search(Math.max(from, this.#floor), to)
    return this.#end - from >= this.#shortest && Math.max(this.#start, from) < to
  }

  /** Looks for the next run from `from` on, which need not begin before `to`. */
  #search(from: number, to: number): void {
    const bytes = this.#bytes
    const kind = this.#kind
    const shortest = this.#shortest
    let floor = from
    while (floor < to) {
      // A run that begins at the floor or behind it reaches over this place, or begins behind it.
      const at = floor + shortest - 1
      if (at >= bytes.length) {
        floor = bytes.length
        break
      }
      if (kind[bytes[at] as number] === 0) {
        floor = at + 1
        continue
      }
      let start = at
      while (start > floor && kind[bytes[start - 1] as number] === 1) start -= 1
      let end = at + 1
      while (end < bytes.length && kind[bytes[end] as number] === 1) end += 1
      floor = end
      if (end - start < shortest) continue
      this.#start = start
      this.#end = end
      break
    }
    this.#floor = floor
  }
}
