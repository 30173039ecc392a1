import type { Position } from '../model/layer.ts'

/**
 * Lines and columns of many offsets in one buffer, in one pass: unlike `positionAt` its cost does not grow with the
 * number of offsets, however long the lines are. Offsets must not decrease.
 */
export class PositionCursor {
  readonly #bytes: Buffer
  #at = 0
  #line = 1
  #column = 1

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Line and column from 1, columns in UTF-16 units. An offset before the last one starts over. */
  at(offset: number): Position {
    if (offset < this.#at) this.#restart()
    const end = Math.min(offset, this.#bytes.length)
    // Only as far as the offset: in a file that is one line, a search for its end would read all of it every time.
    const upTo = this.#bytes.subarray(0, end)
    for (let next = upTo.indexOf(10, this.#at); next !== -1; next = upTo.indexOf(10, this.#at)) {
      this.#line += 1
      this.#column = 1
      this.#at = next + 1
    }
    this.#column += this.#bytes.toString('utf8', this.#at, end).length
    this.#at = end
    return { line: this.#line, column: this.#column }
  }

  #restart(): void {
    this.#at = 0
    this.#line = 1
    this.#column = 1
  }
}
