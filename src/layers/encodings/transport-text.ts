import type { KeywordHits } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'
import { beginsLikeContainer, decodeReadableText } from './readable.ts'

/**
 * Ways of writing bytes as lines of text: uuencode (POSIX), Ascii85 between its brackets, quoted-printable (RFC 2045),
 * dumps by `xxd` and `hexdump -C`, Intel HEX.
 */
export const TRANSPORT_KEYWORDS: readonly string[] = [
  'begin 6',
  'begin 7',
  '<~',
  'quoted-printable',
  '00000000: ',
  '00000000  ',
  ':10000000',
  ':20000000',
]

const MOST_BYTES = 8 * 1024 ** 2
const NEWLINE = 10

interface Form {
  readonly form: string
  readonly begins: RegExp
  /** Whether it begins a line. */
  readonly atLine: boolean
  /** Reads from a place of the text on, in time that grows with what it reads; null where it is none. */
  decode(text: string, from: number): Decoded | null
}

interface Decoded {
  readonly content: Buffer
  /** Where the text goes on behind it. */
  readonly end: number
}

const FORMS: readonly Form[] = [
  { form: 'uuencode', begins: /^begin [0-7]{3,4} \S/, atLine: true, decode: decodeUuencoded },
  { form: 'ascii85', begins: /^<~[!-uz\s]{16}/, atLine: false, decode: decodeAscii85 },
  { form: 'quoted-printable', begins: /^quoted-printable/i, atLine: false, decode: decodeQuotedPrintable },
  { form: 'dump', begins: /^00000000(?::| ) ?[0-9a-f]{2} ?[0-9a-f]{2} /i, atLine: true, decode: decodeDump },
  { form: 'intel-hex', begins: /^:[12]0000000[0-9A-F]{32,66}\r?\n/i, atLine: true, decode: decodeIntelHex },
]
/** Forms by the first character of their keywords. */
const BY_CHARACTER = new Map(FORMS.map((form, index) => [['b', '<', 'q', '0', ':'][index], form]))
const KEYWORDS = new Set(TRANSPORT_KEYWORDS)

/** What stands in a text in one of these forms. */
export function* findValuesInTransport(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  if (bytes.length > MOST_BYTES) return
  let done = 0
  let text: string | null = null
  for (const { keyword, offset } of hits) {
    if (offset < done || !KEYWORDS.has(keyword)) continue
    const form = BY_CHARACTER.get(keyword.charAt(0))
    if (form === undefined || (form.atLine && offset > 0 && bytes[offset - 1] !== NEWLINE)) continue
    if (!form.begins.test(bytes.toString('latin1', offset, offset + 128))) continue
    text ??= bytes.toString('latin1')
    const read = form.decode(text, offset)
    if (read === null) continue
    done = read.end
    const isContainer = beginsLikeContainer(read.content)
    const content = isContainer ? read.content : decodeReadableText(read.content)
    if (content !== null) yield { form: form.form, offset, content, isContainer }
  }
}

/** Lines that begin with the number of their bytes, each character six bits from the space on; ends with `end`. */
function decodeUuencoded(text: string, from: number): Decoded | null {
  const lines: Buffer[] = []
  let at = text.indexOf('\n', from) + 1
  while (at > 0 && at < text.length) {
    const { line, next } = readLineAt(text, at)
    const count = ((line.charCodeAt(0) || 32) - 32) & 63
    if (count === 0 || line === 'end' || Math.ceil(count / 3) * 4 > line.length) break
    lines.push(decodeUuLine(line, count))
    at = next
  }
  return lines.length === 0 ? null : { content: Buffer.concat(lines), end: at }
}

function decodeUuLine(line: string, count: number): Buffer {
  const readBits = (at: number): number => (line.charCodeAt(at) - 32) & 63
  const bytes = Buffer.alloc(Math.ceil(count / 3) * 3)
  for (let group = 0; group * 3 < count; group += 1) {
    const at = 1 + group * 4
    const all = (readBits(at) << 18) | (readBits(at + 1) << 12) | (readBits(at + 2) << 6) | readBits(at + 3)
    bytes.writeUIntBE(all, group * 3, 3)
  }
  return bytes.subarray(0, count)
}

const ASCII85 = /([!-uz\s]*)~>/y

/** Five characters for four bytes, `z` for four zeros, between `<~` and `~>`. */
function decodeAscii85(text: string, from: number): Decoded | null {
  ASCII85.lastIndex = from + 2
  const digits = ASCII85.exec(text)?.[1]?.replace(/\s+/g, '').replaceAll('z', '!!!!!')
  if (digits === undefined) return null
  const end = ASCII85.lastIndex
  const padding = (5 - (digits.length % 5)) % 5
  const all = digits + 'u'.repeat(padding)
  const bytes = Buffer.alloc((all.length / 5) * 4)
  for (let at = 0; at < all.length; at += 5) {
    let value = 0
    for (let digit = 0; digit < 5; digit += 1) value = value * 85 + all.charCodeAt(at + digit) - 33
    bytes.writeUInt32BE(value % 2 ** 32, (at / 5) * 4)
  }
  return { content: bytes.subarray(0, bytes.length - padding), end }
}

/** The rest of a mail: lines that end with `=` go on, `=3D` is a byte. */
function decodeQuotedPrintable(text: string, from: number): Decoded | null {
  const written = text.slice(from)
  const plain = written
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
  return plain.length === written.length ? null : { content: Buffer.from(plain, 'latin1'), end: text.length }
}

/** An offset and bytes as digits, up to two spaces and the characters (`xxd`) or a bar and the characters (`hexdump`). */
function decodeDump(text: string, from: number): Decoded | null {
  const lines: Buffer[] = []
  let at = from
  while (at < text.length) {
    const { line, next } = readLineAt(text, at)
    const digits =
      /^[0-9a-f]{7,8}:((?: [0-9a-f]{2,4}){1,16})(?: {2}|$)/i.exec(line) ??
      /^[0-9a-f]{8} ((?: {1,2}[0-9a-f]{2}){1,16})(?: {1,60}\||$)/i.exec(line)
    if (digits === null) break
    lines.push(Buffer.from((digits[1] ?? '').replaceAll(' ', ''), 'hex'))
    at = next
  }
  return lines.length === 0 ? null : { content: Buffer.concat(lines), end: at }
}

/** Records of data (type 00): a length, an address, a type, the bytes, a sum. */
function decodeIntelHex(text: string, from: number): Decoded | null {
  const lines: Buffer[] = []
  let at = from
  while (at < text.length && text.charCodeAt(at) === 58) {
    const { line, next } = readLineAt(text, at)
    if (line.slice(7, 9) === '00') lines.push(Buffer.from(line.slice(9, -2), 'hex'))
    at = next
  }
  return lines.length === 0 ? null : { content: Buffer.concat(lines), end: at }
}

function readLineAt(text: string, at: number): { line: string; next: number } {
  const end = text.indexOf('\n', at)
  const line = text.slice(at, end === -1 ? text.length : end)
  return { line: line.endsWith('\r') ? line.slice(0, -1) : line, next: end === -1 ? text.length : end + 1 }
}
