import { isWord, standsAt } from './byte-text.ts'

/** Constants are looked for so far before and behind the beginning of a token. */
const REACH = 6_000
const LONGEST_PREFIX = 240
const LONGEST_BEFORE = 160
/** Places at which a name is looked at; in hostile text it may stand everywhere. */
const MOST_PLACES = 400
const QUOTES = new Set(['"', "'", '`'])
const IDENTIFIER = '[A-Za-z_$][\\w$]{0,60}'
const VALUE = `\\s{0,3}(?::\\s{0,3}[A-Za-z][\\w<>|[\\]. ]{0,40}?\\s{0,3}=|[:=])\\s{0,3}["'\`]([\\w+/=.:;~@%$!&|?-]{2,400})["'\`]`
/** The same with a type between name and value. */
const TYPED_NAME_BEFORE = new RegExp(
  `(${IDENTIFIER})["']?\\s{0,3}(?::\\s{0,3}[A-Za-z][\\w<>|[\\]. ]{0,40}?\\s{0,3}=|[:=])\\s{0,3}$`,
)
/** What a type between a name and its value takes at most, with the name's own colon. */
const LONGEST_TYPED = 60
const MOST_BLANKS = 3
const LONGEST_NAME = 61
const COLON = 58
const EQUALS = 61
const DOLLAR = 36
const BACKTICK = 96
const OPEN_BRACKET = 91
const PLUS_NAME = new RegExp(`^\\s{0,4}\\+\\s{0,4}(?:${IDENTIFIER}\\.){0,3}(${IDENTIFIER})`)
/** What joins a constant to another one: `+`, `}${`, `.concat(`, `[A, B].join(`. */
const JOINED = new RegExp(
  [
    `\\s{0,4}\\+\\s{0,4}(?:${IDENTIFIER}\\.)?(${IDENTIFIER})`,
    `\\s?\\}\\$\\{\\s?(?:${IDENTIFIER}\\.)?(${IDENTIFIER})`,
    `\\s?\\.concat\\(\\s?(${IDENTIFIER})`,
    `\\s?,\\s?(${IDENTIFIER})\\s?\\]\\s?\\.join\\(\\s?["'\`]{2}`,
  ].join('|'),
  'y',
)
/** What joins a constant to the rest, written there: `+ "rest"`, `}rest\``, `.concat("rest"`. */
const REST_BEHIND =
  /(?:\s{0,4}\+\s{0,4}|\s?\.concat\(\s?)(?:"([^"\\\s]{8,400})"|'([^'\\\s]{8,400})'|`([^`\\\s$]{8,400})`)|\s?\}([^`\\\s$]{8,400})`/y
