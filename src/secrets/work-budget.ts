/** How much looking around hits may cost in all, so that hostile text cannot make every byte cost a window. */
export class WorkBudget {
  #left: number

  /** @param length Bytes of the text. @param factor How often each of them may be looked at. */
  constructor(length: number, factor: number) {
    this.#left = length * factor + 256 * 1024
  }

  /** Whether `bytes` more may be looked at; they count as looked at. */
  take(bytes: number): boolean {
    this.#left -= bytes
    return this.#left >= 0
  }
}
