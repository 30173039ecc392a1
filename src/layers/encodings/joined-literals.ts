import type { KeywordHits } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'

/**
 * Where two string literals may be put together: `"a" + "b"`, `"a".concat("b")`, `["a", "b"].join("")`, `${"a"}b`, and
 * one under the other as C and Python read them. Each is looked for only where one of these is found.
 */
export const JOINT_KEYWORDS: readonly string[] = [
  '"+',
  "'+",
  '`+',
  '" +',
  "' +",
  '` +',
  '+ "',
  "+ '",
  '+ `',
  '.concat(',
  '.join(',
  '${"',
  "${'",
  '"\n',
  "'\n",
  '"\r\n',
  "'\r\n",
]

/** Longest chain of literals that is put together. */
const CHAIN_LENGTH = 2048
const PIECES = 200

const QUOTES = new Set([34, 39, 96])
const PLUS = 43
const CLOSING_BRACKET = 93
const KINDS_OF_TEXT = new Set(Buffer.from('uUbBrRfFL@'))

/** The text that adjacent string literals make together. */
interface JoinedLiterals {
  readonly text: string
  /** Where the chain begins and ends in the bytes. */
  readonly start: number
  readonly end: number
  /** Where each piece begins in `text`, and in the bytes. */
  readonly pieces: readonly { readonly at: number; readonly offset: number }[]
}

const LITERAL =
  /"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,2000})'|`((?:[^`\\$]|\\.|\$(?!\{)){0,2000})`/y