/** Literals side by side, which C and Python join: `"sk_live_" "rest" "of it"`. */
const ADJACENT = /^["'][ \t]{1,4}["']([\w+/=.-]{8,120})["'](?:[ \t]{1,4}["']([\w+/=.-]{2,120})["'])?/
const GIVEN_LITERAL = new RegExp(`["']?${VALUE}`, 'y')
const IN_NAME = /[\w$]/
const HOLE = new RegExp(`^\\$\\{\\s?(?:${IDENTIFIER}\\.){0,3}(${IDENTIFIER})\\s?\\}`)

/**
 * The rest of a token whose beginning stands alone in a literal at `offset`, where the two meet: `"sk_live_" + KEY`,
 * `${PREFIX}${KEY}`, `PREFIX + KEY`, with `KEY` a constant of the same text. Null where nothing meets it.
 */
export function readRestOfToken(bytes: Buffer, offset: number): { prefix: string; rest: string } | null {
  const quote = String.fromCharCode(bytes[offset - 1] ?? 0)
  if (!QUOTES.has(quote)) return null
  const literal = /^(?:[^"'`\\\s$]|\$(?!\{)){3,240}/.exec(
    bytes.toString('latin1', offset, offset + LONGEST_PREFIX),
  )?.[0]
  if (literal === undefined) return null
  const after = bytes.toString('latin1', offset + literal.length, offset + literal.length + 160)
  if (!after.startsWith(quote) && !(quote === '`' && after.startsWith('${'))) return null
  const beside = ADJACENT.exec(after)
  if (beside !== null) return { prefix: literal, rest: `${beside[1]}${beside[2] ?? ''}` }
  const direct = HOLE.exec(after)?.[1] ?? PLUS_NAME.exec(after.slice(1))?.[1]
  const name = direct === undefined ? readNameBefore(bytes, offset - 1) : undefined
  if (direct === undefined && name === undefined) return null
  const text = bytes.toString('latin1', Math.max(0, offset - REACH), offset + REACH)
  const rest = direct === undefined ? findPartner(name ?? '', text) : findLiteral(direct, text)
  return rest === undefined ? null : { prefix: literal, rest }
}

const NAME = `(?:${IDENTIFIER}\\.){0,3}(${IDENTIFIER})`
/** `Key = A + B`, `Key: string = \`${A}${B}\``, `key: [A, B].join('')`, from behind a vendor's name on. */
const PUT_TOGETHER = new RegExp(
  `^[\\w$]{0,60}["']?\\s{0,3}(?::\\s{0,3}[A-Za-z][\\w<>|[\\]. ]{0,40}?\\s{0,3}=|[:=])\\s{0,3}(?:${NAME}\\s{0,3}\\+\\s{0,3}${NAME}|\`\\$\\{\\s?${NAME}\\s?\\}\\$\\{\\s?${NAME}\\s?\\}|\\[\\s?${NAME},\\s?${NAME}\\s?\\]\\.join\\()`,
)
/** What stands before a vendor's name in the name that it is part of. */
const BEFORE = 40

/**
 * A name with a vendor's in it, at `from` to `to`, that is given two constants of the same text put together, written
 * as one; null where it is given anything else.
 */
export function joinConstants(bytes: Buffer, from: number, to: number): Buffer | null {
  if (!mayBeGivenConstant(bytes, to)) return null
  const given = PUT_TOGETHER.exec(bytes.toString('latin1', to, to + 240))
  if (given === null) return null
  const [first, second] = given.slice(1).filter((name) => name !== undefined)
  if (first === undefined || second === undefined) return null
  const text = bytes.toString('latin1', Math.max(0, from - REACH), from + REACH)
  const start = findLiteral(first, text, 2)
  const rest = findLiteral(second, text, 2)
  if (start === undefined || rest === undefined) return null
  const name = /[\w$]*$/.exec(bytes.toString('latin1', Math.max(0, from - BEFORE), from))?.[0] ?? ''
  const own = /^[\w$]*/.exec(bytes.toString('latin1', from, to + 60))?.[0] ?? ''
  return Buffer.from(`${name}${own} = "${start}${rest}"`, 'latin1')
}

/** Whether the rest of a name stands at an offset, and then what gives it something that is no literal. */
export function mayBeGivenConstant(bytes: Uint8Array, offset: number): boolean {
  let at = offset
  while (at - offset < LONGEST_NAME - 1 && isInName(bytes[at])) at += 1
  if (isPlainQuote(bytes[at])) at += 1
  at = skipBlanks(bytes, at)
  if (bytes[at] !== COLON && bytes[at] !== EQUALS) return false
  const first = bytes[skipBlanks(bytes, at + 1)]
  return isInName(first) || first === BACKTICK || first === OPEN_BRACKET
}

/** Where up to three blanks end. */
function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (at - from < MOST_BLANKS && isBlank(bytes[at])) at += 1
  return at
}

function isInName(byte: number | undefined): boolean {
  return isWord(byte) || byte === DOLLAR
}

function isPlainQuote(byte: number | undefined): boolean {
  return byte === 34 || byte === 39
}

/** The name of the constant whose literal begins at `quote`: `NAME = "`, `"name": "`, `NAME: string = "`. */
function readNameBefore(bytes: Buffer, quote: number): string | undefined {
  const sign = findBeforeBlanks(bytes, quote)
  const isAssigned = bytes[sign] === EQUALS
  if (!isAssigned && bytes[sign] !== COLON) return undefined
  if (isAssigned && bytes.subarray(Math.max(0, sign - LONGEST_TYPED), sign).includes(COLON))
    return TYPED_NAME_BEFORE.exec(bytes.toString('latin1', Math.max(0, quote - LONGEST_BEFORE), quote))?.[1]
  let last = findBeforeBlanks(bytes, sign)
  if (isPlainQuote(bytes[last])) last -= 1
  let start = last + 1
  while (last - start < LONGEST_NAME - 1 && isInName(bytes[start - 1])) start -= 1
  while (start <= last && isDigit(bytes[start])) start += 1
  return start > last ? undefined : bytes.toString('latin1', start, last + 1)
}

/** The last byte before a place, but for up to three blanks between the two. */
function findBeforeBlanks(bytes: Buffer, place: number): number {
  let at = place - 1
  for (let blanks = 0; blanks < MOST_BLANKS && isBlank(bytes[at]); blanks += 1) at -= 1
  return at
}

/** What `\s` is in Latin-1. */
function isBlank(byte: number | undefined): boolean {
  return byte !== undefined && (byte === 32 || (byte >= 9 && byte <= 13) || byte === 0xa0)
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

/** What is put behind the constant `name`: a literal, or another constant. */
function findPartner(name: string, text: string): string | undefined {
  const partner = readGroup(matchBehindName(name, text, JOINED))
  const rest = partner === undefined ? undefined : findLiteral(partner, text)
  return rest ?? readGroup(matchBehindName(name, text, REST_BEHIND))
}

function readGroup(found: RegExpExecArray | null): string | undefined {
  return found?.slice(1).find((group) => group !== undefined)
}

function findLiteral(name: string, text: string, least: 2 | 8 = 8): string | undefined {
  const literal = matchBehindName(name, text, GIVEN_LITERAL)?.[1]
  return literal === undefined || literal.length < least ? undefined : literal
}

/** What follows the first place at which the whole name stands and that is followed by it. */
function matchBehindName(name: string, text: string, pattern: RegExp): RegExpExecArray | null {
  let places = 0
  for (let at = text.indexOf(name); at !== -1 && places < MOST_PLACES; at = text.indexOf(name, at + 1)) {
    places += 1
    if (IN_NAME.test(text.charAt(at - 1))) continue
    pattern.lastIndex = at + name.length
    const found = pattern.exec(text)
    if (found !== null) return found
  }
  return null
}

const SCHEMES = ['https://', 'http://']

/** Where the literal begins in which something at `start` stands first, or first behind the scheme of an address. */
export function findLiteralStart(bytes: Uint8Array, start: number): number | null {
  if (isQuote(bytes[start - 1])) return start
  if (bytes[start - 1] !== 47) return null
  for (const scheme of SCHEMES) {
    const from = start - scheme.length
    if (isQuote(bytes[from - 1]) && standsAt(bytes, from, scheme)) return from
  }
  return null
}

function isQuote(byte: number | undefined): boolean {
  return byte === 34 || byte === 39 || byte === 96
}
