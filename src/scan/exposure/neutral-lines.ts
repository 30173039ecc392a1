/** Bytes at a text's beginning in which a banner must end. */
const LONGEST_BANNER = 16 * 1024
/** Lines that one import may take. */
const LONGEST_IMPORT = 200

const LEGAL = /licen[cs]e|copyright|©|@preserve|SPDX-/i
/** Bytes from which a line is more than one statement: a module that was minified begins with its imports, too. */
const LONGEST_STATEMENT = 600
/** Statements that only say what else is needed: JavaScript and its kin, CSS, Python, Java, C#, Rust, C. */
const IMPORT =
  /^(?:import\b(?!\s*[(.])|export\s+(?:type\s+)?[*{]|(?:const|let|var)\s[\w\s${},:]{1,200}=\s*(?:\w+\()?require\(|@(?:import|use|forward)\s|from\s+[\w.]+\s+import\b|using\s+[\w.]+;|use\s+[\w:]+|#include\s|require\(|['"]use strict['"]|\/\/[#@]\s*source(?:Mapping)?URL=)/
/** The end of a statement that was begun on an earlier line. */
const IMPORT_END = /['"`]|^\s*\}|;\s*$/
/** A first line that has not come to its end. */
const GOES_ON = /^(?:import|export)\b[^'"`}]*(?:[{,]|\b(?:import|type))\s*$/
/** First two letters of the above, by the first: nothing else is worth a string. */
const SECOND: Readonly<Record<string, string>> = {
  i: 'm',
  e: 'x',
  '@': 'iuf',
  f: 'r',
  u: 's',
  '#': 'i',
  '"': 'u',
  "'": 'u',
  r: 'e',
  '/': '/',
}
const BEGINS = new Uint8Array(256 * 256)
for (const [first, seconds] of Object.entries(SECOND))
  for (const second of seconds) BEGINS[first.charCodeAt(0) * 256 + second.charCodeAt(0)] = 1
/** First letters of `const`, `let` and `var`. */
const DECLARES = new Uint8Array(256)
for (const letter of 'clv') DECLARES[letter.charCodeAt(0)] = 1

/**
 * Tells the lines of an original that say nothing by themselves: imports, and the banner with the licence. Ask for the
 * lines in order.
 */
export class NeutralLines {
  readonly #bytes: Buffer
  readonly #bannerEnd: number
  #importLines = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#bannerEnd = findBannerEnd(bytes)
  }

  /** @param text Where the line begins behind its indentation. */
  isNeutral(start: number, text: number, end: number): boolean {
    if (start < this.#bannerEnd) return true
    if (this.#importLines > 0) return this.#continues(start, end)
    if (end - text > LONGEST_STATEMENT || !this.#mayBeImport(text, end)) return false
    const line = this.#bytes.toString('latin1', text, Math.min(end, text + 400))
    if (!IMPORT.test(line)) return false
    this.#importLines = GOES_ON.test(line) ? LONGEST_IMPORT : 0
    return true
  }

  #mayBeImport(at: number, end: number): boolean {
    const first = this.#bytes[at] as number
    if (first === 0x2f) return this.#bytes[at + 2] === 0x23 || this.#bytes[at + 2] === 0x40
    if (DECLARES[first] === 0) return BEGINS[first * 256 + (this.#bytes[at + 1] ?? 0)] === 1
    // The `q` of `require(`: few lines have one.
    for (let q = at + 12; q < Math.min(end, at + 160); q += 1)
      if (this.#bytes[q] === 0x71 && this.#bytes.toString('latin1', q - 2, q + 6) === 'require(') return true
    return false
  }

  #continues(start: number, end: number): boolean {
    const line = this.#bytes.toString('latin1', start, Math.min(end, start + 400))
    this.#importLines = IMPORT_END.test(line) ? 0 : this.#importLines - 1
    return true
  }
}

/** Offset behind the comment that a text begins with, if it is about rights; else 0. */
function findBannerEnd(bytes: Buffer): number {
  const head = bytes.toString('latin1', 0, LONGEST_BANNER)
  const comment =
    /^\s*(?:\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*(?:\n|$))+|(?:#[^\n]*(?:\n|$))+|<!--[\s\S]*?-->)/.exec(head)
  return comment !== null && LEGAL.test(comment[0]) ? comment[0].length : 0
}
