/** A table in which rows are people. */
export interface PeopleTable {
  readonly rows: number
  /** Names of the telling columns. */
  readonly columns: string
}

const FEWEST_PEOPLE = 5
const MOST_RECORDS = 400
const NAME_COLUMN =
  /^(?:(?:first|last|full|sur|given|family|patient|customer|employee)?[ _.-]?name|vorname|nachname|nom|prenom|apellido)$/i
const PRIVATE_COLUMN =
  /iban|salary|gehalt|lohn|wage|\bssn\b|social.?sec|diagnos|phone|mobile|telefon|tax.?id|steuer|passport|card.?n|insurance.?n/i
/** Accounts, telephones, numbers of four digits and more, codes of diseases. */
const PRIVATE_VALUE =
  /^"?(?:[A-Z]{2}\d{2}[A-Z0-9 ]{10,32}|\+?[\d ()/.-]{7,24}|[\d.,]{4,14}|[A-Z]\d{2}(?:\.\d{1,2})?)"?$/

/** People without addresses: a name in each row, and a column that nobody publishes of anybody. */
export function namedRows(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): PeopleTable | null {
  const name = columns.findIndex((column) => NAME_COLUMN.test(column))
  const at = columns.findIndex((column) => PRIVATE_COLUMN.test(column))
  if (name === -1 || at === -1) return null
  const people = rows.filter(
    (row) =>
      /^"?\p{Lu}\p{L}+[\p{L} .'-]*"?$/u.test(row[name]?.trim() ?? '') &&
      PRIVATE_VALUE.test(row[at]?.trim() ?? ''),
  )
  const isPersonal = /first|last|sur|given|family|vor|nach|patient|employee|prenom/i.test(columns.join())
  const distinct = new Set(people.map((row) => row[at])).size
  if (!isPersonal || distinct < FEWEST_PEOPLE || people.length * 2 < rows.length) return null
  return { rows: rows.length, columns: `${columns[name]}, ${columns[at]}` }
}

const OBJECT = /\{[^{}]{10,2000}\}/g
const FIELD = /"([\w -]{1,40})"\s{0,4}:\s{0,4}(?:"([^"\\]{0,200})"|(-?[\d.]{1,20}))/g

/** The same for records of JSON. */
export function namedRecords(text: string): PeopleTable | null {
  const records = (text.match(OBJECT) ?? [])
    .slice(0, MOST_RECORDS)
    .map((record) => [...record.matchAll(FIELD)])
  const columns = [...new Set(records.flatMap((fields) => fields.map(([, name = '']) => name)))].slice(0, 100)
  const rows = records.map((fields) => {
    const values = new Map(fields.map(([, name = '', quoted, number]) => [name, quoted ?? number ?? '']))
    return columns.map((name) => values.get(name) ?? '')
  })
  return namedRows(columns, rows)
}
