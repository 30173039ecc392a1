import { isObject } from '../../model/json-object.ts'
import { buildTable, buildTableOfRows, FEWEST_ROWS, MOST_ROWS, type Table } from './table.ts'

const MOST_OBJECTS = 4000
const MOST_TABLES = 12
/** How deep the members of a record are looked for: `attributes: { mail: ["…"] }`. */
const DEEPEST = 3
const LONGEST_LINES = 2000

/** Every list of records in a JSON document, or in lines of JSON; null for a text that is neither. */
export function readJsonTables(text: string): Table[] | null {
  const json = parseJsonOrLines(text)
  if (json === null) return null
  const found: Table[] = []
  const pending: Named[] = [{ value: json, name: '' }]
  for (let seen = 0; seen < pending.length && seen < MOST_OBJECTS && found.length < MOST_TABLES; seen += 1) {
    const one = pending[seen] ?? { value: null, name: '' }
    const table = readListed(one.value, one.name)
    if (table === null) pending.push(...listMembers(one))
    else found.push(table)
  }
  return found
}

interface Named {
  readonly value: unknown
  readonly name: string
}

/** What is in a value that is no table itself, by its name; of a list by that of the list. */
function listMembers({ value, name }: Named): Named[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .slice(0, MOST_ROWS)
    .filter(([, one]) => typeof one === 'object' && one !== null)
    .map(([key, one]) => ({ value: one, name: Array.isArray(value) ? name : key }))
}

function parseJsonOrLines(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return parseLines(text)
  }
}

/** The last line may be cut off. */
function parseLines(text: string): unknown[] | null {
  const lines = text.split('\n', LONGEST_LINES).filter((line) => line.trim() !== '')
  if (lines.length < FEWEST_ROWS || !/^\s*[[{].*[\]}],?\s*$/.test(lines[0] ?? '')) return null
  const values: unknown[] = []
  for (const line of lines)
    try {
      values.push(JSON.parse(line.trim().replace(/,$/, '')))
    } catch {
      if (values.length === 0) return null
    }
  return values.length < FEWEST_ROWS ? null : values
}

/** A list of records, or an object that has them by their number or name. */
function readListed(value: unknown, name: string): Table | null {
  if (Array.isArray(value)) return readListTable(value.slice(0, MOST_ROWS), name)
  if (!isObject(value)) return null
  const columns = [value.columns, value.cols, value.header, value.headers, value.fields].find(isNames)
  const rows = [value.rows, value.data, value.values, value.records].find(Array.isArray)
  if (columns && rows?.every((row) => Array.isArray(row)))
    return buildTableOfRows(rows.slice(0, MOST_ROWS).map(readCells), name, columns)
  const members = Object.entries(value).slice(0, MOST_ROWS)
  if (members.length < FEWEST_ROWS || !members.every(([, one]) => isObject(one))) return null
  const records = members.map(([key, one]) => new Map([['', key], ...flattenRecord(one, 0)]))
  // Members that share no name are parts of one thing.
  const first = [...(records[0]?.keys() ?? [])].filter((key) => key !== '')
  return first.some((key) => records.filter((record) => record.has(key)).length * 2 >= records.length)
    ? buildTable(records, name)
    : null
}

function readListTable(list: readonly unknown[], name: string): Table | null {
  if (list.length < FEWEST_ROWS) return null
  if (list.every((one) => Array.isArray(one))) return buildTableOfRows(list.map(readCells), name)
  return list.every(isObject)
    ? buildTable(
        list.map((one) => flattenRecord(one, 0)),
        name,
      )
    : null
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === 'string')
}

function readCells(row: unknown): string[] {
  return Array.isArray(row) ? row.map((one) => readScalar(one) ?? '') : []
}

/** The members of a record and of what it holds, by their own names; those further out win. */
function flattenRecord(record: unknown, depth: number): Map<string, string> {
  const members = new Map<string, string>()
  if (!isObject(record)) return members
  for (const [name, value] of Object.entries(record)) {
    const text = readScalar(value)
    if (text !== null && !members.has(name)) members.set(name, text)
  }
  if (depth < DEEPEST)
    for (const value of Object.values(record))
      for (const [name, text] of isObject(value) ? flattenRecord(value, depth + 1) : [])
        if (!members.has(name)) members.set(name, text)
  return members
}

/** What one member says: of a list of words the first, of `{"$oid": "…"}` and `{"value": "…"}` what is in it. */
function readScalar(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return typeof value[0] === 'string' ? value[0] : null
  if (!isObject(value)) return null
  const [only, ...more] = Object.entries(value)
  return only !== undefined && more.length === 0 && /^\$|^(?:value|stringValue|S|N)$/.test(only[0])
    ? readScalar(only[1])
    : null
}
