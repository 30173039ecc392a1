import type { KeywordHit } from './layer.ts'

/** Bytes of the longest keyword that is accepted; longer ones are a mistake in a rule. */
const LONGEST_KEYWORD = 256

interface Trie {
  /** One map of folded byte → node for every node. */
  readonly next: Map<number, number>[]
  readonly depth: number[]
  /** Keywords that end in the node, its own only. */
  readonly ends: number[][]
}

/**
 * Finds many literal ASCII strings in one pass, without regard to ASCII case: an Aho-Corasick automaton
 * (Aho and Corasick, "Efficient string matching", 1975) flattened into one table of states by byte class, so that
 * the time does not grow with the number of keywords.
 */
export class KeywordSearch {
  /** Lower case, without duplicates. */
  readonly keywords: readonly string[]
  readonly #known: ReadonlySet<string>
  readonly #classOf: Uint8Array
  /** `#table[row + class]` is the row of the next state. */
  readonly #table: Int32Array
  /** Rows from here on belong to states in which a keyword ends. */
  readonly #firstEnd: number
  readonly #width: number
  /** Keywords that end in a state, longest first, by `(row - #firstEnd) / #width`. */
  readonly #ends: readonly (readonly number[])[]

  /** @throws Error when a keyword is empty, not ASCII, or longer than 256 bytes. */
  constructor(keywords: Iterable<string>) {
    this.keywords = [...new Set([...keywords].map((keyword) => fold(keyword)))]
    this.#known = new Set(this.keywords)
    const { classOf, width } = byteClasses(this.keywords)
    const trie = buildTrie(this.keywords, classOf)
    const { ends, table, firstEnd } = flatten(trie, width)
    this.#classOf = classOf
    this.#width = width
    this.#table = table
    this.#firstEnd = firstEnd
    this.#ends = ends.map((list) =>
      list.toSorted((a, b) => (this.keywords[b]?.length ?? 0) - (this.keywords[a]?.length ?? 0)),
    )
  }

  /** Whether every one of these is searched for. */
  covers(keywords: Iterable<string>): boolean {
    for (const keyword of keywords) if (!this.#known.has(keyword.toLowerCase())) return false
    return true
  }

  /** All occurrences, overlapping ones too, in order of their first byte. */
  search(bytes: Uint8Array): KeywordHit[] {
    const hits: KeywordHit[] = []
    const table = this.#table
    const classOf = this.#classOf
    const firstEnd = this.#firstEnd
    const length = bytes.length
    let row = 0
    for (let at = 0; at < length; at += 1) {
      row = table[row + (classOf[bytes[at] as number] as number)] as number
      if (row >= firstEnd) this.#collect(row, at, hits)
    }
    return inOrder(hits)
  }

  #collect(row: number, last: number, hits: KeywordHit[]): void {
    for (const index of this.#ends[(row - this.#firstEnd) / this.#width] ?? []) {
      const keyword = this.keywords[index] ?? ''
      hits.push({ keyword, offset: last - keyword.length + 1 })
    }
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
    for (const byte of Buffer.from(keyword, 'latin1')) {
      if (classOf[byte] !== 0) continue
      classOf[byte] = width
      const upper = String.fromCharCode(byte).toUpperCase().charCodeAt(0)
      classOf[upper] = width
      width += 1
    }
  }
  return { classOf, width }
}

function buildTrie(keywords: readonly string[], classOf: Uint8Array): Trie {
  const trie: Trie = { next: [new Map()], depth: [0], ends: [[]] }
  keywords.forEach((keyword, index) => {
    let node = 0
    for (const byte of Buffer.from(keyword, 'latin1')) node = child(trie, node, classOf[byte] ?? 0)
    trie.ends[node]?.push(index)
  })
  return trie
}

function child(trie: Trie, node: number, byteClass: number): number {
  const known = trie.next[node]?.get(byteClass)
  if (known !== undefined) return known
  const made = trie.next.length
  trie.next[node]?.set(byteClass, made)
  trie.next.push(new Map())
  trie.depth.push((trie.depth[node] ?? 0) + 1)
  trie.ends.push([])
  return made
}

/** Full transitions in breadth-first order, then rows numbered so that states with an end come last. */
function flatten(trie: Trie, width: number): { ends: number[][]; table: Int32Array; firstEnd: number } {
  const count = trie.next.length
  const full = new Int32Array(count * width)
  const ends = trie.ends.map((list) => [...list])
  const order = [0]
  const fallback = new Int32Array(count)
  for (let turn = 0; turn < order.length; turn += 1) {
    const node = order[turn] ?? 0
    const fail = fallback[node] ?? 0
    if (node !== 0) ends[node]?.push(...(ends[fail] ?? []))
    for (let byteClass = 0; byteClass < width; byteClass += 1) {
      const inherited = node === 0 ? 0 : (full[fail * width + byteClass] ?? 0)
      const own = trie.next[node]?.get(byteClass)
      full[node * width + byteClass] = own ?? inherited
      if (own === undefined) continue
      fallback[own] = inherited
      order.push(own)
    }
  }
  return number(full, ends, width)
}

function number(full: Int32Array, ends: number[][], width: number) {
  const count = ends.length
  const silent = ends.flatMap((list, node) => (list.length === 0 ? [node] : []))
  const loud = ends.flatMap((list, node) => (list.length === 0 ? [] : [node]))
  const rows = new Int32Array(count)
  for (const [position, node] of [...silent, ...loud].entries()) rows[node] = position * width
  const table = new Int32Array(count * width)
  for (let node = 0; node < count; node += 1)
    for (let byteClass = 0; byteClass < width; byteClass += 1)
      table[(rows[node] ?? 0) + byteClass] = rows[full[node * width + byteClass] ?? 0] ?? 0
  return { ends: loud.map((node) => ends[node] ?? []), table, firstEnd: silent.length * width }
}

/** Hits are found in order of their last byte; a long keyword may begin before a short one that ended earlier. */
function inOrder(hits: KeywordHit[]): KeywordHit[] {
  for (let index = 1; index < hits.length; index += 1) {
    if ((hits[index]?.offset ?? 0) < (hits[index - 1]?.offset ?? 0))
      return hits.sort((a, b) => a.offset - b.offset)
  }
  return hits
}
