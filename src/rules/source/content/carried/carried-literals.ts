import { isMostlyCode, MOST_LINES } from './source-language.ts'

/** A text that lies in something larger. */
export interface CarriedText {
  /** Where it stands in the bytes. */
  readonly offset: number
  readonly end: number
  readonly text: string
}

/** Words that begin a statement at the beginning of a line, in one language or another. */
const WORDS = [
  'import ',
  'import {',
  'export ',
  'from ',
  'def ',
  'class ',
  'use ',
  'pub ',
  'fn ',
  'func ',
  'package ',
  'using ',
  'namespace ',
  'pragma ',
  'contract ',
  'require ',
  'require_',
  'module ',
  'local ',
  'defmodule ',
  '#include ',
  '<script',
  '<template',
  'const ',
  'begin\\n',
]
/** Words with which a file begins, in quotes. */
const FIRST = [
  'import ',
  'export ',
  'from ',
  'package ',
  'using ',
  'use ',
  '#include ',
  'pragma ',
  '<script',
  '<?php',
]

/** A statement behind an escaped line end, in strings inside strings too. */
export const ESCAPED_STARTS: readonly string[] = WORDS.map((word) => `\\n${word}`)
/** A statement that is a string's beginning: one of the lines of a file. */
export const LISTED_STARTS: readonly string[] = FIRST.flatMap((word) => [`"${word}`, `'${word}`])
/** A literal of JavaScript with line ends in it. */
export const TEMPLATE_STARTS: readonly string[] = [
  ...FIRST,
  '// ',
  '/*',
  '# ',
  '-- ',
  '"use ',
  "'use ",
].flatMap((word) => [`\`${word}`, `\`\n${word}`])

/** A statement behind a line end as addresses write it. */
export const PERCENT_STARTS: readonly string[] = WORDS.filter((word) => /^\w+ $/.test(word)).map(
  (word) => `%0a${word.trim()}`,
)

const QUOTES = ['"', "'", '`'].map((quote) => quote.charCodeAt(0))
const BACKSLASH = 92
const LINE_FEED = 10
/** Bytes to both sides of a hit in which its literal begins and ends. */
const REACH = 128 * 1024
/** Escapes inside escapes. */
const DEEPEST = 4
const ESCAPE = /\\(?:u\{?([0-9a-fA-F]{4})\}?|x([0-9a-fA-F]{2})|([\s\S]))/g
const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', '\n': '' }

/** The string literal around an escaped line end, as it reads; null where there is none. */
export function readLiteralAround(bytes: Buffer, hit: number): CarriedText | null {
  const backslashes = countBackslashesBefore(bytes, hit + 1)
  const line = bytes.lastIndexOf(LINE_FEED, hit)
  let best: { start: number; end: number } | null = null
  for (const quote of QUOTES) {
    const floor = Math.max(quote === 96 ? 0 : line, hit - REACH)
    const start = findQuoteBefore(bytes, { quote, from: hit, floor, backslashes })
    if (start === -1 || !isOpening(bytes, start)) continue
    const end = findQuoteBehind(bytes, { quote, from: hit, backslashes })
    if (end !== -1 && (best === null || start < best.start)) best = { start, end }
  }
  if (best === null) return null
  const depth = Math.log2(backslashes) + 1
  if (!Number.isInteger(depth) || depth > DEEPEST) return null
  return {
    offset: best.start,
    end: best.end,
    text: undoEscapes(bytes.toString('utf8', best.start + 1, best.end), depth),
  }
}

