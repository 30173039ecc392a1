import { LineCursor } from './line-cursor.ts'
import { LineSet } from './line-set.ts'

/** Bytes of dependencies' texts whose lines are kept: enough for what is copied into a source now and then. */
const MOST_BYTES = 4 * 1024 ** 2
/** Places at which a text is looked at to know it again. */
const LOOKS = 128

/** Lines that somebody else wrote, as far as the maps have their texts. */
export class OthersLines {
  readonly lines = new LineSet()
  #left = MOST_BYTES

  add(bytes: Buffer): void {
    if (this.#left < bytes.length) return
    this.#left -= bytes.length
    for (const line = new LineCursor(bytes); line.moveNext(); )
      if (line.high !== 0) this.lines.add(line.low, line.high)
  }
}

/** Tells texts apart by their length and 128 places of four bytes: all of a short one, enough of a long one to count by. */
export function sampleBytes(bytes: Buffer): string {
  let sum = bytes.length
  const step = Math.max(4, Math.floor(bytes.length / LOOKS))
  for (let at = 0; at + 4 <= bytes.length; at += step) sum = (Math.imul(sum, 31) + bytes.readInt32LE(at)) | 0
  return `${bytes.length}:${sum}:${bytes.toString('latin1', Math.max(0, bytes.length - 8))}`
}
