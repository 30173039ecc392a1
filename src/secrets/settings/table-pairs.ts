import { readLineTable, readRuledTables } from '../../layers/records/line-tables.ts'
import { readPageTables } from '../../layers/records/markup-tables.ts'
import type { Table } from '../../layers/records/table.ts'
import { findFlowPairs } from './flow-pairs.ts'
import { settingRole } from './setting-names.ts'
import type { SettingPair } from './setting-pair.ts'

/** Longer tables are data. */
const MOST_CHARACTERS = 64 * 1024
/** Without one of these as the head of a column there is no login in a table. */
const HEAD = /(?:pass(?:w|ph|\b)|pwd|kennw|contrase|senha|mot de passe|wachtw|secret|token|\bpin\b)/i

/**
 * What stands in the rows of a table under its columns, as settings: `Host;User;Password` and below it the logins; and in
 * mappings on one line.
 */
export function* findPairsOfTables(text: string): Generator<SettingPair> {
  yield* findFlowPairs(text)
  if (text.length > MOST_CHARACTERS || !HEAD.test(text)) return
  for (const table of readTablesOf(text)) yield* listPairs(table, text)
}

function* listPairs({ columns, rows }: Table, text: string): Generator<SettingPair> {
  // A reference to a store of secrets, cut at its colon, heads no column: `op://vault/item/password`.
  if (columns.some((column) => column.startsWith('//'))) return
  const roles = columns.map(settingRole)
  if (!roles.some((role) => role === 'password' || role === 'secret')) return
  let from = 0
  for (const [at, value] of rows.flatMap((row) => [...row.entries()])) {
    const index = value === '' ? -1 : text.indexOf(value, from)
    if (index === -1) continue
    from = index + value.length
    if ((roles[at] ?? null) !== null) yield { name: columns[at] ?? '', value, index, end: from }
  }
}

function readTablesOf(text: string): Table[] {
  if (/<tr\b/i.test(text)) return readPageTables(text)
  const ruled = text.includes('|') ? readRuledTables(text) : []
  const lines = ruled.length === 0 ? readLineTable(text, 2) : null
  return lines === null ? ruled : [lines]
}
