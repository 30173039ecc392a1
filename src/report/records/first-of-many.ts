import type { Listed } from '../../model/changes.ts'

/** Counts everything and keeps the first in an order, in bounded memory. */
export class FirstOfMany<T> {
  readonly #limit: number
  readonly #compare: (a: T, b: T) => number
  #kept: T[] = []
  #count = 0

  constructor(limit: number, compare: (a: T, b: T) => number) {
    this.#limit = limit
    this.#compare = compare
  }

  get count(): number {
    return this.#count
  }

  add(one: T): void {
    this.#count += 1
    this.#kept.push(one)
    if (this.#kept.length >= 2 * this.#limit) this.#cut()
  }

  readListed(): Listed<T> {
    this.#cut()
    return { count: this.#count, first: this.#kept }
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, this.#limit)
  }
}

/** Compares by what a key gives, the smallest first. */
export function compareBy<T>(key: (one: T) => string | number): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [key(a), key(b)]
    return left < right ? -1 : left > right ? 1 : 0
  }
}
