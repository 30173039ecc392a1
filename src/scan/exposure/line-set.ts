/** Places of a set when it is made; it doubles when three quarters are taken. */
const FIRST_PLACES = 1 << 12

/** A set of lines by the two halves of their key (see `LineCursor`), eight bytes a place: open addressing in steps of one. */
export class LineSet {
  /** Pairs of halves; no line has the key 0, 0. */
  #places = new Int32Array(2 * FIRST_PLACES)
  #mask = FIRST_PLACES - 1
  #held = 0

  add(low: number, high: number): void {
    const at = this.#find(low, high)
    if (this.#places[at + 1] !== 0) return
    this.#places[at] = low
    this.#places[at + 1] = high
    this.#held += 1
    if (this.#held * 4 >= (this.#mask + 1) * 3) this.#grow()
  }

  has(low: number, high: number): boolean {
    return this.#held > 0 && this.#places[this.#find(low, high) + 1] !== 0
  }

  /** Distinct lines. */
  get size(): number {
    return this.#held
  }

  /** Where the line is, or where it would be. The upper half of a key is odd, so that 0 there is an empty place. */
  #find(low: number, high: number): number {
    const places = this.#places
    const mask = this.#mask
    let at = (low ^ (high >>> 9)) & mask
    for (;;) {
      const held = places[2 * at + 1]
      if (held === 0 || (held === high && places[2 * at] === low)) return 2 * at
      at = (at + 1) & mask
    }
  }

  #grow(): void {
    const old = this.#places
    this.#places = new Int32Array(old.length * 2)
    this.#mask = this.#mask * 2 + 1
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue
      const to = this.#find(old[from] as number, old[from + 1] as number)
      this.#places[to] = old[from] as number
      this.#places[to + 1] = old[from + 1] as number
    }
  }
}
