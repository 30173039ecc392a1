import type { KeywordHits } from '../../../model/layer.ts'
/** How a PDF names itself in its properties (ISO 32000-1, 14.3.3). */
export const TITLE_KEYWORDS: readonly string[] = ['/title', '/subject', '/keywords']
const TELLING =
  /\b(?:confidential|internal(?: use)?(?: only)?|restricted|secret|vertraulich|do not distribute|not for distribution|unreleased|embargo(?:ed)?)\b/i

/** A title of a PDF that says that it is not for everybody. */
export function findConfidentialTitle(
  bytes: Buffer,
  hits: KeywordHits,
): { text: string; offset: number } | null {
  if (!bytes.toString('latin1', 0, 16).trimStart().startsWith('%PDF')) return null
  for (const { keyword, offset } of hits) {
    if (!TITLE_KEYWORDS.includes(keyword)) continue
    const start = offset + keyword.length
    const text = readText(bytes.toString('latin1', start, start + 600))
    if (text !== null && TELLING.test(text)) return { text: text.slice(0, 60), offset }
  }
  return null
}

/** A string of PDF: in parentheses, or in hex digits; UTF-16 where it begins with a mark. */
function readText(value: string): string | null {
  const plain = /^\s*\(((?:[^()\\]|\\[\s\S]){1,500})\)/.exec(value)?.[1]
  const hex = /^\s*<([0-9a-fA-F\s]{2,500})>/.exec(value)?.[1]
  if (plain === undefined && hex === undefined) return null
  const bytes =
    plain === undefined ? Buffer.from((hex ?? '').replace(/\s/g, ''), 'hex') : Buffer.from(plain, 'latin1')
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff
  return isWide
    ? Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
        .swap16()
        .toString('utf16le')
    : bytes.toString('latin1')
}
