import type { Heed } from '../model/layer.ts'
import { type HitList, HitsMet } from './keyword-hits.ts'
import { KeywordTrie, ROOT } from './keyword-trie.ts'
import { KeywordWalk, LONGEST_LEAD } from './keyword-walk.ts'

/** Bytes of the longest keyword that is accepted; longer ones are a mistake in a rule. */
const LONGEST_KEYWORD = LONGEST_LEAD
/** Shorter texts are not worth carrying into another memory. */
const SHORT = 1024

/** A keyword that ends in a row, and what must stand around it; null where all of its hits count. */
interface End {
  /** By its number. */
  readonly keyword: number
  readonly length: number
  readonly heed: Heed | null
}

const NO_HEEDS: ReadonlyMap<string, Heed> = new Map()

/**
 * Finds many literal ASCII strings in one pass, without regard to ASCII case: an Aho-Corasick automaton
 * (Aho and Corasick, "Efficient string matching", 1975) as one table of rows by byte class, so that the time does not
 * grow with the number of keywords. Of thousands of keywords a text comes near to few: a row is filled when a text first
 * leads to it.
 */
export class KeywordSearch {
  /** Lower case, without duplicates. */
  readonly keywords: readonly string[]
  readonly #known: ReadonlySet<string>
  readonly #heeds: ReadonlyMap<string, Heed>
  readonly #covered = new WeakMap<readonly string[], boolean>()
  readonly #classOf: Uint8Array
  readonly #width: number
  readonly #trie: KeywordTrie
  readonly #walk: KeywordWalk
  /** The row to begin in. */
  readonly #first: number
  /** The trie's node of each row, by its number, and the rows of its nodes; 0 for those that have none yet. */
  readonly #nodes: number[] = [-1]
  readonly #rows: Int32Array
  /** What ends in a row, the longest keyword first, by its number. */
  readonly #ends: (readonly End[])[] = [[]]
  readonly #met = new HitsMet()
  readonly #endsOf = new Map<number, readonly End[]>([[ROOT, []]])

  /**
   * @param heeds By keyword in lower case; a keyword without one is found wherever it stands.
   * @throws Error when a keyword is empty, not ASCII, or longer than 256 bytes.
   */
  constructor(keywords: Iterable<string>, heeds: ReadonlyMap<string, Heed> = NO_HEEDS) {
    this.#heeds = heeds
    this.#known = new Set([...keywords].map(fold))
    this.keywords = [...this.#known]
    const { classOf, width } = classifyBytes(this.keywords)
    this.#classOf = classOf
    this.#width = width
    this.#trie = new KeywordTrie(this.keywords, classOf)
    this.#rows = new Int32Array(this.#trie.size)
    const longest = this.keywords.reduce((most, { length }) => Math.max(most, length), 0)
    this.#walk = new KeywordWalk(classOf, (this.#trie.size + 1) * width, longest)
    this.#first = this.#findRow(ROOT)
    this.#fill(this.#first)
  }

  /** Whether every one of these is searched for; the answer for a list is remembered, as every layer asks. */
  covers(keywords: readonly string[]): boolean {
    const known = this.#covered.get(keywords)
    if (known !== undefined) return known
    const isCovered = keywords.every((keyword) => this.#known.has(keyword.toLowerCase()))
    this.#covered.set(keywords, isCovered)
    return isCovered
  }

  /** All occurrences that are heeded, overlapping ones too, in order of their first byte. */
  search(bytes: Uint8Array): HitList {
    const hits = this.#met
    if (bytes.length < SHORT) this.#walkThrough(bytes, hits)
    else
      this.#walk.walk(
        bytes,
        this.#first,
        (row) => this.#fill(row),
        (row, last) => this.#collect(row, last, bytes, hits),
      )
    return hits.take(this.keywords)
  }

  #walkThrough(bytes: Uint8Array, hits: HitsMet): void {
    const classOf = this.#classOf
    const { table } = this.#walk
    let row = this.#first
    for (let at = 0; at < bytes.length; at += 1) {
      const step = (row >> 2) + (classOf[bytes[at] as number] as number)
      let next = table[step] as number
      if (next <= 0) {
        if (next === 0) {
          this.#fill(row)
          next = table[step] as number
        }
        if (next < 0) {
          next = -next
          this.#collect(next, at, bytes, hits)
        }
      }
      row = next
    }
  }

  /** All steps out of a row: those of its longest suffix, but for those that go on in the keyword. */
  #fill(row: number): void {
    const { table } = this.#walk
    const from = row >> 2
    const node = this.#nodes[from / this.#width] as number
    if (node === ROOT) table.fill(row, from, from + this.#width)
    else {
      const suffix = this.#findRow(this.#trie.findSuffix(node))
      if (table[suffix >> 2] === 0) this.#fill(suffix)
      table.copyWithin(from, suffix >> 2, (suffix >> 2) + this.#width)
    }
    for (
      let child = this.#trie.findFirstChild(node);
      child !== -1;
      child = this.#trie.findNextSibling(child)
    ) {
      const next = this.#findRow(child)
      const isEnd = this.#ends[next / 4 / this.#width]?.length !== 0
      table[from + this.#trie.findClass(child)] = isEnd ? -next : next
    }
  }

  #findRow(node: number): number {
    const known = this.#rows[node] as number
    if (known !== 0) return known
    const row = this.#nodes.length * this.#width * 4
    this.#nodes.push(node)
    this.#rows[node] = row
    this.#ends.push(this.#endsIn(node))
    return row
  }

  /** Keywords that end in a node and in its suffixes, longest first. */
  #endsIn(node: number): readonly End[] {
    const known = this.#endsOf.get(node)
    if (known !== undefined) return known
    const shorter = this.#endsIn(this.#trie.findSuffix(node))
    const own = this.#trie.findEnd(node)
    const ends = own === -1 ? shorter : [this.#findEnd(own), ...shorter]
    this.#endsOf.set(node, ends)
    return ends
  }

  #findEnd(keyword: number): End {
    const text = this.keywords[keyword] as string
    return { keyword, length: text.length, heed: this.#heeds.get(text) ?? null }
  }

  /** Ends are met in order; a long keyword may begin before a short one that ended earlier. */
  #collect(row: number, last: number, bytes: Uint8Array, hits: HitsMet): void {
    for (const { keyword, length, heed } of this.#ends[row / 4 / this.#width] ?? []) {
      const offset = last - length + 1
      if (heed?.(bytes, offset, last + 1) !== false) hits.add(keyword, offset)
    }
  }
}

function fold(keyword: string): string {
  if (keyword.length === 0 || keyword.length > LONGEST_KEYWORD || /[^\x01-\x7f]/.test(keyword))
    throw new Error(`Keyword ${JSON.stringify(keyword)} must be 1 to ${LONGEST_KEYWORD} ASCII characters`)
  return keyword.toLowerCase()
}

/** Class 0 is every byte that no keyword holds; both cases of a letter share a class. */
function classifyBytes(keywords: readonly string[]): { classOf: Uint8Array; width: number } {
  const classOf = new Uint8Array(256)
  let width = 1
  for (const keyword of keywords) {
    for (let at = 0; at < keyword.length; at += 1) {
      const byte = keyword.charCodeAt(at)
      if (classOf[byte] !== 0) continue
      classOf[byte] = width
      const upper = String.fromCharCode(byte).toUpperCase().charCodeAt(0)
      classOf[upper] = width
      width += 1
    }
  }
  return { classOf, width }
}
