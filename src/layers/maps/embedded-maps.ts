import type { SourceMapDocument } from '../../model/source-map-document.ts'
import type { ScanBudget } from '../scan-budget.ts'
import { jsonObjectExtent } from './json-extent.ts'
import { isSourceMap, readDocument } from './source-map-json.ts'

/** A member that hardly anything but a map with texts has. */
export const MAP_MEMBER = '"sourcescontent"'

/** How an object with a map's members begins, by the tools that write the other ones before it. */
const BEGINNINGS = ['"version"', '"mappings"', '"file"', '"sources"', '"names"', '"sourcesContent"']

/** A map and where it lies. */
export interface EmbeddedMap {
  readonly offset: number
  readonly end: number
  readonly document: SourceMapDocument
}

/**
 * Finds source maps that lie as plain JSON inside something larger: a build cache, a bundle that carries its map as
 * an object, the files inside a native executable.
 */
export class EmbeddedMaps {
  readonly #bytes: Buffer
  readonly #budget: ScanBudget
  readonly #beginnings: Beginning[]
  /** Ends of objects by their start, so that none is walked through twice. */
  readonly #ends = new Map<number, number>()

  constructor(bytes: Buffer, budget: ScanBudget) {
    this.#bytes = bytes
    this.#budget = budget
    this.#beginnings = BEGINNINGS.map((member) => new Beginning(bytes, member))
  }

  /** The map around a `MAP_MEMBER` hit. Offsets must not decrease from call to call. */
  around(offset: number): EmbeddedMap | null {
    const starts = new Set(this.#beginnings.map((beginning) => beginning.objectBefore(offset)))
    for (const start of [...starts].filter((at) => at !== -1).toSorted((a, b) => b - a)) {
      const end = this.#endOf(start)
      if (end <= offset) continue
      const json = parse(this.#bytes.subarray(start, end))
      if (isSourceMap(json)) return { offset: start, end, document: readDocument(json) }
    }
    return null
  }

  #endOf(start: number): number {
    const known = this.#ends.get(start)
    if (known !== undefined) return known
    if (this.#budget.isSpent) return -1
    const { end, read } = jsonObjectExtent(this.#bytes, start)
    this.#budget.spend(read - start)
    this.#ends.set(start, end)
    return end
  }
}

/** Occurrences of one member name, walked through once from front to back. */
class Beginning {
  readonly #bytes: Buffer
  readonly #member: string
  #last = -1
  #next: number

  constructor(bytes: Buffer, member: string) {
    this.#bytes = bytes
    this.#member = member
    this.#next = bytes.indexOf(member)
  }

  /** Offset of the brace right before the last occurrence that is not behind `offset`, or -1. */
  objectBefore(offset: number): number {
    while (this.#next !== -1 && this.#next <= offset) {
      const brace = this.#braceBefore(this.#next)
      if (brace !== -1) this.#last = brace
      this.#next = this.#bytes.indexOf(this.#member, this.#next + 1)
    }
    return this.#last
  }

  #braceBefore(at: number): number {
    let brace = at - 1
    while (brace >= 0 && (this.#bytes[brace] ?? 0) <= 32) brace -= 1
    return this.#bytes[brace] === 0x7b ? brace : -1
  }
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'))
  } catch {
    return null
  }
}
