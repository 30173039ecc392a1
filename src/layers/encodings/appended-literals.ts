import type { KeywordHits } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'

/** Where a literal is put behind what a variable holds (`key += "…"`), or goes on in the next line (`"…\` and a break). */
export const APPENDING_KEYWORDS: readonly string[] = [
  ...['+="', "+='", '+=`', '+= "', "+= '", '+= `', '.= "', ".= '"],
  ...['\\\n', '\\\r\n'],
]
const KEYWORDS = new Set(APPENDING_KEYWORDS)

/** How far apart two pieces may stand. */
const REACH = 2048
const PIECES = 100
/** The work around all places in a text is bounded by this often its length. */
const TIMES = 4
const NAME_BEFORE = /([\w$]{1,60})\s{0,3}$/
/** What tokens are made of: markup and sentences are put together in the same way. */
const INSIDE_WORD = /[\w+/=.:@~|%$!&-]/
const LITERAL = `(?:"([^"\\\\\\n]{1,1000})"|'([^'\\\\\\n]{1,1000})'|\`([^\`\\\\$]{1,1000})\`)`

/** Strings that are put together piece by piece. */
export function* findValuesInPieces(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  let left = bytes.length * TIMES + 256 * 1024
  let done = -1
  for (const { keyword, offset } of hits) {
    if (offset < done || !KEYWORDS.has(keyword)) continue
    const next = bytes[offset + keyword.length]
    if (next === undefined || !INSIDE_WORD.test(String.fromCharCode(next))) continue
    left -= REACH
    if (left < 0) return
    const whole = keyword.startsWith('\\') ? readContinued(bytes, offset) : readAppended(bytes, offset)
    if (whole === null) continue
    done = whole.end
    yield {
      form: 'literals',
      offset: whole.start,
      content: Buffer.from(whole.text, 'latin1'),
      isContainer: false,
    }
  }
}

interface Whole {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What a variable holds after all that is appended to it, from the literal that it was given first. */
function readAppended(bytes: Buffer, offset: number): Whole | null {
  const from = Math.max(0, offset - REACH)
  const source = bytes.toString('latin1', from, offset + REACH)
  const name = NAME_BEFORE.exec(source.slice(Math.max(0, offset - from - 80), offset - from))?.[1]
  if (name === undefined) return null
  const own = `(?<![\\w$])\\$?${name.replaceAll('$', '\\$')}`
  const given = new RegExp(`${own}\\s{0,3}(?::\\s{0,3}string\\s{0,3})?=\\s{0,3}${LITERAL}`, 'g')
  const first = [...source.slice(0, offset - from).matchAll(given)].at(-1)
  if (first === undefined) return null
  const more = new RegExp(`${own}\\s{0,3}[+.]=\\s{0,3}${LITERAL}`, 'g')
  let end = first.index + first[0].length
  let text = readLiteral(first)
  more.lastIndex = end
  for (let pieces = 1; pieces < PIECES; pieces += 1) {
    const next = more.exec(source)
    if (next === null) break
    text += readLiteral(next)
    end = more.lastIndex
  }
  return {
    text,
    start: from + first.index + first[0].length - readLiteral(first).length - 1,
    end: from + end,
  }
}

function readLiteral(match: RegExpExecArray | RegExpMatchArray): string {
  return match[1] ?? match[2] ?? match[3] ?? ''
}

/** A string that goes on behind a break that a backslash takes away. */
function readContinued(bytes: Buffer, offset: number): Whole | null {
  const from = Math.max(0, offset - REACH)
  const before = bytes.toString('latin1', from, offset)
  const opening = openQuote(before)
  if (opening === null) return null
  const quote = before.charAt(opening)
  const source = bytes.toString('latin1', from + opening + 1, offset + REACH)
  const close = source.indexOf(quote, before.length - opening)
  if (close === -1) return null
  const text = source.slice(0, close).replace(/\\\r?\n/g, '')
  return /[\n\r]/.test(text) ? null : { text, start: from + opening + 1, end: from + opening + 1 + close }
}

/** Where the string begins that a text ends in, if its line, or those that go on in it, opens one. */
function openQuote(text: string): number | null {
  let line = text.length
  do line = text.lastIndexOf('\n', line - 1)
  while (line > 0 && /\\\r?$/.test(text.slice(Math.max(0, line - 2), line)))
  let quote: number | null = null
  for (let at = line + 1; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\') at += 1
    else if (quote === null && (character === '"' || character === "'")) quote = at
    else if (quote !== null && character === text.charAt(quote)) quote = null
  }
  return quote
}
