import type { LineSet } from './line-set.ts'

/** Numbers in a piece of the log: half a megabyte. */
const PIECE = 1 << 17
/** Pieces that are kept at most: 64 MB, eight million lines. A set, which holds each line once, may be smaller then. */
const MOST_PIECES = 128

/** Lines on their way to a set, by the two halves of their key: what the set costs is paid only if somebody asks. */
export class LineLog {
  readonly #lines: LineSet
  #pieces: Int32Array[] = []
  #last = new Int32Array(0)
  #used = 0

  constructor(lines: LineSet) {
    this.#lines = lines
  }

  add(low: number, high: number): void {
    if (this.#used === this.#last.length) this.#begin()
    this.#last[this.#used] = low
    this.#last[this.#used + 1] = high
    this.#used += 2
  }

  /** Hands all lines to the set. */
  handOver(): void {
    for (const piece of this.#pieces) {
      const end = piece === this.#last ? this.#used : piece.length
      for (let at = 0; at < end; at += 2) this.#lines.add(piece[at] as number, piece[at + 1] as number)
    }
    this.#pieces = []
    this.#last = new Int32Array(0)
    this.#used = 0
  }

  #begin(): void {
    if (this.#pieces.length >= MOST_PIECES) this.handOver()
    this.#last = new Int32Array(PIECE)
    this.#pieces.push(this.#last)
    this.#used = 0
  }
}
