import type { KeywordHit } from '../model/layer.ts'

/** Bytes of the longest keyword that is accepted; longer ones are a mistake in a rule. */
const LONGEST_KEYWORD = 256

interface Trie {
  /** Of each node, by the class of the byte that leads there. */
  readonly children: Map<number, number>[]
  /** Keywords that end in a node, its own only; most nodes have none. */
  readonly ends: Map<number, number[]>
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
  readonly #covered = new WeakMap<readonly string[], boolean>()
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
  const trie: Trie = { children: [new Map()], ends: new Map() }
  keywords.forEach((keyword, index) => {
    let node = 0
    for (let at = 0; at < keyword.length; at += 1)
      node = child(trie, node, classOf[keyword.charCodeAt(at)] ?? 0)
    trie.ends.set(node, [...(trie.ends.get(node) ?? []), index])
  })
  return trie
}

function child({ children }: Trie, node: number, byteClass: number): number {
  const known = children[node]?.get(byteClass)
  if (known !== undefined) return known
  const made = children.length
  children[node]?.set(byteClass, made)
  children.push(new Map())
  return made
}

/**
 * Full transitions, in rows numbered so that states with an end come last. A row begins as a copy of the row of the
 * state's longest proper suffix, which is done before it because it is less deep.
 */
function flatten(trie: Trie, width: number): { ends: number[][]; table: Int32Array; firstEnd: number } {
  const { order, suffix } = suffixes(trie)
  const ends = allEnds(trie, order, suffix)
  const count = trie.children.length
  const rows = new Int32Array(count)
  let silent = 0
  let loud = count - ends.size
  for (const node of order) rows[node] = width * (ends.has(node) ? loud++ : silent++)
  const table = new Int32Array(count * width)
  for (const node of order) {
    const row = rows[node] as number
    const from = rows[suffix[node] as number] as number
    if (node !== 0) table.copyWithin(row, from, from + width)
    for (const [byteClass, next] of trie.children[node] ?? []) table[row + byteClass] = rows[next] as number
  }
  const loudEnds = order.flatMap((node) => {
    const list = ends.get(node)
    return list === undefined ? [] : [list]
  })
  return { ends: loudEnds, table, firstEnd: silent * width }
}

/** The nodes breadth first, and for each the node of its longest proper suffix. */
function suffixes({ children }: Trie): { order: number[]; suffix: Int32Array } {
  const order = [0]
  const suffix = new Int32Array(children.length)
  for (let turn = 0; turn < order.length; turn += 1) {
    const node = order[turn] as number
    for (const [byteClass, next] of children[node] ?? []) {
      order.push(next)
      if (node === 0) continue
      let state = suffix[node] as number
      let found = children[state]?.get(byteClass)
      while (found === undefined && state !== 0) {
        state = suffix[state] as number
        found = children[state]?.get(byteClass)
      }
      suffix[next] = found ?? 0
    }
  }
  return { order, suffix }
}

/** Keywords that end in a node, those of its suffixes included. */
function allEnds(trie: Trie, order: readonly number[], suffix: Int32Array): Map<number, number[]> {
  const ends = new Map(trie.ends)
  for (const node of order) {
    const inherited = ends.get(suffix[node] as number)
    if (node !== 0 && inherited !== undefined) ends.set(node, [...(ends.get(node) ?? []), ...inherited])
  }
  return ends
}

/** Hits are found in order of their last byte; a long keyword may begin before a short one that ended earlier. */
function inOrder(hits: KeywordHit[]): KeywordHit[] {
  for (let index = 1; index < hits.length; index += 1) {
    if ((hits[index]?.offset ?? 0) < (hits[index - 1]?.offset ?? 0))
      return hits.sort((a, b) => a.offset - b.offset)
  }
  return hits
}
