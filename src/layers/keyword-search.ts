import type { KeywordHit } from '../model/layer.ts'
import { KeywordTrie } from './keyword-trie.ts'

/** Bytes of the longest keyword that is accepted; longer ones are a mistake in a rule. */
const LONGEST_KEYWORD = 256
/** Where a step leads that was not taken yet. */
const UNKNOWN = 0
/** Numbers that are kept of ends of keywords, two each, until hits are made of them. */
const FOUND = 1024
/** Shorter texts are walked through once, longer ones at two places at the same time. */
const SHORT = 2048

/**
 * Finds many literal ASCII strings in one pass, without regard to ASCII case: an Aho-Corasick automaton
 * (Aho and Corasick, "Efficient string matching", 1975) as one table of rows by byte class, so that the time does not
 * grow with the number of keywords. Of thousands of keywords a text comes near to few: a row is made when a text first
 * leads to it. Two steps are taken side by side, as each has to wait for its own last one.
 */
export class KeywordSearch {
  /** Lower case, without duplicates. */
  readonly keywords: readonly string[]
  readonly #known: ReadonlySet<string>
  readonly #covered = new WeakMap<readonly string[], boolean>()
  readonly #classOf: Uint8Array
  readonly #width: number
  readonly #longest: number
  readonly #trie: KeywordTrie
  /** The row to begin in. */
  readonly #first: number
  /**
   * `#table[row + class]` is the row of the next state, negative where a keyword ends in it. As large as it may become:
   * the system gives memory to those parts only that are written to.
   */
  readonly #table: Int32Array
  /** The trie's node of each row, by `row / #width`, and the rows of its nodes; 0 for those that have none yet. */
  readonly #nodes: number[] = [-1]
  readonly #rows: Int32Array
  /** For walking at two places: the byte in the first half, the row of each. */
  readonly #both = new Int32Array(3)
  /** Places at which keywords end, each with its row. */
  readonly #found = new Int32Array(FOUND)
  /** Keywords that end in a state, longest first, by `row / #width`. */
  readonly #ends: (readonly string[])[] = [[]]

