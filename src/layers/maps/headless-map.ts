import type { SourceMapDocument } from '../../model/source-map-document.ts'
import { readLiteral } from './literal-reader.ts'
import { readDocument } from './source-map-json.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
/** Bytes behind the texts in which the mappings must begin, and bytes of texts that are read. */
const NEAR = 4096
const LONGEST = 64 * 1024 ** 2

/**
 * The texts of a map of which only the end is there: from the beginning of the bytes, which lies in the middle of a
 * text, to the members that follow the texts.
 * @param offset Of the quote that ends the last text, with `],"names":[` behind it.
 */
export function readHeadlessMap(
  bytes: Buffer,
  offset: number,
): { offset: number; end: number; document: SourceMapDocument } | null {
  if (offset < 200 || offset > LONGEST) return null
  const behind = bytes.toString('latin1', offset, offset + NEAR)
  const end = /^"\],(?:"names":\[(?:"[^"]{0,200}",?)*(?:\],|$))?(?:"mappings":"[A-Za-z0-9+/,;]|$)/.exec(
    behind,
  )
  if (end === null) return null
  // A string ends on its line; code that quotes a map has lines before its first quote.
  const line = bytes.indexOf(NEWLINE)
  if (line !== -1 && line < findFirstQuote(bytes)) return null
  const name = /^[\w"]{0,40}:\["/.exec(bytes.toString('latin1', 0, 64))?.[0].length ?? 0
  const whole = Buffer.concat([Buffer.from('["'), bytes.subarray(name, offset), Buffer.from('"]')])
  const texts = readLiteral(whole, 0)?.value
  if (!Array.isArray(texts) || !texts.some((text) => typeof text === 'string' && text.includes('\n')))
    return null
  return { offset: 0, end: bytes.length, document: readDocument({ version: 3, sourcesContent: texts }) }
}

/** Offset of the first quote without a backslash before it. */
function findFirstQuote(bytes: Buffer): number {
  let at = bytes.indexOf(QUOTE)
  while (at > 0 && bytes[at - 1] === BACKSLASH) at = bytes.indexOf(QUOTE, at + 1)
  return at
}
