/** Records of one kind, whatever they were written in: a row each, and a name for every column. */
export interface Table {
  /** Empty where nothing names the column. */
  readonly columns: readonly string[]
  /** As many cells as there are columns; empty where the record has none. */
  readonly rows: readonly (readonly string[])[]
  /** What the list is called: `contributors`; empty where nothing says. */
  readonly about: string
}

/** Records of a list that are read. */
export const MOST_ROWS = 400
/** Of fewer records nothing can be said. */
export const FEWEST_ROWS = 5
const MOST_COLUMNS = 60
const LONGEST_CELL = 400

/** A table of records that each name their own members. */
export function buildTable(records: readonly ReadonlyMap<string, string>[], about = ''): Table {
  const columns = [...new Set(records.flatMap((record) => [...record.keys()]))].slice(0, MOST_COLUMNS)
  return { columns, rows: records.map((record) => columns.map((name) => cutCell(record.get(name)))), about }
}

/** A table of rows, the first of which may name the columns: it does where none of its cells looks like data. */
export function buildTableOfRows(
  rows: readonly (readonly string[])[],
  about = '',
  names?: readonly string[],
): Table {
  const [first = []] = rows
  const isHead = names === undefined && first.length > 0 && first.every((name) => isName(name))
  const columns = names ?? (isHead ? first : first.map(() => ''))
  const data = isHead ? rows.slice(1) : rows
  const wide = Math.min(Math.max(columns.length, first.length), MOST_COLUMNS)
  return {
    columns: Array.from({ length: wide }, (_, at) => (columns[at] ?? '').trim()),
    rows: data.slice(0, MOST_ROWS).map((row) => Array.from({ length: wide }, (_, at) => cutCell(row[at]))),
    about,
  }
}

/** Whether a cell may name a column: no address, no number, no date. */
function isName(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length < 60 && !/@[\w-]+\.|^[+(]?\d[\d .,/:()-]*$|^\S{40}/.test(trimmed)
}

function cutCell(value: string | undefined): string {
  return (value ?? '').slice(0, LONGEST_CELL).trim()
}
