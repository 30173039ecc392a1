/** Numbers kept from one use to the next; a list that grew beyond it is let go. */
const MOST_KEPT = 64 * 1024
const FIRST = 1024

/** A growing list of whole numbers of 32 bits, of which an exact copy is taken at the end. Used again and again. */
export class NumberList {
  #room = new Int32Array(FIRST)
  length = 0

  push(number: number): void {
    if (this.length === this.#room.length) this.#grow()
    this.#room[this.length] = number
    this.length += 1
  }

  at(index: number): number {
    return this.#room[index] as number
  }

  set(index: number, number: number): void {
    this.#room[index] = number
  }

  /** What is in it; it is empty afterwards. */
  take(): Int32Array {
    const taken = this.#room.slice(0, this.length)
    this.length = 0
    if (this.#room.length > MOST_KEPT) this.#room = new Int32Array(FIRST)
    return taken
  }

  #grow(): void {
    const larger = new Int32Array(this.#room.length * 2)
    larger.set(this.#room)
    this.#room = larger
  }
}
