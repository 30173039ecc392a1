import { readJsonTables } from './json-tables.ts'
import { readLineTable, readRuledTables } from './line-tables.ts'
import { readCopiedTables, readPairTable, readTupleTables } from './literal-tables.ts'
import { readElementTables, readPageTables } from './markup-tables.ts'
import type { Table } from './table.ts'

/**
 * Every table of records that a text may be read as, in whatever notation: lines with separators or columns, Markdown,
 * pages, elements, JSON and lines of it, statements of SQL, literals of code, names with values one behind the other.
 * Who asks judges the tables by what their columns hold, so that a reading that makes no sense does no harm.
 */
export function readTables(text: string): Table[] {
  const start = text
    .slice(0, 400)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^[[{]/.test(start)) {
    const tables = readJsonTables(text.replace(/^\uFEFF/, ''))
    if (tables !== null) return tables
  }
  const isMarkup = start.startsWith('<') && !start.startsWith('<?php')
  if (isMarkup) {
    const tables = /<tr\b/i.test(text) ? readPageTables(text) : readElementTables(text)
    return [...tables, ...listTable(readPairTable(text))]
  }
  const isSql = /\b(?:INSERT|REPLACE)\s|^COPY /im.test(text)
  return [
    ...(isSql ? readCopiedTables(text) : listTable(readLineTable(text))),
    ...(text.includes('|') ? readRuledTables(text) : []),
    ...readTupleTables(text),
    ...(isSql ? [] : listTable(readPairTable(text))),
  ]
}

function listTable(table: Table | null): Table[] {
  return table === null ? [] : [table]
}
