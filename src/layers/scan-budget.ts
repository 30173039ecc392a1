/** How often a file may be walked through in search of maps before the search is given up. */
const TIMES = 16
/** Small files need no budget. */
const ALWAYS_ALLOWED = 4 * 1024 ** 2

/** Keeps the search for maps in one file linear: objects and URLs inside each other would be walked through again and again. */
export class ScanBudget {
  #left: number

  /** @param size bytes of the file. */
  constructor(size: number) {
    this.#left = size * TIMES + ALWAYS_ALLOWED
  }

  spend(bytes: number): void {
    this.#left -= bytes
  }

  get isSpent(): boolean {
    return this.#left < 0
  }
}
