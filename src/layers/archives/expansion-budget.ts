import type { Limits } from '../../model/limits.ts'

/** Small archives may expand this far whatever their ratio: a few kilobytes of zeros are no attack. */
const ALWAYS_ALLOWED = 1024 ** 2

/**
 * How many bytes may still come out of the archives and compressed copies inside one entry. Kept over all of them,
 * so that archives in archives cannot multiply.
 */
export class ExpansionBudget {
  readonly #limits: Limits
  #left: number

  /** @param packed bytes of the entry. */
  constructor(packed: number, limits: Limits) {
    this.#limits = limits
    this.#left = Math.max(ALWAYS_ALLOWED, Math.min(limits.unpackedBytes, packed * limits.ratio))
  }

  /** Most bytes that may come out of one member of `packed` bytes. */
  allowance(packed: number): number {
    const byRatio = Math.max(ALWAYS_ALLOWED, packed * this.#limits.ratio)
    return Math.max(0, Math.min(this.#left, this.#limits.entryBytes, byRatio))
  }

  spend(unpacked: number): void {
    this.#left -= unpacked
  }
}
