/** The first place at which a text is no JSON. */
export interface JsonFault {
  /** UTF-16 index. */
  readonly offset: number
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units. */
  readonly column: number
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const LITERAL = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y
const KEY = new RegExp(`${STRING.source}[ \\t\\r\\n]*:`, 'y')
const BLANK = /[ \t\r\n]*/y

/**
 * Where a text stops being JSON (RFC 8259), the same under every version of node, whose own messages differ.
 * @returns null when it is JSON from its first character to its last.
 */
export function findJsonFault(text: string): JsonFault | null {
  const offset = new Scanner(text).findFault()
  if (offset === -1) return null
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** What may come next: a value, a key, what follows a value; or, right behind a bracket, its counterpart too. */
type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'comma or end'

class Scanner {
  readonly #text: string
  /** Closing brackets that are waited for. */
  readonly #open: ('}' | ']')[] = []
  #at = 0
  #wants: Wanted = 'value'

  constructor(text: string) {
    this.#text = text
  }

  /** Offset of the fault, or -1. */
  findFault(): number {
    for (;;) {
      this.#take(BLANK)
      const isDone = this.#wants === 'comma or end' && this.#open.length === 0
      if (isDone) return this.#at === this.#text.length ? -1 : this.#at
      if (!this.#takeStep(this.#text[this.#at])) return this.#at
    }
  }

  #takeStep(character: string | undefined): boolean {
    if (this.#wants !== 'value' && this.#wants !== 'key' && character === this.#open.at(-1)) {
      this.#open.pop()
      return this.#go('comma or end')
    }
    switch (this.#wants) {
      case 'comma or end':
        return character === ',' && this.#go(this.#open.at(-1) === '}' ? 'key' : 'value')
      case 'key':
      case 'key or end':
        if (!this.#take(KEY)) return false
        this.#wants = 'value'
        return true
      default:
        return this.#takeValue(character)
    }
  }

  #takeValue(character: string | undefined): boolean {
    if (character === '{' || character === '[') {
      this.#open.push(character === '{' ? '}' : ']')
      return this.#go(character === '{' ? 'key or end' : 'value or end')
    }
    this.#wants = 'comma or end'
    return this.#take(STRING) || this.#take(LITERAL)
  }

  /** Takes one character. */
  #go(wants: Wanted): true {
    this.#at += 1
    this.#wants = wants
    return true
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    if (!pattern.test(this.#text)) return false
    this.#at = pattern.lastIndex
    return true
  }
}
