import { jsonTables } from './json-tables.ts'
import { lineTable, ruledTables } from './line-tables.ts'
import { copiedTables, pairTable, tupleTables } from './literal-tables.ts'
import { elementTables, pageTables } from './markup-tables.ts'
import type { Table } from './table.ts'

/**
 * Every table of records that a text may be read as, in whatever notation: lines with separators or columns, Markdown,
 * pages, elements, JSON and lines of it, statements of SQL, literals of code, names with values one behind the other.
 * Who asks judges the tables by what their columns hold, so that a reading that makes no sense does no harm.
 */
export function tablesIn(text: string): Table[] {
  const start = text
    .slice(0, 400)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^[[{]/.test(start)) {
    const tables = jsonTables(text.replace(/^\uFEFF/, ''))
    if (tables !== null) return tables
  }
  const isMarkup = start.startsWith('<') && !start.startsWith('<?php')
  if (isMarkup) {
    const tables = /<tr\b/i.test(text) ? pageTables(text) : elementTables(text)
    return [...tables, ...ofOne(pairTable(text))]
  }
  const isSql = /\b(?:INSERT|REPLACE)\s|^COPY /im.test(text)
  return [
    ...(isSql ? copiedTables(text) : ofOne(lineTable(text))),
    ...(text.includes('|') ? ruledTables(text) : []),
    ...tupleTables(text),
    ...(isSql ? [] : ofOne(pairTable(text))),
  ]
}

function ofOne(table: Table | null): Table[] {
  return table === null ? [] : [table]
}
