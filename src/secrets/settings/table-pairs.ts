import { lineTable, ruledTables } from '../../layers/records/line-tables.ts'
import { pageTables } from '../../layers/records/markup-tables.ts'
import type { Table } from '../../layers/records/table.ts'
import type { SettingPair } from './setting-pair.ts'
import { settingRole } from './setting-names.ts'

/** Longer tables are data. */
const MOST_CHARACTERS = 64 * 1024
/** Without one of these as the head of a column there is no login in a table. */
const HEAD = /(?:pass(?:w|ph|\b)|pwd|kennw|contrase|senha|mot de passe|wachtw|secret|token|\bpin\b)/i

/** What stands in the rows of a table under its columns, as settings: `Host;User;Password` and below it the logins. */
export function* pairsOfTables(text: string): Generator<SettingPair> {
  if (text.length > MOST_CHARACTERS || !HEAD.test(text)) return
  for (const table of tablesOf(text)) {
    const columns = table.columns.map((name) => ({ name, role: settingRole(name) }))
    if (!columns.some(({ role }) => role === 'password' || role === 'secret')) continue
    let from = 0
    for (const row of table.rows)
      for (const [at, value] of row.entries()) {
        const column = columns[at]
        const index = value === '' ? -1 : text.indexOf(value, from)
        if (column === undefined || index === -1) continue
        from = index + value.length
        if (column.role !== null) yield { name: column.name, value, index, end: from }
      }
  }
}

function tablesOf(text: string): Table[] {
  if (/<tr\b/i.test(text)) return pageTables(text)
  const ruled = text.includes('|') ? ruledTables(text) : []
  const lines = ruled.length === 0 ? lineTable(text, 2) : null
  return lines === null ? ruled : [lines]
}
