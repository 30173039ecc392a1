import type { KeywordHits } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'

/** How an escape begins that may stand for an ASCII character. */
export const ESCAPE_KEYWORDS: readonly string[] = [
  '\\x',
  '\\u00',
  '\\u{',
  '\\00',
  '\\_',
  '\\-',
  '&#',
  '%2',
  '%3',
  '%4',
  '%5',
  '%6',
  '%7',
  ...['05', '06', '07', '10', '11', '12', '13', '14', '15', '16', '17'].map((octal) => `\\${octal}`),
]
const BEGINNINGS = new Set(ESCAPE_KEYWORDS)
/** A literal is looked at so far to both sides of its first escape. */
const REACH = 8192
const SHORTEST = 8
const LIMITS = new Set(Buffer.from('"\'`\n\r<>'))

const ESCAPE =
  /\\x([0-9a-fA-F]{2})|\\u00([0-9a-fA-F]{2})|\\u\{0{0,4}([0-9a-fA-F]{2})\}|\\([_-])|&#[xX]0{0,4}([0-9a-fA-F]{2});|&#0{0,4}(\d{2,3});|%([2-7][0-9a-fA-F])|\\(?:0000|00(?=..(?![0-9a-fA-F])))([2-7][0-9a-fA-F]) ?|\\([01][0-7]{2})/g
/** Text that a secret may be in. */
const VALUE = /[\w+/=.:@!$%&*-]{8}/

/** Source maps have readers of their own. */
const MAP = /sourceMappingURL|%22mappings%22|%22version%22%3A/i

/** Strings in which characters are escaped, as they read. */
export function* findValuesInEscapes(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  let done = 0
  for (const { keyword, offset: at } of hits) {
    if (at < done || !BEGINNINGS.has(keyword)) continue
    const [start, end] = findLiteralAround(bytes, at, done)
    const text = bytes.toString('latin1', start, end)
    done = MAP.test(text) ? findEndOfLiteral(bytes, end) : end
    if (done > end) continue
    const plain = undoEscapes(text)
    if (plain !== null && plain.length >= SHORTEST && (VALUE.test(plain) || isAllEscaped(text, plain)))
      yield { form: 'escapes', offset: start, content: Buffer.from(plain, 'latin1'), isContainer: false }
  }
}

/** Whether no more than a character here and there is written as it is: nobody escapes a sentence like that. */
function isAllEscaped(text: string, plain: string): boolean {
  return text.length >= plain.length * 2.5
}

function findLiteralAround(bytes: Buffer, at: number, floor: number): [number, number] {
  let start = at
  while (start > floor && at - start < REACH && !LIMITS.has(bytes[start - 1] as number)) start -= 1
  let end = at + 1
  while (end < bytes.length && end - at < REACH && !LIMITS.has(bytes[end] as number)) end += 1
  return [start, end]
}

function findEndOfLiteral(bytes: Buffer, from: number): number {
  let end = from
  while (end < bytes.length && !LIMITS.has(bytes[end] as number)) end += 1
  return end + 1
}

/** The text with its escapes undone; null when none of them is of a character that secrets have. */
function undoEscapes(text: string): string | null {
  let isTelling = false
  const plain = text.replace(ESCAPE, (all, ...groups: (string | undefined)[]) => {
    const character = decodeCharacter(groups)
    if (character === null) return all
    if (/[\w.:=/+@-]/.test(character)) isTelling = true
    return character
  })
  return isTelling ? plain : null
}

function decodeCharacter(groups: readonly (string | undefined)[]): string | null {
  const [x, u, brace, mark, entity, decimal, percent, style, octal] = groups
  if (mark !== undefined) return mark
  if (octal !== undefined) return decodePrintable(Number.parseInt(octal, 8))
  const code =
    decimal === undefined
      ? Number.parseInt(x ?? u ?? brace ?? entity ?? percent ?? style ?? '', 16)
      : Number(decimal)
  return decodePrintable(code)
}

function decodePrintable(code: number): string | null {
  return code >= 32 && code < 127 ? String.fromCharCode(code) : null
}
