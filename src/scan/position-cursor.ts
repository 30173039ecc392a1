import type { Position } from '../layers/layer.ts'

/**
 * Turns byte offsets of UTF-8 text into lines and columns (1-based, columns in UTF-16 units). Remembers where it was,
 * so that offsets asked for in rising order cost one pass over the text altogether, however many there are and
 * however long a line is.
 */
export class PositionCursor {
  readonly #bytes: Buffer
  #offset = 0
  #line = 1
  #column = 1

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** The position of a byte offset; offsets outside the text are moved to its nearer end. */
  at(offset: number): Position {
    const target = Math.max(0, Math.min(offset, this.#bytes.length))
    if (target < this.#offset) {
      this.#offset = 0
      this.#line = 1
      this.#column = 1
    }
    let lineStart = -1
    for (
      let newline = this.#bytes.indexOf(10, this.#offset);
      newline !== -1 && newline < target;
      newline = this.#bytes.indexOf(10, newline + 1)
    ) {
      this.#line += 1
      lineStart = newline + 1
    }
    const from = lineStart === -1 ? this.#offset : lineStart
    const before = lineStart === -1 ? this.#column : 1
    this.#column = before + this.#bytes.toString('utf8', from, target).length
    this.#offset = target
    return { line: this.#line, column: this.#column }
  }
}
