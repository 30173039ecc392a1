import { isCardNumber, isGivenName, isOneName, isPersonsName } from '../../../../knowledge/personal-values.ts'
import type { Table } from '../../../../layers/records/table.ts'
import { settingRole } from '../../../../secrets/settings/setting-names.ts'
import { isGenerated, isMixed } from '../../../../secrets/settings/setting-values.ts'
import type { PeopleTable } from './data-kind.ts'
import { isRealAddress } from './people-addresses.ts'
import { listTellingColumns } from './people-in-text.ts'

type Fact =
  | 'address'
  | 'card'
  | 'account'
  | 'hash'
  | 'password'
  | 'telephone'
  | 'birth'
  | 'health'
  | 'pay'
  | 'number'
  | 'name'
  | 'street'
  | 'user'

const FEWEST = 5
/** Addresses that nothing else is known of: so many, at so many providers, are no list of a team. */
const FEWEST_ALONE = 10
const FEWEST_PROVIDERS = 3

const PHONE = /^\+?[\d ()./-]{7,24}$/
const IBAN = /^[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){2,7}[A-Z0-9]{1,4}$/
const DATE =
  /^(?:(?:19[2-9]\d|20[01]\d)[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19[2-9]\d|20[01]\d))(?:[T ].*)?$/
const HASHED =
  /^(?:\$(?:2[aby]|argon2\w*|[156y]|apr1|P|S)\$|\{S?SHA\d*(?:-CRYPT)?\}|pbkdf2|scrypt|AQAAAA)|^[0-9a-f]{32,128}$|^[A-Za-z0-9+/]{40,128}={0,2}$/i
const DISEASE = /^[A-TV-Z]\d{2}(?:\.\w{1,4})?\b/
const STREET =
  /^\p{L}[\p{L}.'’ -]{3,40} \d{1,4} ?[a-z]?$|^\d{1,5} \p{Lu}[\p{L}.'’ -]{2,40}(?:st|street|ave|avenue|rd|road|lane|ln|dr|drive|way|blvd)\b\.?/iu

