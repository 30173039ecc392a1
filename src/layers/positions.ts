import type { Position } from '../model/layer.ts'

/** Bytes between places that are remembered: what going back costs at most. */
const STEP = 32 * 1024

/** A place that was reached: numbers of the offset, its line and its column. */
interface Reached extends Position {
  readonly offset: number
}

/**
 * Lines and columns of many offsets in one buffer, in one pass: its cost does not grow with the number of offsets,
 * however long the lines are, nor with their order.
 */
export class PositionCursor {
  readonly #bytes: Buffer
  /** Every so many bytes one, in order. */
  readonly #reached: Reached[] = [{ offset: 0, line: 1, column: 1 }]

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Line and column from 1, columns in UTF-16 units. */
  at(offset: number): Position {
    const end = Math.min(offset, this.#bytes.length)
    let last = this.#reached.at(-1) as Reached
    while (last.offset + STEP <= end) {
      last = this.#countFrom(last, this.#findCharacterAt(last.offset + STEP))
      this.#reached.push(last)
    }
    // Places are as far from each other as the steps are, but for the few bytes of a character.
    let before = Math.min(this.#reached.length - 1, Math.floor(end / STEP) + 1)
    while ((this.#reached[before]?.offset ?? 0) > end) before -= 1
    const { line, column } = this.#countFrom(this.#reached[before] as Reached, end)
    return { line, column }
  }

  #countFrom({ offset, line, column }: Reached, end: number): Reached {
    // Only as far as the offset: in a file that is one line, a search for its end would read all of it every time.
    const part = this.#bytes.subarray(offset, end)
    let lines = line
    let from = 0
    for (let next = part.indexOf(10); next !== -1; next = part.indexOf(10, from)) {
      lines += 1
      from = next + 1
    }
    const before = from === 0 ? column : 1
    return { offset: end, line: lines, column: before + part.toString('utf8', from).length }
  }

  /** The beginning of the character that an offset lies in. */
  #findCharacterAt(offset: number): number {
    let at = offset
    while (at > offset - 3 && ((this.#bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1
    return at
  }
}
