import type { ByteRange } from '../../model/layer.ts'
import { LineCursor, TextKey } from './line-cursor.ts'
import { LineLog } from './line-log.ts'
import { LineSet } from './line-set.ts'

/** Bytes of texts that are held back until it is known whether their lines are needed. */
const MOST_WAITING = 32 * 1024 ** 2

interface Waiting {
  readonly bytes: Buffer
  readonly except: readonly ByteRange[]
}

/**
 * The lines that anybody can read in a package. Most packages have no map with texts, and then nobody asks: texts wait
 * until `startReading` is called. Where too many bytes wait, only the keys of their lines do.
 */
export class ReadableLines {
  readonly lines = new LineSet()
  /** Keys of whole texts. */
  readonly texts = new Set<string>()
  #waiting: Waiting[] = []
  #held = 0
  /** What the last of them lies in, with others: all of it stays in memory. */
  #piece: ArrayBufferLike | null = null
  readonly #log = new LineLog(this.lines)
  #isWanted = false

  /** @param except Parts of the text that are maps, which are not what a reader can read anyway. */
  add(bytes: Buffer, except: readonly ByteRange[]): void {
    if (this.#isWanted) {
      this.#read({ bytes, except }, this.lines)
      return
    }
    this.#waiting.push({ bytes, except })
    if (bytes.buffer !== this.#piece) this.#held += bytes.buffer.byteLength
    this.#piece = bytes.buffer
    if (this.#held > MOST_WAITING) this.#readWaiting(this.#log)
  }

  /** From now on lines are needed, those of earlier texts too. */
  startReading(): void {
    if (this.#isWanted) return
    this.#isWanted = true
    this.#log.handOver()
    this.#readWaiting(this.lines)
  }

  #readWaiting(into: LineSet | LineLog): void {
    for (const waiting of this.#waiting) this.#read(waiting, into)
    this.#waiting = []
    this.#held = 0
    this.#piece = null
  }

  #read({ bytes, except }: Waiting, into: LineSet | LineLog): void {
    const key = new TextKey()
    let from = 0
    for (const { start, end } of [...except, { start: bytes.length, end: bytes.length }]) {
      const lines = new LineCursor(bytes, from, start)
      while (lines.moveNext()) {
        key.add(lines)
        if (lines.high !== 0) into.add(lines.low, lines.high)
      }
      from = Math.max(from, end)
    }
    this.texts.add(key.value)
  }
}
