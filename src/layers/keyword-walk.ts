import { KEYWORD_WALK } from './keyword-walk-bytes.ts'
import { type InMemory, loadWasmFunction } from './web-assembly.ts'

/** Parts of a text that are walked through side by side. */
const PARTS = 4
/** Bytes of a text that lie in the memory at a time. */
const PIECE = 64 * 1024
/** More bytes cannot stand before a piece. */
export const LONGEST_LEAD = 256

// What lies where in the memory, in bytes; keyword-walk.wat has these numbers too. Classes of bytes begin at 0.
const ROWS = 256
const FOUND_END = 272
const TEXT = 1024
const FOUND = 69_632
const TABLE = 602_112

/** Told of a row that a step leads out of for the first time. */
export type Learn = (row: number) => void
/** Told of a place at which keywords end: its row, and the offset of the last byte. */
export type Meet = (row: number, last: number) => void

/**
 * The steps of an automaton in memory of its own, and the loop in WebAssembly that takes them. A row is named by its
 * offset in bytes. A step is the row that it leads to, negative where a keyword ends there, 0 in a row that is not
 * filled yet. Each step has to wait for the one before it, so that four places are walked at side by side.
 */
export class KeywordWalk {
  /** Steps by `row / 4 + class`. The system gives memory to those parts only that are written to. */
  readonly table: Int32Array
  readonly #bytes: Uint8Array
  readonly #rows: Int32Array
  readonly #foundEnd: Int32Array
  readonly #found: Int32Array
  readonly #walk: InMemory['run']
  /** Bytes after which a row is right, wherever the walk began: the length of the longest keyword. */
  readonly #lead: number

  constructor(classOf: Uint8Array, steps: number, lead: number) {
    const { memory, run } = loadWasmFunction(KEYWORD_WALK, 'walk', TABLE + steps * 4)
    this.#walk = run
    this.#bytes = new Uint8Array(memory)
    this.#bytes.set(classOf)
    this.#rows = new Int32Array(memory, ROWS, PARTS)
    this.#foundEnd = new Int32Array(memory, FOUND_END, 1)
    this.#found = new Int32Array(memory, FOUND, (TABLE - FOUND) / 4)
    this.table = new Int32Array(memory, TABLE, steps)
    this.#lead = lead
  }

  /** Walks through a text, beginning in the row `first`; ends are met in order. */
  walk(bytes: Uint8Array, first: number, learn: Learn, meet: Meet): void {
    for (let from = 0; from < bytes.length; from += PIECE)
      this.#walkPiece(bytes, from, first, { learn, meet })
  }

  #walkPiece(bytes: Uint8Array, from: number, first: number, tell: { learn: Learn; meet: Meet }): void {
    const lead = this.#lead
    const length = Math.min(bytes.length - from, PIECE)
    const part = Math.ceil(length / PARTS)
    const before = Math.min(from, lead)
    this.#bytes.set(bytes.subarray(from - before, from + length), TEXT + lead - before)
    // No keyword holds NUL.
    this.#bytes.fill(0, TEXT, TEXT + lead - before)
    this.#bytes.fill(0, TEXT + lead + length, TEXT + lead + part * PARTS)
    this.#rows.fill(first)
    this.#go(0, lead, part, tell.learn)
    const count = this.#go(lead, lead + part, part, tell.learn)
    for (let which = 0; which < PARTS; which += 1) {
      const offset = from + which * part - lead
      for (let index = 0; index < count; index += 2) {
        const place = this.#found[index] as number
        if ((place & (PARTS - 1)) === which)
          tell.meet(this.#found[index + 1] as number, offset + (place >> 2))
      }
    }
  }

  /** Goes on in all parts from one place to another; returns how many numbers of ends were written down. */
  #go(from: number, to: number, part: number, learn: Learn): number {
    this.#foundEnd[0] = FOUND
    for (let at = from; ; ) {
      at = this.#walk(at, to, part, this.#foundEnd[0] as number)
      if (at >= to) break
      for (const row of this.#rows) if (this.table[row >> 2] === 0) learn(row)
    }
    return ((this.#foundEnd[0] as number) - FOUND) / 4
  }
}
