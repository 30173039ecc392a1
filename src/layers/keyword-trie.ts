/** The words of a search as a tree in flat arrays, with the suffix of each node found out when it is asked for. */
export class KeywordTrie {
  /** Words that end in a node, by their place in the list; -1 where none does. */
  readonly #end: Int32Array
  readonly #class: Uint8Array
  readonly #parent: Int32Array
  readonly #firstChild: Int32Array
  readonly #nextSibling: Int32Array
  /** The node of the longest proper suffix; -1 until it was asked for. */
  readonly #suffix: Int32Array
  readonly size: number

  /** @param words in Latin-1, without duplicates; each byte has a class of its own. */
  constructor(words: readonly string[], classOf: Uint8Array) {
    const most = 1 + words.reduce((sum, { length }) => sum + length, 0)
    this.#end = new Int32Array(most).fill(-1)
    this.#class = new Uint8Array(most)
    this.#parent = new Int32Array(most)
    this.#firstChild = new Int32Array(most).fill(-1)
    this.#nextSibling = new Int32Array(most).fill(-1)
    this.#suffix = new Int32Array(most).fill(-1)
    this.#suffix[0] = 0
    this.size = this.#insert(words, classOf)
  }

  /** In order, so that what a word shares with the one before it is known by comparing the two. */
  #insert(words: readonly string[], classOf: Uint8Array): number {
    const order = words
      .map((_, index) => index)
      .sort((a, b) => ((words[a] ?? '') < (words[b] ?? '') ? -1 : 1))
    const way: number[] = [0]
    let before = ''
    let size = 1
    for (const index of order) {
      const word = words[index] ?? ''
      let depth = 0
      while (depth < before.length && word.charCodeAt(depth) === before.charCodeAt(depth)) depth += 1
      let node = way[depth] as number
      for (; depth < word.length; depth += 1) {
        const child = size
        size += 1
        this.#class[child] = classOf[word.charCodeAt(depth)] as number
        this.#parent[child] = node
        this.#nextSibling[child] = this.#firstChild[node] as number
        this.#firstChild[node] = child
        node = child
        way[depth + 1] = child
      }
      this.#end[node] = index
      before = word
    }
    return size
  }

  /** Where a byte of a class leads from a node. */
  next(node: number, byteClass: number): number {
    for (let from = node; ; from = this.#suffixOf(from)) {
      const child = this.#child(from, byteClass)
      if (child !== -1) return child
      if (from === 0) return 0
    }
  }

  /** Words that end in a node and in its suffixes, longest first. */
  endsIn(node: number): number[] {
    const ends: number[] = []
    for (let at = node; at !== 0; at = this.#suffixOf(at)) {
      const end = this.#end[at] as number
      if (end !== -1) ends.push(end)
    }
    return ends
  }

  #child(node: number, byteClass: number): number {
    let child = this.#firstChild[node] as number
    while (child !== -1 && this.#class[child] !== byteClass) child = this.#nextSibling[child] as number
    return child
  }

  #suffixOf(node: number): number {
    const known = this.#suffix[node] as number
    if (known !== -1) return known
    const parent = this.#parent[node] as number
    const suffix = parent === 0 ? 0 : this.next(this.#suffixOf(parent), this.#class[node] as number)
    this.#suffix[node] = suffix
    return suffix
  }
}
