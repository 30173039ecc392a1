import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Longest package.json in which positions are looked up, in UTF-16 units. The largest of 1,568 real ones has 130,000. */
const MAX_LENGTH = 512 * 1024

/**
 * How deep brackets may be nested. The parser is recursive, and V8 ends the process when a regular expression is first
 * compiled near the end of the stack.
 */
const MAX_DEPTH = 200

function isDeep(text: string): boolean {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isText && character === '\\') at += 1
    else if (character === '"') isText = !isText
    else if (isText) continue
    else if (character === '{' || character === '[') {
      depth += 1
      if (depth > MAX_DEPTH) return true
    } else if (character === '}' || character === ']') depth -= 1
  }
  return false
}

export interface TextRange {
  /** UTF-16 index of the first character. */
  readonly start: number
  /** Index after the last one. */
  readonly end: number
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units. */
  readonly column: number
}

/** Where the members of a package.json stand in its text. */
export class ManifestPositions {
  readonly #root: Node | null
  readonly #lines = new LineCounter()

  /** Never throws: in a text that cannot be read every position is null. */
  constructor(text: string) {
    this.#root = text.length > MAX_LENGTH || isDeep(text) ? null : this.#parse(text)
  }

  /** The range of a value, or of the key that it belongs to. Null if there is no such member. */
  findRange(path: readonly (string | number)[], what: 'key' | 'value' = 'value'): TextRange | null {
    let node: unknown = this.#root
    let found: unknown = this.#root
    for (const step of path) {
      if (isMap(node)) {
        // Of a name that is there twice, JSON takes the last.
        const pair = node.items.findLast(
          (item) => isScalar(item.key) && String(item.key.value) === String(step),
        )
        found = what === 'key' ? pair?.key : pair?.value
        node = pair?.value
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step]
        found = node
      } else return null
    }
    const range = isMap(found) || isSeq(found) || isScalar(found) ? found.range : null
    if (range === null || range === undefined) return null
    const { line, col } = this.#lines.linePos(range[0])
    return { start: range[0], end: range[1], line: Math.max(1, line), column: Math.max(1, col) }
  }

  #parse(text: string): Node | null {
    try {
      // To a parser of YAML a CR alone ends no line.
      return parseDocument(text.replace(/\r(?!\n)/g, '\n'), {
        lineCounter: this.#lines,
        uniqueKeys: false,
        strict: false,
      }).contents
    } catch {
      return null
    }
  }
}
