/** The node of no bytes. */
export const ROOT = 0

/** The words of a search as a tree in flat arrays, with the suffix of each node found out when it is asked for. */
export class KeywordTrie {
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

  #insert(words: readonly string[], classOf: Uint8Array): number {
    let size = 1
    for (let index = 0; index < words.length; index += 1) {
      const word = words[index] ?? ''
      let node = ROOT
      for (let at = 0; at < word.length; at += 1) {
        const byteClass = classOf[word.charCodeAt(at)] as number
        let child = this.#findChild(node, byteClass)
        if (child === -1) {
          child = size
          size += 1
          this.#class[child] = byteClass
          this.#parent[child] = node
          this.#nextSibling[child] = this.#firstChild[node] as number
          this.#firstChild[node] = child
        }
        node = child
      }
      this.#end[node] = index
    }
    return size
  }

  /** A word that ends in a node, by its place in the list; -1 where none does. */
  findEnd(node: number): number {
    return this.#end[node] as number
  }

  /** The class of the byte that leads to a node. */
  findClass(node: number): number {
    return this.#class[node] as number
  }

  /** -1 where there is none. */
  findFirstChild(node: number): number {
    return this.#firstChild[node] as number
  }

  /** Another child of the same parent; -1 where there is none. */
  findNextSibling(node: number): number {
    return this.#nextSibling[node] as number
  }

  /** The node of the longest proper suffix that words begin with. */
  findSuffix(node: number): number {
    const known = this.#suffix[node] as number
    if (known !== -1) return known
    const parent = this.#parent[node] as number
    const suffix =
      parent === ROOT ? ROOT : this.#findNext(this.findSuffix(parent), this.#class[node] as number)
    this.#suffix[node] = suffix
    return suffix
  }

  #findNext(node: number, byteClass: number): number {
    for (let from = node; ; from = this.findSuffix(from)) {
      const child = this.#findChild(from, byteClass)
      if (child !== -1) return child
      if (from === ROOT) return ROOT
    }
  }

  #findChild(node: number, byteClass: number): number {
    let child = this.#firstChild[node] as number
    while (child !== -1 && this.#class[child] !== byteClass) child = this.#nextSibling[child] as number
    return child
  }
}
