import { buildTable, buildTableOfRows, FEWEST_ROWS, MOST_ROWS, type Table } from './table.ts'

const TAG = /<[^>]{0,400}>/g
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Tables of a page. */
export function readPageTables(text: string): Table[] {
  return text
    .split(/<\/table\s*>/i)
    .map((part) => splitPieces(part, /<tr\b[^>]{0,400}>/i, MOST_ROWS).map(readCells))
    .map((rows) => rows.filter((row) => row.length > 1))
    .filter((rows) => rows.length > 1)
    .map((rows) => buildTableOfRows(rows))
}

/** What stands behind each tag. */
function splitPieces(text: string, tag: RegExp, most: number): string[] {
  return text.split(tag, most + 1).slice(1)
}

function readCells(row: string): string[] {
  return splitPieces(row.split(/<\/tr/i, 1)[0] ?? '', /<t[dh]\b[^>]{0,400}>/i, 100).map(readWords)
}

/** What a reader sees of a piece of a page. */
function readWords(markup: string): string {
  return markup
    .replace(TAG, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const ELEMENT =
  /<([A-Za-z_][\w.:-]{0,60})((?:\s+[\w.:-]{1,60}\s*=\s*(?:"[^"<]{0,400}"|'[^'<]{0,400}')){2,30})\s*\/?>/g
const ATTRIBUTE = /([\w.:-]{1,60})\s*=\s*(?:"([^"<]{0,400})"|'([^'<]{0,400})')/g

/** Elements of one name that come again and again, each with attributes: `<user name="…" mail="…"/>`. */
export function readElementTables(text: string): Table[] {
  const byName = new Map<string, Map<string, string>[]>()
  for (const [, name = '', attributes = ''] of text.matchAll(ELEMENT)) {
    const records = byName.get(name) ?? []
    byName.set(name, records)
    if (records.length >= MOST_ROWS) continue
    records.push(
      new Map(
        [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', double, single]) => [
          key,
          double ?? single ?? '',
        ]),
      ),
    )
  }
  return [...byName]
    .filter(([, { length }]) => length >= FEWEST_ROWS)
    .map(([name, records]) => buildTable(records, name))
}