/** The lines of a file that are strings one after the other, in a list or joined by `+`. */
export function readLinesInLiterals(bytes: Buffer, hit: number): CarriedText | null {
  const quote = bytes[hit] as number
  const backslashes = countBackslashesBefore(bytes, hit)
  if (backslashes > 3) return null
  const depth = Math.log2(backslashes + 1) + 1
  const lines: string[] = []
  let at = hit
  let end = hit
  while (at !== -1 && at - hit < REACH) {
    const close = findQuoteBehind(bytes, { quote, from: at, backslashes: backslashes + 1 })
    if (close === -1) break
    const behind = bytes.toString('latin1', close + 1, close + 100)
    // A name in an object of one line: `{"line":1,"text":"import …"}`.
    if (!/^\s*:/.test(behind)) {
      // Lists of names and of values go on for megabytes.
      if (lines.length === MOST_LINES && !areMostlyCode(lines)) return null
      lines.push(undoEscapes(bytes.toString('utf8', at + 1, close - backslashes), depth))
    }
    end = close
    const gap = /^[^"'`]{0,80}/.exec(behind)?.[0].replace(/\\+$/, '') ?? ''
    const next = close + 1 + gap.length + backslashes
    at = bytes[next] === quote && !/[;=]|\w\(/.test(gap) ? next : -1
  }
  if (lines.length < 4 || !areMostlyCode(lines)) return null
  return { offset: hit, end, text: joinLines(lines) }
}

/** Whether the first of some lines, as many as are looked at, are a program. */
function areMostlyCode(lines: readonly string[]): boolean {
  return isMostlyCode(joinLines(lines.slice(0, MOST_LINES)))
}

function joinLines(lines: readonly string[]): string {
  const hasEnds = lines.filter((line) => line.endsWith('\n')).length * 2 > lines.length
  return lines.join(hasEnds ? '' : '\n')
}

/** A template literal of JavaScript without gaps; null for one that has some. */
export function readTemplateAt(bytes: Buffer, hit: number): CarriedText | null {
  // The last of three begins a block of code in a comment.
  if (countBackslashesBefore(bytes, hit) > 0 || bytes[hit - 1] === 96) return null
  const end = findQuoteBehind(bytes, { quote: 96, from: hit, backslashes: 1 })
  if (end === -1) return null
  const written = bytes.toString('utf8', hit + 1, end)
  return /(?:^|[^\\])\$\{/.test(written) ? null : { offset: hit, end, text: undoEscapes(written, 1) }
}

/** What ends an address, and no text that is written as one has. */
const AROUND = new Set([...'"`<>\n'].map((sign) => sign.charCodeAt(0)))

/** The text of an address in which line ends and more are written as `%0A`. */
export function readPercentAround(bytes: Buffer, hit: number): CarriedText {
  let [start, end] = [hit, hit]
  while (start > 0 && hit - start < REACH && !AROUND.has(bytes[start - 1] as number)) start -= 1
  while (end < bytes.length && end - hit < REACH && !AROUND.has(bytes[end] as number)) end += 1
  const written = bytes.toString('latin1', start, end).replace(/^data:[^,]{0,80},/, '')
  const text = written.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return { offset: start, end, text: text.replace(/\r\n?/g, '\n') }
}

interface QuoteSearch {
  readonly quote: number
  readonly from: number
  /** Of a quote inside the literal, at least. */
  readonly backslashes: number
}

function findQuoteBefore(
  bytes: Buffer,
  { quote, from, floor, backslashes }: QuoteSearch & { floor: number },
): number {
  const part = bytes.subarray(Math.max(0, floor), from)
  for (let at = part.lastIndexOf(quote); at !== -1; at = at === 0 ? -1 : part.lastIndexOf(quote, at - 1))
    if (countBackslashesBefore(part, at) < backslashes) return at + Math.max(0, floor)
  return -1
}

function findQuoteBehind(bytes: Buffer, { quote, from, backslashes }: QuoteSearch): number {
  const part = bytes.subarray(0, Math.min(bytes.length, from + REACH))
  for (let at = part.indexOf(quote, from + 1); at !== -1; at = part.indexOf(quote, at + 1))
    if (countBackslashesBefore(part, at) < backslashes) return at
  return -1
}

function countBackslashesBefore(bytes: Buffer, at: number): number {
  let count = 0
  while (bytes[at - 1 - count] === BACKSLASH) count += 1
  return count
}

/** Whether what stands before a quote lets a literal begin there. */
function isOpening(bytes: Buffer, quote: number): boolean {
  const before = bytes[quote - 1 - countBackslashesBefore(bytes, quote)]
  return before === undefined || !/[\w)\]]/.test(String.fromCharCode(before))
}

function undoEscapes(written: string, depth: number): string {
  let text = written
  for (let turn = 0; turn < depth && text.includes('\\'); turn += 1)
    text = text.replace(ESCAPE, (_, code?: string, byte?: string, sign = '') =>
      code === undefined && byte === undefined
        ? (SIGNS[sign] ?? sign)
        : String.fromCharCode(Number.parseInt(code ?? byte ?? '', 16)),
    )
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}