/** By the name of a column and by what is in it; the first that fits. A column without a name is told by its cells alone. */
const FACTS: readonly (readonly [fact: Fact, name: RegExp, cell: (text: string) => boolean])[] = [
  ['address', /./, isRealAddress],
  ['card', /./, isCardNumber],
  ['account', /./, (text) => IBAN.test(text)],
  ['hash', /hash|pass|pwd|digest|salt|secret|crypt|token/i, (text) => HASHED.test(text)],
  ['telephone', /phone|mobil|tel|fon|cell|handy|fax|whatsapp/i, (text) => PHONE.test(text)],
  ['birth', /birth|born|geb|dob|naiss|nacim|bday|geboorte|fodsel|alter/i, (text) => DATE.test(text)],
  [
    'health',
    /^dx\d?$|diagnos|icd|disease|krankheit|illness/i,
    (text) => DISEASE.test(text) || text.length > 3,
  ],
  [
    'pay',
    /salar|gehalt|lohn|wage|income|compensation|bonus/i,
    (text) => /^\D{0,4}\d[\d.,' ]{2,}\D{0,4}$/.test(text),
  ],
  [
    'number',
    /\bssn|social.?sec|passport|tax.?(?:id|no)|steuer|national.?id|\bmrn\b|patient.?(?:id|no)|insurance|versicher|personal.?n|cpf|curp|\bnif\b|\bdni\b|pesel|aadhaar|codice.?fiscale/i,
    (text) => /\d{4}/.test(text),
  ],
  [
    'street',
    /street|stra(?:ss|ß)e|address|adress|\brue\b|calle|indirizzo|endereco/i,
    (text) => STREET.test(text),
  ],
  [
    'user',
    /^(?:user(?:_?name)?|login|account|uid|handle|nick(?:name)?|member)$/i,
    (text) => /^[\w.@-]{2,64}$/.test(text),
  ],
]

/**
 * The people or accounts whose records a table holds; null for a table of anything else.
 * @param isOfAuthors Whether the text names authors: their names and addresses are published.
 */
export function findPeopleInTable(table: Table, isOfAuthors: boolean): PeopleTable | null {
  if (table.rows.length < FEWEST) return null
  const facts = new Map<Fact, Column>()
  for (const [at, name] of table.columns.entries()) {
    const cells = table.rows.map((row) => row[at] ?? '').filter((cell) => cell !== '' && cell !== 'null')
    const fact = new Set(cells).size < FEWEST ? null : recogniseFact(name, cells)
    if (fact !== null && !facts.has(fact)) facts.set(fact, { name: name === '' ? fact : name, cells })
  }
  if (!arePeople(facts, table, isOfAuthors) || areMadeUp(table)) return null
  const secrets = facts.has('hash') || facts.has('password')
  const names = [...facts.values()].map(({ name }) => name)
  return {
    rows: table.rows.length,
    columns: names.slice(0, 3).join(', '),
    hasSecrets: secrets && (facts.has('address') || facts.has('user')),
  }
}

/** Telephone numbers with an extension behind an `x`: generators of people make them, and nobody writes them. */
const GENERATED_PHONE = /^[\d ().+-]{7,24}\s?x\d{2,6}$/

/** Whether a generator made the people up. */
function areMadeUp({ rows }: Table): boolean {
  return rows.filter((row) => row.some((cell) => GENERATED_PHONE.test(cell))).length * 6 >= rows.length
}

interface Column {
  readonly name: string
  /** Those that are not empty. */
  readonly cells: readonly string[]
}

/** Whether three of five cells are of a sort. */
function hasMost(cells: readonly string[], is: (cell: string) => boolean): boolean {
  return cells.filter(is).length * 5 >= cells.length * 3
}

function recogniseFact(name: string, cells: readonly string[]): Fact | null {
  for (const [fact, names, is] of FACTS) if (names.test(name || 'x') && hasMost(cells, is)) return fact
  if (settingRole(name) === 'password' && hasMost(cells, (cell) => isMixed(cell) || isGenerated(cell)))
    return 'password'
  return (name === '' ? recogniseFactByCells(cells) : null) ?? (areNames(cells) ? 'name' : null)
}

/** What cells without a name above them are by their form alone. */
function recogniseFactByCells(cells: readonly string[]): Fact | null {
  if (hasMost(cells, (cell) => /^\+\d/.test(cell) && PHONE.test(cell))) return 'telephone'
  if (hasMost(cells, (cell) => HASHED.test(cell) && /^[${]/.test(cell))) return 'hash'
  if (hasMost(cells, (cell) => STREET.test(cell))) return 'street'
  const years = new Set(cells.map((cell) => /\d{4}/.exec(cell)?.[0]))
  return years.size > 4 && hasMost(cells, (cell) => DATE.test(cell)) ? 'birth' : null
}

/** Whether they are names of people, whole or in part; a good part of them has a known given name. */
function areNames(cells: readonly string[]): boolean {
  const isEnough = (count: number) => count >= FEWEST && count * 10 >= cells.length * 3
  return (
    isEnough(cells.filter(isPersonsName).length) ||
    (hasMost(cells, isOneName) && isEnough(cells.filter(isGivenName).length))
  )
}

const ABOUT_AUTHORS =
  /author|contribut|maintain|commit|credit|translat|developer|sponsor|owner|publisher|npmuser/i

function arePeople(
  facts: ReadonlyMap<Fact, Column>,
  { about, columns }: Table,
  isOfAuthors: boolean,
): boolean {
  const has = (...some: Fact[]) => some.some((fact) => facts.has(fact))
  if (has('card') || (has('user') && has('hash', 'password'))) return true
  const address = facts.get('address')
  if (address !== undefined) {
    if (ABOUT_AUTHORS.test(about)) return false
    if (has('hash', 'password', 'telephone', 'account', 'birth', 'street', 'health', 'pay', 'number'))
      return true
    if (isOfAuthors) return false
    return has('name') || listTellingColumns(columns).length > 1 || areOfMany(address, columns)
  }
  if (!has('name')) return has('street') && has('telephone', 'birth', 'pay', 'number')
  if (has('account', 'pay', 'number', 'health')) return true
  return has('telephone') || (has('street', 'birth') && facts.size > 2)
}

/** Whether addresses are so many, at so many providers, that they are of no one's team. */
function areOfMany({ cells }: Column, columns: readonly string[]): boolean {
  const addresses = new Set(cells.map((cell) => cell.toLowerCase()).filter(isRealAddress))
  const providers = new Set([...addresses].map((one) => one.slice(one.indexOf('@'))))
  return columns.length > 1 && addresses.size >= FEWEST_ALONE && providers.size >= FEWEST_PROVIDERS
}
