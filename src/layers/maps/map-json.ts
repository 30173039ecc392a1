import { isAscii } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { EncodedTexts } from './encoded-texts.ts'
import { findStringEnd } from './json-extent.ts'

const QUOTE = 0x22
const COLON = 0x3a
/** Bytes from which a string is parsed by itself. */
const LONG = 256
/** What stands for a long string; nobody who writes a file can know it. */
const MARK = `\ufffc${randomBytes(12).toString('hex')}:`

/** JSON whose long strings are counted only. */
export interface ParsedJson {
  readonly value: unknown
  /** The text without its long strings. */
  readonly rest: string
}

/**
 * Parses JSON whose length is in a few long strings, as source maps are: these are taken out, what is left is parsed as
 * one, and each of them by itself. Nothing is ever one string of the whole, and a string that was met before is not
 * parsed again.
 * @throws SyntaxError as JSON.parse does.
 */
export function parseMapJson(json: Buffer, known = new EncodedTexts()): ParsedJson {
  const pieces: string[] = []
  const long: Buffer[] = []
  let from = 0
  for (let at = json.indexOf(QUOTE); at !== -1; ) {
    const end = findStringEnd(json, at)
    if (end === -1) break
    if (end - at > LONG && !isName(json, end + 1)) {
      pieces.push(json.toString('utf8', from, at), `"${MARK}${long.length}"`)
      long.push(json.subarray(at, end + 1))
      from = end + 1
    }
    at = json.indexOf(QUOTE, end + 1)
  }
  pieces.push(json.toString('utf8', from))
  const rest = pieces.join('')
  const value: unknown = JSON.parse(rest)
  return {
    value: long.length === 0 ? value : fillStrings(value, (index) => parseQuoted(long[index], known)),
    rest,
  }
}

/** Whether what follows a string says that it is the name of a member. */
function isName(json: Buffer, behind: number): boolean {
  let at = behind
  while ((json[at] ?? COLON + 1) <= 32) at += 1
  return json[at] === COLON
}

function parseQuoted(quoted: Buffer | undefined, known: EncodedTexts): string {
  return quoted === undefined ? '' : known.read(quoted, decodeQuoted)
}

function decodeQuoted(quoted: Buffer): string {
  const text: unknown = JSON.parse(isAscii(quoted) ? quoted.toString('latin1') : quoted.toString('utf8'))
  return typeof text === 'string' ? text : ''
}

/** Puts the long strings in the place of their marks, without recursion: nesting is the file's. */
function fillStrings(root: unknown, textOf: (index: number) => string): unknown {
  const top = [root]
  const waiting: object[] = [top]
  const take = (value: unknown): string | null => {
    if (typeof value === 'object' && value !== null) waiting.push(value)
    return typeof value === 'string' && value.startsWith(MARK)
      ? textOf(Number(value.slice(MARK.length)))
      : null
  }
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    if (Array.isArray(holder))
      for (let index = 0; index < holder.length; index += 1)
        holder[index] = take(holder[index]) ?? holder[index]
    else
      for (const [key, member] of Object.entries(holder)) {
        const value = take(member)
        if (value !== null) Object.defineProperty(holder, key, { value, ...PLAIN })
      }
  }
  return top[0]
}

/** Also for a member called `__proto__`. */
const PLAIN = { enumerable: true, writable: true, configurable: true }
