/** Milliseconds that listing a folder again and again may take for one plan. */
const LONGEST = 15_000

/**
 * How long a plan goes on trying edits. Listing takes a packer seconds where thousands of files meet hundreds of ignore
 * lines: then what was found so far has to do.
 */
export class Patience {
  #spent = 0

  /** Whether nothing more is to be tried. */
  get isOver(): boolean {
    return this.#spent > LONGEST
  }

  /** Waits for work and counts how long it took. */
  async countDuring<T>(work: Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work
    } finally {
      this.#spent += performance.now() - start
    }
  }
}
