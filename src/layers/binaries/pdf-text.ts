/**
 * Text of PDF documents (ISO 32000-1, sections 9.4 and 9.10.3). Typesetters cut words into pieces with numbers for the
 * space between (`[(sk_li)12(ve_)] TJ`), write them as hexadecimal digits, or as numbers of glyphs that a table of the
 * font (`ToUnicode`) turns into letters.
 */

/** More than that is a book, and its text is in hundreds of streams. */
const MOST_BYTES = 16 * 1024 ** 2
/** Which font a piece is set in is not followed: each of so many tables is tried on all of it. */
const MOST_TABLES = 12
/** Thousandths of an em that part two words; less is kerning. */
const WORD_GAP = -180

/** Anything but a string in brackets: digits of a string, a number, an operator. */
const PIECE = /<[0-9A-Fa-f\s]{0,16000}>|-?\d{0,9}\.?\d{1,9}|[A-Za-z'"*]{1,12}|\(/g
const SHOWS = new Set(['Tj', 'TJ', "'", '"'])
const MOVES = new Set(['Td', 'TD', 'Tm', 'T*', 'ET', "'", '"'])
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** What a font's table says for a glyph, by its code in hexadecimal digits. */
type GlyphTable = ReadonlyMap<string, string>

/** Whether bytes are a PDF document. */
export function isPdf(content: Buffer): boolean {
  return content.toString('latin1', 0, 5) === '%PDF-'
}

/** The text that unpacked streams of a document show, once as it is written and once by each table; empty for none. */
export function readPdfText(streams: readonly Buffer[]): string {
  const pages: string[] = []
  const tables: GlyphTable[] = []
  let left = MOST_BYTES
  for (const stream of streams) {
    left -= stream.length
    if (left < 0) break
    if (stream.includes('beginbf') && tables.length < MOST_TABLES)
      tables.push(readGlyphTable(stream.toString('latin1')))
    else if (stream.includes('BT') && /\bT[jJ]\b/.test(stream.toString('latin1')))
      pages.push(stream.toString('latin1'))
  }
  const readings = [null, ...tables].flatMap((table) => pages.map((page) => readShownText(page, table)))
  return readings.filter((text) => /\S{8}/.test(text)).join('\n')
}

function readShownText(page: string, table: GlyphTable | null): string {
  let text = ''
  let pieces = ''
  for (const piece of splitPieces(page)) {
    const shown = decodeString(piece, table)
    if (shown !== null) pieces += shown
    else if (/[-\d.]/.test(piece.charAt(0))) pieces += Number(piece) < WORD_GAP && pieces !== '' ? ' ' : ''
    else {
      if (MOVES.has(piece) && !text.endsWith('\n')) text += '\n'
      if (SHOWS.has(piece)) text += pieces
      pieces = ''
    }
  }
  return text
}

/** What a string shows; null for what is none. */
function decodeString(piece: string, table: GlyphTable | null): string | null {
  if (piece.startsWith('(')) {
    const plain = decodePlainString(piece)
    return table === null ? plain : decodeGlyphs(encodeHex(plain), table)
  }
  if (!piece.startsWith('<')) return null
  return table === null ? decodePlainDigits(piece) : decodeGlyphs(readDigits(piece), table)
}

/** Strings, numbers and operators, in order. */
function* splitPieces(page: string): Generator<string> {
  PIECE.lastIndex = 0
  for (let match = PIECE.exec(page); match !== null; match = PIECE.exec(page)) {
    if (match[0] !== '(') {
      yield match[0]
      continue
    }
    const end = findEndOfString(page, match.index)
    yield page.slice(match.index, end)
    PIECE.lastIndex = end
  }
}

/** Index behind the bracket that closes the one at `at`; the end where none does. */
function findEndOfString(page: string, at: number): number {
  let depth = 0
  for (let index = at; index < page.length; index += 1) {
    const sign = page.charAt(index)
    if (sign === '\\') index += 1
    else if (sign === '(') depth += 1
    else if (sign === ')') {
      depth -= 1
      if (depth === 0) return index + 1
    }
  }
  return page.length
}

function decodePlainString(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal?: string, sign?: string) =>
      octal === undefined
        ? (ESCAPED[sign ?? ''] ?? sign ?? '')
        : String.fromCharCode(Number.parseInt(octal, 8)),
    )
}

/** Digits of letters of one byte or of two (UTF-16). */
function decodePlainDigits(literal: string): string {
  const bytes = Buffer.from(readDigits(literal), 'hex')
  const isWide = bytes.length % 2 === 0 && bytes.every((byte, at) => at % 2 === 1 || byte === 0)
  return isWide
    ? Buffer.from(bytes.filter((_, at) => at % 2 === 1)).toString('latin1')
    : bytes.toString('latin1')
}

function readDigits(literal: string): string {
  const digits = literal.replace(/[<>\s]/g, '').toLowerCase()
  return digits.length % 2 === 0 ? digits : `${digits}0`
}

function encodeHex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex')
}

function decodeGlyphs(digits: string, table: GlyphTable): string {
  let text = ''
  for (let at = 0; at < digits.length; ) {
    const wide = table.get(digits.slice(at, at + 4))
    const narrow = wide === undefined ? table.get(digits.slice(at, at + 2)) : undefined
    text += wide ?? narrow ?? ''
    at += narrow === undefined ? 4 : 2
  }
  return text
}

const ROW =
  /<([0-9A-Fa-f]{2,4})>\s{0,9}<([0-9A-Fa-f]{2,4})>\s{0,9}(?:<([0-9A-Fa-f]{4})>|\[((?:\s{0,9}<[0-9A-Fa-f]{4}>){1,256})\s{0,9}\])?/g

/** Reads `beginbfchar` (a glyph, its letter) and `beginbfrange` (the first and last glyph, the first or every letter). */
function readGlyphTable(map: string): GlyphTable {
  const table = new Map<string, string>()
  for (const [, kind = '', rows = ''] of map.matchAll(/beginbf(char|range)([\s\S]{0,60000}?)endbf/g))
    if (kind === 'char')
      for (const [, glyph = '', letter = ''] of rows.matchAll(
        /<([0-9A-Fa-f]{2,4})>\s{0,9}<([0-9A-Fa-f]{4})>/g,
      ))
        table.set(glyph.toLowerCase(), decodeLetter(letter))
    else
      for (const [, first = '', last = '', start, list] of rows.matchAll(ROW)) {
        const letters = list?.match(/[0-9A-Fa-f]{4}/g)
        const from = Number.parseInt(first, 16)
        const to = Math.min(Number.parseInt(last, 16), from + 1023)
        for (let glyph = from; glyph <= to; glyph += 1) {
          const letter = letters?.[glyph - from] ?? findLetterAfter(start, glyph - from)
          if (letter !== undefined)
            table.set(glyph.toString(16).padStart(first.length, '0'), decodeLetter(letter))
        }
      }
  return table
}

function findLetterAfter(start: string | undefined, distance: number): string | undefined {
  return start === undefined ? undefined : (Number.parseInt(start, 16) + distance).toString(16)
}

function decodeLetter(digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16))
}
