import { findStringEnd } from './json-extent.ts'

/** A map's members as far as they could be read. */
export interface PartialMap {
  readonly json: Record<string, unknown>
  /** False when the input ended or broke before the object did. */
  readonly complete: boolean
}

const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const CLOSE_BRACE = 0x7d
const CLOSE_BRACKET = 0x5d
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
/** Nesting that JSON from a person's tool does not reach; stops a hostile file from exhausting the stack. */
const DEEPEST = 200
/** Members that are long and of no use here. */
const SKIPPED = new Set(['mappings', 'names'])

/**
 * Reads a source map out of bytes without ever making one string of the whole, for maps beyond V8's string limit
 * (about 512 MB, https://v8.dev/docs) and for truncated ones: members are taken as they come until the input ends
 * or is no JSON any more. `mappings` is kept as an empty string and `names` as an empty list.
 */
export function readMapBytes(bytes: Buffer): PartialMap {
  const cursor = new Cursor(bytes)
  cursor.skipBlank()
  if (cursor.peek() !== OPEN_BRACE) return { json: {}, complete: false }
  const json: Record<string, unknown> = {}
  const complete = cursor.readObject(json, 0)
  return { json, complete }
}

class Cursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  peek(): number | undefined {
    return this.#bytes[this.#at]
  }

  skipBlank(): void {
    for (let byte = this.peek(); byte === 32 || byte === 9 || byte === 10 || byte === 13; byte = this.peek())
      this.#at += 1
  }

  /** Fills `into` member by member, so that what was read before a break is kept. */
  readObject(into: Record<string, unknown>, depth: number): boolean {
    this.#at += 1
    for (;;) {
      this.skipBlank()
      if (this.#take(CLOSE_BRACE)) return true
      const key = this.#readString()
      this.skipBlank()
      if (key === null || !this.#take(COLON)) return false
      if (!this.#readMember(into, key, depth)) return false
      this.skipBlank()
      if (this.#take(COMMA)) continue
      return this.#take(CLOSE_BRACE)
    }
  }

  #readMember(into: Record<string, unknown>, key: string, depth: number): boolean {
    this.skipBlank()
    if (SKIPPED.has(key) && (this.peek() === QUOTE || this.peek() === OPEN_BRACKET)) {
      into[key] = key === 'mappings' ? '' : []
      return this.#skip(depth)
    }
    return this.#readValue((value) => {
      Object.defineProperty(into, key, { value, enumerable: true, writable: true, configurable: true })
    }, depth)
  }

  /** Containers are stored before they are filled. */
  #readValue(store: (value: unknown) => void, depth: number): boolean {
    this.skipBlank()
    const byte = this.peek()
    if (byte === OPEN_BRACE && depth < DEEPEST) {
      const made: Record<string, unknown> = {}
      store(made)
      return this.readObject(made, depth + 1)
    }
    if (byte === OPEN_BRACKET && depth < DEEPEST) {
      const made: unknown[] = []
      store(made)
      return this.#readArray(made, depth + 1)
    }
    const value = byte === QUOTE ? this.#readString() : this.#readLiteral()
    if (value === null && byte === QUOTE) return false
    if (value === undefined) return false
    store(value)
    return true
  }

  #readArray(into: unknown[], depth: number): boolean {
    this.#at += 1
    for (;;) {
      this.skipBlank()
      if (this.#take(CLOSE_BRACKET)) return true
      if (!this.#readValue((value) => into.push(value), depth)) return false
      this.skipBlank()
      if (this.#take(COMMA)) continue
      return this.#take(CLOSE_BRACKET)
    }
  }

  #skip(depth: number): boolean {
    if (this.peek() !== QUOTE) return this.#readArray([], depth + 1)
    const end = findStringEnd(this.#bytes, this.#at)
    if (end === -1) return false
    this.#at = end + 1
    return true
  }

  #readString(): string | null {
    if (this.peek() !== QUOTE) return null
    const start = this.#at
    const end = findStringEnd(this.#bytes, start)
    if (end === -1) return null
    this.#at = end + 1
    try {
      const value: unknown = JSON.parse(this.#bytes.toString('utf8', start, end + 1))
      return typeof value === 'string' ? value : null
    } catch {
      return null
    }
  }

  /** Numbers, true, false, null; undefined for anything else. */
  #readLiteral(): unknown {
    const start = this.#at
    let byte = this.peek()
    while (byte !== undefined && /[-+.0-9a-zA-Z]/.test(String.fromCharCode(byte))) {
      this.#at += 1
      byte = this.peek()
    }
    try {
      return JSON.parse(this.#bytes.toString('latin1', start, this.#at))
    } catch {
      return undefined
    }
  }

  #take(byte: number): boolean {
    if (this.peek() !== byte) return false
    this.#at += 1
    return true
  }
}