  /** @throws Error when a keyword is empty, not ASCII, or longer than 256 bytes. */
  constructor(keywords: Iterable<string>) {
    this.#known = new Set([...keywords].map(fold))
    this.keywords = [...this.#known]
    this.#longest = this.keywords.reduce((most, { length }) => Math.max(most, length), 0)
    const { classOf, width } = byteClasses(this.keywords)
    this.#classOf = classOf
    this.#width = width
    this.#trie = new KeywordTrie(this.keywords, classOf)
    this.#rows = new Int32Array(this.#trie.size)
    this.#table = new Int32Array((this.#trie.size + 1) * width)
    this.#first = this.#rowOf(0)
  }

  /** Whether every one of these is searched for; the answer for a list is remembered, as every layer asks. */
  covers(keywords: readonly string[]): boolean {
    const known = this.#covered.get(keywords)
    if (known !== undefined) return known
    const isCovered = keywords.every((keyword) => this.#known.has(keyword.toLowerCase()))
    this.#covered.set(keywords, isCovered)
    return isCovered
  }

  /** All occurrences, overlapping ones too, in order of their first byte. */
  search(bytes: Uint8Array): KeywordHit[] {
    const hits: KeywordHit[] = []
    if (bytes.length < SHORT) {
      this.#walk(bytes, 0, bytes.length, this.#first, hits)
      return inOrder(hits)
    }
    const middle = bytes.length >> 1
    const behind: KeywordHit[] = []
    const row = this.#walkBoth(bytes, middle, hits, behind)
    // What begins in the first half and ends in the second.
    const across: KeywordHit[] = []
    this.#walk(bytes, middle, Math.min(bytes.length, middle + this.#longest), row, across)
    for (const hit of across) if (hit.offset < middle) hits.push(hit)
    for (const hit of behind) hits.push(hit)
    return inOrder(hits)
  }

  /** Walks from one place to another, beginning in a row; returns the row that it ends in. */
  #walk(bytes: Uint8Array, from: number, to: number, start: number, hits: KeywordHit[]): number {
    const classOf = this.#classOf
    const table = this.#table
    let row = start
    for (let at = from; at < to; at += 1) {
      const byteClass = classOf[bytes[at] as number] as number
      let next = table[row + byteClass] as number
      if (next <= UNKNOWN) {
        if (next === UNKNOWN) next = this.#learn(row, byteClass)
        if (next < UNKNOWN) {
          next = -next
          this.#collect(next, at, hits)
        }
      }
      row = next
    }
    return row
  }

  /** Walks through both halves at once; returns the row that the first ends in. */
  #walkBoth(bytes: Uint8Array, middle: number, hits: KeywordHit[], behind: KeywordHit[]): number {
    const state = this.#both
    state.set([0, this.#first, this.#first])
    while ((state[0] as number) < middle) {
      const count = this.#stride(bytes, middle)
      for (let index = 0; index < count; index += 2) {
        const at = this.#found[index] as number
        this.#collect(this.#found[index + 1] as number, at, at < middle ? hits : behind)
      }
      this.#learnBoth(bytes, middle)
    }
    this.#walk(bytes, middle * 2, bytes.length, state[2] as number, behind)
    return state[1] as number
  }

  /**
   * The inner loop: no call and nothing made, so that it stays in registers. Ends before a step that was not taken yet,
   * or when there is no room for more ends of keywords, whose places and rows it leaves in `#found`; returns how many.
   */
  #stride(bytes: Uint8Array, middle: number): number {
    const classOf = this.#classOf
    const table = this.#table
    const found = this.#found
    let [at = 0, row = 0, other = 0] = this.#both
    let count = 0
    for (; at < middle && count < FOUND - 4; at += 1) {
      const next = table[row + (classOf[bytes[at] as number] as number)] as number
      const otherNext = table[other + (classOf[bytes[at + middle] as number] as number)] as number
      if (next === UNKNOWN || otherNext === UNKNOWN) break
      row = next
      other = otherNext
      if (next < UNKNOWN) {
        row = -next
        found[count] = at
        found[count + 1] = row
        count += 2
      }
      if (otherNext < UNKNOWN) {
        other = -otherNext
        found[count] = at + middle
        found[count + 1] = other
        count += 2
      }
    }
    this.#both.set([at, row, other])
    return count
  }

  /** Makes known the step that a stride ended at. */
  #learnBoth(bytes: Uint8Array, middle: number): void {
    const [at = 0, row = 0, other = 0] = this.#both
    if (at >= middle) return
    const byteClass = this.#classOf[bytes[at] as number] as number
    const otherClass = this.#classOf[bytes[at + middle] as number] as number
    if (this.#table[row + byteClass] === UNKNOWN) this.#learn(row, byteClass)
    if (this.#table[other + otherClass] === UNKNOWN) this.#learn(other, otherClass)
  }

  /** Takes a step for the first time. */
  #learn(row: number, byteClass: number): number {
    const node = this.#trie.next(this.#nodes[row / this.#width] as number, byteClass)
    const next = this.#rowOf(node)
    const step = this.#ends[next / this.#width]?.length === 0 ? next : -next
    this.#table[row + byteClass] = step
    return step
  }

  #rowOf(node: number): number {
    const known = this.#rows[node] as number
    if (known !== 0) return known
    const row = this.#nodes.length * this.#width
    this.#nodes.push(node)
    this.#rows[node] = row
    this.#ends.push(this.#trie.endsIn(node).map((index) => this.keywords[index] ?? ''))
    return row
  }

  #collect(row: number, last: number, hits: KeywordHit[]): void {
    for (const keyword of this.#ends[row / this.#width] ?? [])
      hits.push({ keyword, offset: last - keyword.length + 1 })
  }
}

function fold(keyword: string): string {
  if (keyword.length === 0 || keyword.length > LONGEST_KEYWORD || /[^\x01-\x7f]/.test(keyword))
    throw new Error(`Keyword ${JSON.stringify(keyword)} must be 1 to ${LONGEST_KEYWORD} ASCII characters`)
  return keyword.toLowerCase()
}

/** Class 0 is every byte that no keyword holds; both cases of a letter share a class. */
function byteClasses(keywords: readonly string[]): { classOf: Uint8Array; width: number } {
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

/** Hits are found in order of their last byte; a long keyword may begin before a short one that ended earlier. */
function inOrder(hits: KeywordHit[]): KeywordHit[] {
  for (let index = 1; index < hits.length; index += 1) {
    if ((hits[index]?.offset ?? 0) < (hits[index - 1]?.offset ?? 0))
      return hits.sort((a, b) => a.offset - b.offset)
  }
  return hits
}
