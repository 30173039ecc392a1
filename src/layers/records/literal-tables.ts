import { splitCells } from './line-tables.ts'
import { buildTable, buildTableOfRows, FEWEST_ROWS, MOST_ROWS, type Table } from './table.ts'

const LITERAL = `(?:[NEB]?"(?:[^"\\\\\\n]|\\\\.){0,200}"|[NEB]?'(?:[^'\\\\\\n]|''|\\\\.){0,200}'|[\\w.+:-]{1,80})`
/** `('a', 'b', 3)`, `["a", "b"]`, `{'a', 'b'}`: rows of SQL, PHP, Python, Ruby, Lua and JavaScript alike. */
const TUPLE = new RegExp(`[([{]\\s*(${LITERAL}(?:\\s*,\\s*${LITERAL}){1,40})\\s*,?\\s*[)\\]}]`, 'g')
const ITEM = new RegExp(LITERAL, 'g')
/** `to_date('1970-01-01', 'YYYY-MM-DD')`, `CAST('…' AS date)`: the value alone. */
const CALLED = /\b[a-z_]{2,30}\(\s*([NEB]?'[^'\n]{0,200}')[^()\n]{0,80}\)/gi
const INTO =
  /\b(?:INTO|INSERT|REPLACE)\s+[\w."`[\]]{1,130}\s*\(([^()]{3,2000})\)\s*(?:VALUES|SELECT|OUTPUT|OVERRIDING)/gi

/** Rows of values without names, as statements and literals of many languages have them. */
export function readTupleTables(text: string): Table[] {
  const plain = /\b[a-z_]{2,30}\(\s*[NEB]?'/i.test(text) ? text.replace(CALLED, '$1') : text
  const byWidth = new Map<number, string[][]>()
  for (const [, inside = ''] of plain.matchAll(TUPLE)) {
    const cells = (inside.match(ITEM) ?? []).map(removeQuotes)
    const rows = byWidth.get(cells.length) ?? []
    byWidth.set(cells.length, rows)
    if (rows.length < MOST_ROWS) rows.push(cells)
  }
  const named = [...plain.matchAll(INTO)].map(([, names = '']) => names.split(',').map(removeQuotes))
  return [...byWidth]
    .filter(([, { length }]) => length >= FEWEST_ROWS)
    .map(([width, rows]) =>
      buildTableOfRows(
        rows.filter((row) => row.join() !== named[0]?.join()),
        '',
        named.find(({ length }) => length === width),
      ),
    )
}

function removeQuotes(literal: string): string {
  return literal.trim().replace(/^[NEB]?(["'`[])|["'`\]]$/g, '')
}

const COPIED = /^COPY [\w."]{1,130}\s*\(([^()]{3,2000})\)[^\n;]{0,200};\r?\n/gim
const MOST_COPIED = 60_000

/** What `pg_dump` copies: columns in the statement, rows between tabs below it. */
export function readCopiedTables(text: string): Table[] {
  return [...text.matchAll(COPIED)].slice(0, MOST_ROWS).map((match) => {
    const start = match.index + match[0].length
    const rows = text.slice(start, start + MOST_COPIED).split(/^\\\./m, 1)[0] ?? ''
    return buildTableOfRows(
      rows.split(/\r?\n/, MOST_ROWS).map((row) => splitCells(row, row.includes('\t') ? '\t' : ',')),
      '',
      (match[1] ?? '').split(',').map(removeQuotes),
    )
  })
}

/** A name and its value in any notation: YAML, TOML, LDIF, vCard, INI, object literals, elements. */
const PAIR =
  /(?:^|[{,;([\s])["'`:]?([A-Za-z\u00c0-\u024f][\w .\u00c0-\u024f-]{0,40}?)(?:;[\w=;,-]{1,40})?["'`]?\s{0,8}(?:=>|::?|=)[ \t]{0,8}(?:["'`]([^"'`\n]{0,400})["'`]|([^\s"'`{}[\],;][^"'`{}[\],;\n]{0,400}))/g
const LEAF =
  /<([A-Za-z_][\w.:-]{0,60})(?:\s[^<>]{0,200})?>\s{0,20}(?:<!\[CDATA\[)?([^<>\r\n]{1,400}?)(?:\]\]>)?\s{0,20}<\/\1\s{0,4}>/g
const MOST_PAIRS = 6000

/** Records that name their members one behind the other; where a name comes again, the next one begins. */
export function readPairTable(text: string): Table | null {
  const records: Map<string, string>[] = []
  let record = new Map<string, string>()
  let seen = 0
  const form = /<\/\w/.test(text.slice(0, 4096)) ? LEAF : PAIR
  for (const { 1: raw = '', 2: quoted, 3: loose } of text.matchAll(form)) {
    const name = raw.trim().toLowerCase()
    if (record.has(name)) {
      records.push(record)
      record = new Map()
    }
    record.set(name, (quoted ?? loose ?? '').trim())
    seen += 1
    if (seen >= MOST_PAIRS || records.length >= MOST_ROWS) break
  }
  records.push(record)
  const whole = records.filter(({ size }) => size > 1)
  return whole.length < FEWEST_ROWS ? null : buildTable(whole)
}
