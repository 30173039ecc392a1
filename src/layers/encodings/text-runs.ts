import type { EncodedValue } from './encoded-values.ts'

/** What the parts of office documents say of themselves at their beginning (ECMA-376; OpenDocument 1.3). */
const OFFICE = ['schemas.openxmlformats.org', 'purl.oclc.org/ooxml', 'urn:oasis:names:tc:opendocument']
const HEAD = 4096
const MOST_BYTES = 8 * 1024 ** 2

/** Where a paragraph, a cell or a shared string ends. */
const PARAGRAPH = /<\/(?:w:p|a:p|si|text:p|text:h)>/g
const TAG = /<[^<>]{0,2000}>/g
/** A new line or a tab stands for a break, so that words on both sides stay apart. */
const BREAK = /<(?:w:br|w:tab|w:cr|a:br|text:line-break|text:tab)\b[^<>]{0,200}>/g
const SHORTEST = 12
const LONGEST = 8192

/** Paragraphs of office documents that are cut into several runs, as editors do where somebody typed again, in one piece. */
export function* findValuesInTextRuns(bytes: Buffer): Generator<EncodedValue> {
  if (bytes[0] !== 60 || bytes.length > MOST_BYTES) return
  const head = bytes.toString('latin1', 0, HEAD)
  if (!OFFICE.some((name) => head.includes(name))) return
  const text = bytes.toString('latin1')
  let start = 0
  for (const end of text.matchAll(PARAGRAPH)) {
    const from = Math.max(start, end.index - LONGEST)
    const paragraph = text.slice(from, end.index)
    start = end.index + end[0].length
    const runs = paragraph
      .replace(BREAK, '\n')
      .split(TAG)
      .filter((run) => run !== '')
    const joined = runs.join('')
    if (runs.length < 2 || joined.length < SHORTEST) continue
    yield { form: 'text-runs', offset: from, content: Buffer.from(joined, 'latin1'), isContainer: false }
  }
}
