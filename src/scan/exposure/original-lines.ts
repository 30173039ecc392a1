import { LineCursor, TextKey } from './line-cursor.ts'
import type { LineSet } from './line-set.ts'
import { NeutralLines } from './neutral-lines.ts'

/** Numbers kept of each line: both halves of its key, its bytes, and lines and bytes of the nothing that follows it. */
const STRIDE = 5
/** Set in a line's bytes when it is an import or part of a banner. */
const NEUTRAL = 0x40000000
/** Lines of all originals that are kept: 160 MB, and more than any honest package has. Beyond them whole texts count. */
const MOST_LINES = 8_000_000
const FIRST_ROOM = 1 << 12

/** Where an original's lines are kept, and what stands before the first of them. */
export interface KeptLines {
  readonly from: number
  readonly to: number
  /** Lines without a word before the first that has one. */
  readonly lead: number
  readonly leadBytes: number
}

/** What is known of an original's text when its lines have been walked through. */
export interface ReadText {
  /** The same for the same text, whatever its line ends. */
  readonly id: string
  readonly lines: number
  /** Null where there is no room for more. */
  readonly kept: KeptLines | null
}

/** How an original stands to what can be read elsewhere. */
export interface ComparedLines {
  /** Lines with a word of their own, imports and banners left out. */
  readonly telling: number
  /** Of those, the ones that are found nowhere. */
  readonly hidden: number
  /** Lines that count as exposed, those without words among them included. */
  readonly lines: number
  readonly bytes: number
  /** Whether each line with a word, imports too, is found. */
  readonly isFound: boolean
}

/** Keeps the keys of all originals' lines in one growing list: twenty bytes a line, no text. */
export class OriginalLines {
  #room = new Int32Array(FIRST_ROOM * STRIDE)
  #used = 0
  readonly #known = new Map<string, ReadText>()
  readonly #knownBytes = new WeakMap<Buffer, ReadText>()

  /** Walks through a text once and keeps its lines; a text that was met before is not kept twice. */
  read(bytes: Buffer): ReadText {
    const before = this.#knownBytes.get(bytes)
    if (before !== undefined) return before
    const read = this.#walk(bytes)
    this.#knownBytes.set(bytes, read)
    return read
  }

  #walk(bytes: Buffer): ReadText {
    const from = this.#used
    const neutral = new NeutralLines(bytes)
    const key = new TextKey()
    let [lines, lead, leadBytes] = [0, 0, 0]
    const isKept = this.#used / STRIDE < MOST_LINES
    for (const line = new LineCursor(bytes); line.moveNext(); ) {
      lines += 1
      key.add(line)
      if (!isKept) continue
      if (line.high !== 0) this.#keep(line, neutral.isNeutral(line.start, line.text, line.end))
      else if (this.#used > from) this.#extend(line.end - line.start)
      else {
        lead += 1
        leadBytes += line.end - line.start
      }
    }
    const id = key.value
    const known = this.#known.get(id)
    if (known !== undefined && (known.kept !== null || !isKept)) {
      this.#used = from
      return known
    }
    const read = { id, lines, kept: isKept ? { from, to: this.#used, lead, leadBytes } : null }
    this.#known.set(id, read)
    return read
  }

  /** Compares an original's lines with those that can be read elsewhere. */
  compare({ from, to, lead, leadBytes }: KeptLines, shipped: LineSet, others: LineSet | null): ComparedLines {
    const room = this.#room
    let [telling, hidden, lines, bytes] = [0, 0, 0, 0]
    let [foundAny, foundAll, wasHidden] = [false, true, true]
    // The wordless lines behind the last one, until it is known what follows.
    let [waiting, waitingBytes] = [lead, leadBytes]
    for (let at = from; at < to; at += STRIDE) {
      const size = room[at + 2] as number
      const isNeutral = (size & NEUTRAL) !== 0
      const [low, high] = [room[at] as number, room[at + 1] as number]
      const isFound = shipped.has(low, high) || others?.has(low, high) === true
      if (!isFound) foundAll = false
      if (isNeutral && !isFound) {
        waiting += 1 + (room[at + 3] as number)
        waitingBytes += (size & ~NEUTRAL) + (room[at + 4] as number)
        continue
      }
      if (!isNeutral) telling += 1
      if (isFound) foundAny = true
      else {
        hidden += 1
        lines += 1 + (wasHidden ? waiting : 0)
        bytes += size + (wasHidden ? waitingBytes : 0)
      }
      wasHidden = !isFound
      waiting = room[at + 3] as number
      waitingBytes = room[at + 4] as number
    }
    if (!foundAny) {
      lines += waiting
      bytes += waitingBytes
    }
    return { telling, hidden, lines, bytes, isFound: foundAll }
  }

  #keep({ low, high, start, end }: LineCursor, isNeutral: boolean): void {
    if (this.#used + STRIDE > this.#room.length) this.#grow()
    const at = this.#used
    const size = end - start
    this.#room[at] = low
    this.#room[at + 1] = high
    this.#room[at + 2] = isNeutral ? size | NEUTRAL : size
    this.#room[at + 3] = 0
    this.#room[at + 4] = 0
    this.#used = at + STRIDE
  }

  #extend(size: number): void {
    this.#room[this.#used - 2] = (this.#room[this.#used - 2] as number) + 1
    this.#room[this.#used - 1] = (this.#room[this.#used - 1] as number) + size
  }

  #grow(): void {
    const larger = new Int32Array(this.#room.length * 2)
    larger.set(this.#room)
    this.#room = larger
  }
}
