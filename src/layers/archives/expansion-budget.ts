import type { Limits } from '../../model/limits.ts'

/** Small archives may expand this far whatever their ratio: dictionaries of zeros in a few kilobytes are ordinary. */
const SMALL = 32 * 1024 ** 2
/** All small archives of a package together; beyond it each has so much. */
const POOL = 1024 ** 3
const LEAST = 1024 ** 2

/** What the small archives of one package may still expand to together, so that many of them are no bomb either. */
export class ExpansionPool {
  #left = POOL

  /** Bytes that one small archive may expand to now. */
  get small(): number {
    return Math.max(LEAST, Math.min(SMALL, this.#left))
  }

  spend(unpacked: number): void {
    this.#left -= unpacked
  }
}

/**
 * How many bytes may still come out of the archives and compressed copies inside one entry. Kept over all of them,
 * so that archives in archives cannot multiply.
 */
export class ExpansionBudget {
  readonly #limits: Limits
  readonly #pool: ExpansionPool
  #left: number
  /** Bytes that may still be unpacked in vain: many members that overlap can each take what is left and fail. */
  #vain: number

  /** @param packed bytes of the entry. */
  constructor(packed: number, limits: Limits, pool: ExpansionPool) {
    this.#limits = limits
    this.#pool = pool
    this.#left = Math.max(pool.small, Math.min(limits.unpackedBytes, packed * limits.ratio))
    this.#vain = this.#left
  }

  /** Most bytes that may come out of one member of `packed` bytes. */
  measureAllowance(packed: number): number {
    if (this.#vain <= 0) return 0
    const byRatio = Math.max(this.#pool.small, packed * this.#limits.ratio)
    return Math.max(0, Math.min(this.#left, this.#limits.entryBytes, byRatio))
  }

  spend(unpacked: number): void {
    this.#left -= unpacked
    this.#pool.spend(unpacked)
  }

  /** Takes note of what was unpacked up to an allowance and thrown away. */
  fail(allowance: number): void {
    this.#vain -= allowance
  }
}
