/** Bytes of a line that are looked at: no person writes more, and a bundle is one line of megabytes. */
const LOOKED_AT = 256
/** Bytes of a line that must be looked at one by one to tell whether it has a letter. */
const WORDLESS = 16
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
/** Offset basis and prime of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), here over four bytes at a time. */
const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** 1 for ASCII letters and digits, `$`, `_`, and every byte of a letter beyond ASCII. */
const IN_WORD = new Uint8Array(256)
for (let byte = 0; byte < 256; byte += 1)
  if (byte >= 0x80 || /[\w$]/.test(String.fromCharCode(byte))) IN_WORD[byte] = 1

/** What is cut off a line's end: blanks, and the signs that some styles put there and others do not. */
const AT_END = new Uint8Array(256)
for (const sign of ' \t\r\n;,') AT_END[sign.charCodeAt(0)] = 1

/** Words that say how something is declared, in the order in which they stand. */
const DECLARING = ['export ', 'default ', 'const ', 'let ', 'var ']
const DECLARES = new Uint8Array(256)
for (const word of DECLARING) DECLARES[word.charCodeAt(0)] = 1

/**
 * Walks through the lines of a text. Each has a key by which a line of an original is known again in what a build made of
 * it: without indentation, without the comma or semicolon at its end, with one kind of quote, and without the words
 * before a declaration that bundlers drop or exchange (`export const` becomes `var`). Lines of 256 bytes and more are
 * told by their beginning. The fields hold the line at hand; they are no getters for speed.
 */
export class LineCursor {
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #to: number
  /** The key's halves; both 0 for a line without a letter or digit, and for no other. */
  low = 0
  high = 0
  /** Where the line begins, and where it ends behind its line end. */
  start = 0
  end: number
  /** Where it begins behind its indentation. */
  text = 0
  /** Bytes without the line end. */
  length = 0

  constructor(bytes: Buffer, from = 0, to = bytes.length) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.end = from
    this.#to = to
  }

  /** Goes on to the next line; false when there is none. */
  moveNext(): boolean {
    const start = this.end
    if (start >= this.#to) return false
    const bytes = this.#bytes
    const stop = Math.min(this.#to, start + LOOKED_AT)
    let from = start
    for (
      let byte = bytes[from] as number;
      byte <= 32 && byte !== LINE_FEED && from < stop;
      byte = bytes[from] as number
    )
      from += 1
    this.text = from
    if (DECLARES[bytes[from] as number] === 1) from = this.#skipDeclaring(from, stop)
    const seen = this.#hash(from, stop)
    const end = seen === stop && seen < this.#to ? this.#findLineFeed(seen) : seen
    this.start = start
    this.end = end < this.#to ? end + 1 : end
    this.length = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 - start : end - start
    return true
  }

  #findLineFeed(from: number): number {
    const at = this.#bytes.indexOf(LINE_FEED, from)
    return at === -1 || at > this.#to ? this.#to : at
  }

  /** Makes the key of the line that goes on at `from`; returns where it ends, or `stop`. */
  #hash(from: number, stop: number): number {
    const [bytes, view] = [this.#bytes, this.#view]
    let low = FNV_START
    let high = 0
    let at = from
    let [lowBefore, highBefore] = [low, high]
    for (const last = stop - 4; at <= last; at += 4) {
      const four = view.getInt32(at, true)
      if (holds(four, 0x0a0a0a0a) !== 0) break
      lowBefore = low
      highBefore = high
      low = mixState(low, four)
      high = (Math.imul(high, 31) + low) | 0
    }
    let end = at
    while (end < stop && bytes[end] !== LINE_FEED) end += 1
    let to = end
    while (to > from && AT_END[bytes[to - 1] as number] === 1) to -= 1
    if (to - from <= WORDLESS && this.#isWordless(from, to)) {
      this.low = 0
      this.high = 0
      return end
    }
    // What is cut off may have been taken in already: back by four bytes, or all over again.
    if (to < at) {
      at -= 4
      low = lowBefore
      high = highBefore
      if (to < at) {
        low = FNV_START
        high = 0
        for (at = from; at <= to - 4; at += 4) {
          low = mixState(low, view.getInt32(at, true))
          high = (Math.imul(high, 31) + low) | 0
        }
      }
    }
    let rest = to - from
    for (; at < to; at += 1) rest = (rest << 8) | (bytes[at] as number)
    low = mixState(low, rest)
    this.low = low
    this.high = (Math.imul(high, 31) + low) | 1
    return end
  }

  #isWordless(from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) if (IN_WORD[this.#bytes[at] as number] === 1) return false
    return true
  }

  #skipDeclaring(from: number, stop: number): number {
    let at = from
    for (const word of DECLARING) if (this.#has(word, at, stop)) at += word.length
    return at
  }

  #has(word: string, at: number, stop: number): boolean {
    if (at + word.length > stop) return false
    for (let index = 0; index < word.length; index += 1)
      if (this.#bytes[at + index] !== word.charCodeAt(index)) return false
    return true
  }
}

function mixState(state: number, four: number): number {
  const low = Math.imul(state ^ unifyQuotes(four), FNV_PRIME)
  return low ^ (low >>> 15)
}

/** Not 0 if one of four bytes is the one that `pattern` has four times: the classic test for a zero byte. */
function holds(four: number, pattern: number): number {
  const other = four ^ pattern
  return (other - 0x01010101) & ~other & 0x80808080
}

/** Turns each `'` in four bytes into `"`. */
function unifyQuotes(four: number): number {
  return four ^ Math.imul(holds(four, 0x27272727) >>> 7, 0x27 ^ 0x22)
}

/** What texts share that are the same but for the form of their line ends, and hardly any others. */
export class TextKey {
  #low = 0
  #high = 0

  add({ low, high, length }: LineCursor): void {
    this.#low = (Math.imul(this.#low, 31) + low + length) | 0
    this.#high = (Math.imul(this.#high, 37) + high + 1) | 0
  }

  get value(): string {
    return `${this.#low >>> 0}-${this.#high >>> 0}`
  }
}
