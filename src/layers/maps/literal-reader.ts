/** Nesting that no map has; stops a hostile file from exhausting the stack. */
const DEEPEST = 60
/** Longest name or number that stands without quotes. */
const LONGEST_WORD = 200
/** Bytes; where lines end in `\\n` as text, a comment would reach to the end of the file. */
const LONGEST_COMMENT = 64 * 1024

const QUOTES = new Set([0x22, 0x27, 0x60])
const CLOSES: Readonly<Record<number, number>> = { 123: 0x7d, 91: 0x5d }
const WORD = new Uint8Array(256)
for (let byte = 0; byte < 256; byte += 1)
  if (byte >= 0x80 || /[\w$.!+-]/.test(String.fromCharCode(byte))) WORD[byte] = 1

/** A value that was read, and where it ends. */
export interface ReadLiteral {
  readonly value: unknown
  readonly end: number
  /** False when the input ended, or went on as no literal does, before the value did. */
  readonly isWhole: boolean
}

/**
 * Reads an object, list or string as people and tools write it in code: JSON, JSON5, JavaScript, PHP and Python
 * literals; names with and without quotes, any quotes, commas at the end, comments, strings joined by `+`. What is no
 * literal (a variable, a number) is read as null. A member that is there twice is kept twice, under a name with a
 * number. What breaks off is kept as far as it goes.
 * @returns null when nothing of the kind begins at `start`.
 */
export function readLiteral(bytes: Buffer, start: number): ReadLiteral | null {
  const reader = new LiteralReader(bytes, start)
  const value = reader.readValue(0)
  return value === undefined ? null : { value, end: reader.at, isWhole: reader.isWhole }
}

class LiteralReader {
  readonly #bytes: Buffer
  at: number
  isWhole = true

  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes
    this.at = start
  }

  /** Undefined where no value begins. */
  readValue(depth: number): unknown {
    this.#skipBlank()
    const byte = this.#bytes[this.at]
    if (byte === undefined || depth > DEEPEST) {
      this.isWhole = false
      return undefined
    }
    if (QUOTES.has(byte)) return this.#readJoined()
    if (byte === 0x7b) return this.#readObject(depth)
    if (byte === 0x5b) return this.#list(depth)
    // A variable, a number, true or null: no text.
    return this.#readWord() === '' ? undefined : null
  }

  #readObject(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = Object.create(null)
    this.#readMembers(0x7b, () => {
      const name = this.#readName()
      this.#skipBlank()
      if (name === null || !this.#skipSeparator()) return false
      const value = this.readValue(depth + 1)
      if (value === undefined) return false
      let free = name
      for (let turn = 2; free in members; turn += 1) free = `${name} (${turn})`
      members[free] = value
      return true
    })
    return members
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = []
    this.#readMembers(0x5b, () => {
      const value = this.readValue(depth + 1)
      if (value === undefined) return false
      items.push(value)
      return true
    })
    return items
  }

  /** Members between brackets, with commas between and perhaps behind them. */
  #readMembers(opening: number, read: () => boolean): void {
    const closing = CLOSES[opening]
    this.at += 1
    for (;;) {
      this.#skipBlank()
      const byte = this.#bytes[this.at]
      if (byte === closing) {
        this.at += 1
        return
      }
      if (byte === 0x2c) {
        this.at += 1
        continue
      }
      if (byte === undefined || !read()) {
        this.isWhole = false
        return
      }
      if (!this.isWhole) return
      this.#skipBlank()
      const next = this.#bytes[this.at]
      if (next === 0x2c || next === closing) continue
      this.isWhole = false
      return
    }
  }

  /** `:`, and `=>` or `=` of other languages. */
  #skipSeparator(): boolean {
    const byte = this.#bytes[this.at]
    if (byte !== 0x3a && byte !== 0x3d) return false
    this.at += byte === 0x3d && this.#bytes[this.at + 1] === 0x3e ? 2 : 1
    return true
  }

  #readName(): string | null {
    this.#skipBlank()
    const byte = this.#bytes[this.at]
    if (byte !== undefined && QUOTES.has(byte)) return this.#readString()
    const word = this.#readWord()
    return word === '' ? null : word
  }

  #readWord(): string {
    const start = this.at
    while (WORD[this.#bytes[this.at] ?? 0] === 1 && this.at - start < LONGEST_WORD) this.at += 1
    return this.#bytes.toString('latin1', start, this.at)
  }

  /** Strings that are joined by `+` or, as in C and Python, by nothing. */
  #readJoined(): string {
    let text = this.#readString()
    for (;;) {
      const before = this.at
      this.#skipBlank()
      if (this.#bytes[this.at] === 0x2b) this.at += 1
      this.#skipBlank()
      const byte = this.#bytes[this.at]
      if (byte === undefined || !QUOTES.has(byte) || !this.isWhole) {
        this.at = before
        return text
      }
      text += this.#readString()
    }
  }

  #readString(): string {
    const quote = this.#bytes[this.at] as number
    if (quote !== 0x60 && this.#isTriple(this.at, quote)) return this.#readTripleString(quote)
    const start = this.at + 1
    let at = start
    for (let byte = this.#bytes[at]; byte !== quote; byte = this.#bytes[at]) {
      if (byte === undefined) {
        this.isWhole = false
        break
      }
      at += byte === 0x5c ? 2 : 1
    }
    const end = Math.min(at, this.#bytes.length)
    this.at = Math.min(end + 1, this.#bytes.length)
    return unescapeString(this.#bytes.toString('utf8', start, end))
  }

  /** No other language has three quotes in a row before a text: `'''` and `"""` of Python. */
  #isTriple(at: number, quote: number): boolean {
    return this.#bytes[at] === quote && this.#bytes[at + 1] === quote && this.#bytes[at + 2] === quote
  }

  #readTripleString(quote: number): string {
    const start = this.at + 3
    let at = start
    while (at < this.#bytes.length && !this.#isTriple(at, quote)) at += this.#bytes[at] === 0x5c ? 2 : 1
    if (at >= this.#bytes.length) this.isWhole = false
    const end = Math.min(at, this.#bytes.length)
    this.at = Math.min(end + 3, this.#bytes.length)
    return unescapeString(this.#bytes.toString('utf8', start, end))
  }

  /** White space and comments. */
  #skipBlank(): void {
    for (;;) {
      const byte = this.#bytes[this.at]
      if (byte === undefined) return
      const next = this.#bytes[this.at + 1]
      if (byte <= 32) this.at += 1
      else if (byte === 0x2f && next === 0x2f) this.#skipTo('\n', 1)
      else if (byte === 0x2f && next === 0x2a) this.#skipTo('*/', 2)
      else return
    }
  }

  #skipTo(end: string, length: number): void {
    const most = Math.min(this.at + LONGEST_COMMENT, this.#bytes.length)
    const at = this.#bytes.subarray(this.at + 2, most).indexOf(end)
    this.at = at === -1 ? most : this.at + 2 + at + length
  }
}

const SHORT: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
}

/** Undoes the escapes of JavaScript strings; what is none stays as it is without its backslash. */
export function unescapeString(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))/g,
    (all, braced?: string, four?: string, two?: string, one?: string) => {
      const code = braced ?? four ?? two
      if (code !== undefined) {
        const point = Number.parseInt(code, 16)
        return point <= 0x10ffff ? String.fromCodePoint(point) : all
      }
      if (one === undefined || one === '\n' || one === '\r\n' || one === '\r') return ''
      return SHORT[one] ?? one
    },
  )
}