const JOINT = /\s{0,80}(?:\+|,|\.concat\()\s{0,80}/y
/** Under a literal stands the next one, which is no key: what kind of text it is may stand before its quote. */
const NEXT_LINE =
  /[ \t]{0,8}\r?\n\s{0,80}(?:[uUbBrRfFL@]{1,2}(?=["']))?(?=(["'])[^"'\n]{1,1000}\1\s{0,80}(?:[^\s:=(.[]|$))/y
/** What a literal of C or Python may begin with. */
const KIND_OF_TEXT = /[^\w$][uUbBrRfFL@]{1,2}$/
/** Template pieces: a string in a placeholder. */
const PLACEHOLDER_STRING = /\$\{\s?(?:"([^"\\\n]{0,500})"|'([^'\\\n]{0,500})')\s?\}/g

const JOINTS = new Set(JOINT_KEYWORDS)
/** Joints in minified code are many; the work around them is bounded by this often the length of the text. */
const TIMES = 8
const SHORTEST = 8
/** What tokens, addresses, connection strings and encoded values are made of; between sentences stands a space. */
const INSIDE_WORD = /[\w+/=.:;?@~|%$!&\x80-\xff-]/

/** Strings that are put together from literals, where they meet inside a word. */
export function* findValuesInLiterals(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  let left = bytes.length * TIMES + 256 * 1024
  let done = -1
  for (const { keyword, offset } of hits) {
    if (offset < done || !JOINTS.has(keyword) || !mayJoin(bytes, keyword, offset)) continue
    left -= CHAIN_LENGTH
    const chain = left > 0 ? joinLiteralsAround(bytes, offset) : null
    if (!chain) continue
    done = chain.end
    if (chain.text.length < SHORTEST || !chain.pieces.some(({ at }) => joinsWord(chain.text, at))) continue
    const first = chain.pieces[0]?.offset ?? chain.start
    yield {
      form: 'literals',
      offset: first - 1,
      content: Buffer.from(chain.text, 'latin1'),
      isContainer: false,
    }
  }
}

function joinsWord(text: string, at: number): boolean {
  return (
    INSIDE_WORD.test(text.charAt(at - 1)) &&
    INSIDE_WORD.test(text.charAt(at)) &&
    !/\\[nrt]$/.test(text.slice(0, at))
  )
}

/**
 * The chain of literals around a joint found at `offset`, or null when fewer than two literals meet there.
 * Looks at no more than 2,048 bytes to either side.
 */
function joinLiteralsAround(bytes: Buffer, offset: number): JoinedLiterals | null {
  const from = Math.max(0, offset - CHAIN_LENGTH)
  const source = bytes.toString('latin1', from, offset + CHAIN_LENGTH)
  const middle = offset - from
  if (source.startsWith('${', middle)) return joinTemplate(source, middle, from)
  const start = findChainStart(source, middle)
  if (start === null) return null
  return readChain(source, start, from)
}

/** Whether a literal stands on both sides of what was found: a look at a few bytes. */
function mayJoin(bytes: Buffer, keyword: string, offset: number): boolean {
  if (keyword.startsWith('$')) return true
  // First of all: a search for the operator, which is not in this keyword, would go on to the end of the file.
  if (keyword.endsWith('\n')) return standsUnder(bytes, offset)
  const first = bytes[offset] ?? 0
  const operator = QUOTES.has(first) ? offset + keyword.indexOf('+') : offset
  const after = bytes[operator] === PLUS ? skipBlanksFrom(bytes, operator + 1, 1) : offset + keyword.length
  const before = bytes[skipBlanksFrom(bytes, operator - 1, -1)] ?? 0
  if (keyword === '.join(') return before === CLOSING_BRACKET
  return QUOTES.has(before) && QUOTES.has(bytes[after] ?? 0)
}

/** Whether under the literal that ends at `offset` another one stands, in the same quotes. */
function standsUnder(bytes: Buffer, offset: number): boolean {
  const quote = bytes[offset]
  const before = bytes[offset - 1] ?? 0
  if (before === quote || !INSIDE_WORD.test(String.fromCharCode(before))) return false
  const next = skipBlanksFrom(bytes, offset + 1, 1)
  if (bytes[next] === quote) return bytes[next + 1] !== quote
  return KINDS_OF_TEXT.has(bytes[next] ?? 0) && (bytes[next + 1] === quote || bytes[next + 2] === quote)
}

function skipBlanksFrom(bytes: Buffer, from: number, step: 1 | -1): number {
  let at = from
  while (at >= 0 && Math.abs(at - from) < 80 && (bytes[at] === 32 || (bytes[at] ?? 99) < 14)) at += step
  return at
}

/** Walks back over literals of one kind of quote and the joints between them, to the first literal's quote. */
function findChainStart(source: string, middle: number): number | null {
  let start: number | null = null
  let position = findFirstJoint(source, middle)
  const bracket = findCodeBefore(source, position)
  if (source.charAt(bracket) === ']') {
    const comma = findCodeBefore(source, bracket)
    position = source.charAt(comma) === ',' ? comma : bracket
  }
  for (let pieces = 0; pieces < PIECES; pieces += 1) {
    const closing = findCodeBefore(source, position)
    if (!isQuote(source.charAt(closing))) break
    const opening = findOpeningQuote(source, closing, source.charAt(closing))
    if (opening === null) break
    start = opening
    const joint = findCodeBefore(source, opening)
    if (joint < 0) break
    if (isOver(source, joint, opening)) {
      position = joint + 1
      continue
    }
    if (!'+,('.includes(source.charAt(joint))) break
    position = source.endsWith('.concat', joint) ? joint - '.concat'.length : joint
  }
  return start
}

/** Where what joins two literals stands, from what was found at `middle`. */
function findFirstJoint(source: string, middle: number): number {
  if (!isQuote(source.charAt(middle))) return middle
  return /\r?\n/y.test(source.slice(middle + 1, middle + 3)) ? middle + 1 : source.indexOf('+', middle)
}

/** Whether the code before a literal ends in another one in the same quotes, a line or more above. */
function isOver(source: string, end: number, opening: number): boolean {
  const before = source.slice(0, opening)
  const kind = KIND_OF_TEXT.exec(before)?.[0].length ?? 1
  const closing = kind > 1 ? findCodeBefore(source, opening - kind + 1) : end
  return source.charAt(closing) === source.charAt(opening) && source.slice(closing, opening).includes('\n')
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '`'
}

function findCodeBefore(source: string, position: number): number {
  let at = position - 1
  while (at >= 0 && position - at < 80 && /\s/.test(source.charAt(at))) at -= 1
  return at
}

function findOpeningQuote(source: string, closing: number, quote: string): number | null {
  let at = source.lastIndexOf(quote, closing - 1)
  while (at > 0 && source.charAt(at - 1) === '\\') at = source.lastIndexOf(quote, at - 1)
  if (at < 0 || (quote !== '`' && source.slice(at, closing).includes('\n'))) return null
  return at
}

function readChain(source: string, start: number, from: number): JoinedLiterals | null {
  const pieces: { at: number; offset: number }[] = []
  let text = ''
  let at = start
  while (pieces.length < PIECES && text.length < CHAIN_LENGTH) {
    LITERAL.lastIndex = at
    const literal = LITERAL.exec(source)
    if (!literal) break
    pieces.push({ at: text.length, offset: from + at + 1 })
    text += literal[1] ?? literal[2] ?? literal[3] ?? ''
    at = LITERAL.lastIndex
    const next = skipJoint(source, at)
    if (next === null) break
    at = next
  }
  return pieces.length < 2 ? null : { text, start: from + start, end: from + at, pieces }
}

/** Where the next literal of a chain may begin, behind what joins it to the one that ended at `at`. */
function skipJoint(source: string, at: number): number | null {
  JOINT.lastIndex = source.charAt(at) === ')' ? at + 1 : at
  if (JOINT.test(source)) return JOINT.lastIndex
  NEXT_LINE.lastIndex = at
  return NEXT_LINE.test(source) ? NEXT_LINE.lastIndex : null
}

function joinTemplate(source: string, middle: number, from: number): JoinedLiterals | null {
  const open = source.lastIndexOf('`', middle)
  const close = source.indexOf('`', middle)
  if (open === -1 || close === -1) return null
  const pieces = [{ at: 0, offset: from + open + 1 }]
  let text = ''
  let last = open + 1
  for (const match of source.slice(0, close).matchAll(PLACEHOLDER_STRING)) {
    if (match.index < open) continue
    text += source.slice(last, match.index)
    pieces.push({ at: text.length, offset: from + match.index + match[0].search(/["']/) + 1 })
    text += match[1] ?? match[2] ?? ''
    last = match.index + match[0].length
    pieces.push({ at: text.length, offset: from + last })
  }
  return { text: text + source.slice(last, close), start: from + open, end: from + close, pieces }
}
