import { createHash, randomBytes } from 'node:crypto'
import { CannotLook } from '../../model/cannot-look.ts'
import { formatNumber } from '../../text/format-number.ts'

/** Packages that are told apart: about 100 MB. */
const MOST_KEYS = 2_000_000
const FIRST_SIZE = 1 << 12

/**
 * Remembers for each key the line that counts, in some 40 bytes a key, however long keys and lines are. Keys are told
 * apart by 64 bits of a hash that nobody outside of the process can aim at.
 */
export class LatestLines {
  readonly #salt = randomBytes(16)
  #size = FIRST_SIZE
  #table = makeTable(FIRST_SIZE)
  #used = 0

  /** Number of keys. */
  get count(): number {
    return this.#used
  }

  /**
   * Enters a line; of those of one key the one of the highest rank counts, of equals the later one.
   * @throws CannotLook when there are more keys than can be told apart
   */
  enter(key: string, rank: number, line: number): void {
    const [high, low] = this.#hash(key)
    const at = this.#find(this.#table, high, low)
    const { highs, lows, ranks, lines } = this.#table
    if (lows[at] === 0) {
      if (this.#used >= MOST_KEYS)
        throw new CannotLook(
          `There are lines of more than ${formatNumber(MOST_KEYS)} packages. Merge them in parts.`,
        )
      this.#used += 1
      highs[at] = high
      lows[at] = low
    } else if (rank < (ranks[at] ?? 0)) return
    ranks[at] = rank
    lines[at] = line
    if (this.#used * 2 > this.#size) this.#grow()
  }

  /** The highest rank of a key; null where it was never entered. */
  findRank(key: string): number | null {
    const [high, low] = this.#hash(key)
    const at = this.#find(this.#table, high, low)
    return this.#table.lows[at] === 0 ? null : (this.#table.ranks[at] ?? 0)
  }

  /** The lines that count, in their order. */
  listLines(): Uint32Array {
    const { lows, lines } = this.#table
    const found = new Uint32Array(this.#used)
    let next = 0
    for (let at = 0; at < this.#size; at += 1)
      if (lows[at] !== 0) {
        found[next] = lines[at] ?? 0
        next += 1
      }
    return found.sort()
  }

  #hash(key: string): [high: number, low: number] {
    const digest = createHash('sha256').update(this.#salt).update(key).digest()
    return [digest.readUInt32LE(0), digest.readUInt32LE(4) || 1]
  }

  /** The place of a key, or the free one where it belongs. */
  #find({ highs, lows }: Table, high: number, low: number): number {
    const mask = lows.length - 1
    let at = high & mask
    while (lows[at] !== 0 && (lows[at] !== low || highs[at] !== high)) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const old = this.#table
    this.#size *= 2
    const table = makeTable(this.#size)
    for (let from = 0; from < old.lows.length; from += 1) {
      const [high = 0, low = 0] = [old.highs[from], old.lows[from]]
      if (low === 0) continue
      const at = this.#find(table, high, low)
      table.highs[at] = high
      table.lows[at] = low
      table.ranks[at] = old.ranks[from] ?? 0
      table.lines[at] = old.lines[from] ?? 0
    }
    this.#table = table
  }
}

type Table = ReturnType<typeof makeTable>

/** `lows` is 0 where a place is free. */
function makeTable(size: number) {
  return {
    highs: new Uint32Array(size),
    lows: new Uint32Array(size),
    ranks: new Float64Array(size),
    lines: new Uint32Array(size),
  }
}
