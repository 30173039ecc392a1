import { unescapeString } from './literal-reader.ts'

/** A text that lies encoded in another one, and where. */
export interface EnclosedText {
  readonly start: number
  readonly end: number
  readonly text: Buffer
}

const BACKSLASH = 0x5c
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }

/**
 * The text around a name that stands in escaped quotes (`\"name\"`, `\x22name\x22`), in HTML's (`&quot;name&quot;`) or in percent codes
 * (`%22name%22`): the string, attribute or address that it lies in, as it reads.
 * @returns null for a name in plain quotes or in none.
 */
export function findEnclosingText(bytes: Buffer, offset: number, length: number): EnclosedText | null {
  const before = bytes.toString('latin1', Math.max(0, offset - 8), offset)
  const after = bytes.toString('latin1', offset + length, offset + length + 8)
  if (/\\["']$/.test(before) && /^\\+["']/.test(after)) return findStringAround(bytes, offset)
  if (/\\(?:x|u00|u\{)2[27]\}?$/i.test(before) && /^\\+(?:x|u00|u\{)2[27]/i.test(after))
    return findStringWithCodes(bytes, offset)
  if (/&(?:quot|#34|#x22);$/i.test(before) && /^&(?:quot|#34|#x22);/i.test(after))
    return findAttributeAround(bytes, offset)
  if (/%22$/.test(before) && /^%22/.test(after)) return findAddressAround(bytes, offset)
  return null
}

function findStringAround(bytes: Buffer, offset: number): EnclosedText {
  const level = countBackslashesBefore(bytes, offset - 1)
  let start = offset - 2
  while (start >= 0 && !(isQuote(bytes[start]) && countBackslashesBefore(bytes, start) < level)) start -= 1
  // A text whose beginning is missing, or that is the inside of a string, has no quote of its own.
  const quote = start < 0 ? undefined : bytes[start]
  const own = start < 0 ? 0 : countBackslashesBefore(bytes, start)
  let end = offset
  while (end < bytes.length && !(bytes[end] === quote && countBackslashesBefore(bytes, end) <= own)) end += 1
  const text = unescapeString(bytes.toString('utf8', start + 1, Math.max(start + 1, end - own)))
  return { start: Math.max(0, start), end: Math.min(end + 1, bytes.length), text: Buffer.from(text) }
}

/** A string in which every quote inside stands as a code (`\\x22`), so that the nearest ones are its own. */
function findStringWithCodes(bytes: Buffer, offset: number): EnclosedText {
  let start = offset - 1
  while (start >= 0 && !isQuote(bytes[start])) start -= 1
  const quote = bytes[start]
  let end = offset
  while (end < bytes.length && !(bytes[end] === quote && countBackslashesBefore(bytes, end) % 2 === 0))
    end += 1
  const text = unescapeString(bytes.toString('utf8', start + 1, end))
  return { start: Math.max(0, start), end: Math.min(end + 1, bytes.length), text: Buffer.from(text) }
}

function findAttributeAround(bytes: Buffer, offset: number): EnclosedText {
  const quote = findAttributeQuote(bytes, offset)
  const ends = new Set(quote === null ? [0x3c, 0x3e] : [quote])
  const [start, end] = findStretch(bytes, offset, (byte) => ends.has(byte))
  const text = bytes
    .toString('utf8', start, end)
    .replace(
      /&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi,
      (all, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : all
      },
    )
  return { start, end, text: Buffer.from(text) }
}

/** The quote of the attribute that a place lies in: the first one before it that follows `=`. */
function findAttributeQuote(bytes: Buffer, offset: number): number | null {
  for (let at = offset - 1; at > 0; at -= 1) {
    const byte = bytes[at]
    if ((byte === 0x22 || byte === 0x27) && bytes[at - 1] === 0x3d) return byte
    if (byte === 0x3c || byte === 0x3e) return null
  }
  return null
}

function findAddressAround(bytes: Buffer, offset: number): EnclosedText {
  const ends = new Set([0x22, 0x27, 0x60, 0x3c, 0x3e])
  const [start, end] = findStretch(bytes, offset, (byte) => byte <= 32 || ends.has(byte))
  const parts = bytes
    .toString('latin1', start, end)
    .split(/%(?=[0-9a-f]{2})/i)
    .map((part, index) =>
      index === 0
        ? Buffer.from(part, 'latin1')
        : Buffer.concat([
            Buffer.from([Number.parseInt(part.slice(0, 2), 16)]),
            Buffer.from(part.slice(2), 'latin1'),
          ]),
    )
  return { start, end, text: Buffer.concat(parts) }
}

function findStretch(bytes: Buffer, offset: number, isEnd: (byte: number) => boolean): [number, number] {
  let start = offset
  while (start > 0 && !isEnd(bytes[start - 1] as number)) start -= 1
  let end = offset
  while (end < bytes.length && !isEnd(bytes[end] as number)) end += 1
  return [start, end]
}

function countBackslashesBefore(bytes: Buffer, at: number): number {
  let count = 0
  while (bytes[at - 1 - count] === BACKSLASH) count += 1
  return count
}

function isQuote(byte: number | undefined): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x60
}
