import { settingsSyntax } from '../../../../knowledge/settings-file.ts'
import { readTables } from '../../../../layers/records/read-tables.ts'
import type { Layer } from '../../../../model/layer.ts'
import { CALENDAR, CARDS, CODE, SHEET } from './data-file-names.ts'
import type { PeopleTable } from './data-kind.ts'
import { findRealAddresses } from './people-addresses.ts'
import { findPeopleInTable } from './people-in-tables.ts'
import {
  findPeopleByNearness,
  findPeopleInCalendar,
  findPeopleInConversations,
  findPeopleInSheet,
  findPeopleOnCards,
} from './people-in-text.ts'

/** Bytes of a text in which people are looked for. */
const SAMPLE = 262_144
const HEAD = 4096
const FEWEST = 5
/** People of whom a list in code is more than its examples. */
const FEWEST_IN_CODE = FEWEST * 2
/** Names of columns of which one is there where a table is about people of whom it has no address. */
const PERSONAL =
  /iban|konto|birth|geb[a-z_]{0,6}dat|born|\bdob\b|phone|telefon|mobil|\bssn\b|passport|salar|gehalt|diagnos|\bdx\b|street|stra(?:ss|ß)e|passw|hash|[a-z]{2}\d{2} ?(?:\d{4} ?){3}/i
const CARD = /(?<!\d)(?:\d{4}[ -]?){3}\d{3,4}(?!\d)/
/** Who made a work, and that it is a list of them. */
const OF_AUTHORS = /\b(?:authors?|contributors?|maintainers?|committers?|translators?|last-translator)\b/i
const AUTHORS_FILE =
  /(?:^|\/)(?:authors|contributors|maintainers|thanks|credits|codeowners|\.mailmap|changelog|changes|licen[cs]e)[^/]*$/i

/** What to search for; code without one of these holds no list of people. */
export const PEOPLE_KEYWORDS: readonly string[] = ['email:', 'email":', "email':", 'mail: "', "mail: '"]
const PEOPLE = new Set(PEOPLE_KEYWORDS)

/** The people that a text file lists, in whatever notation; null where it lists none. */
export function findPeopleInFile({ bytes }: Layer, path: string, hits: Layer['hits']): PeopleTable | null {
  if (AUTHORS_FILE.test(path)) return null
  if (CODE.test(path)) return findPeopleInCode(bytes, hits)
  if (SHEET.test(path)) return findPeopleInSheet(bytes.toString('utf8', 0, SAMPLE))
  if (settingsSyntax(path) === null) return null
  const hasAddresses = hasManyAddresses(bytes)
  if (!hasAddresses && !isPersonal(bytes)) return null
  const text = bytes.toString('utf8', 0, SAMPLE)
  if (CALENDAR.test(path)) return findPeopleInCalendar(text)
  return (
    (CARDS.test(path) ? findPeopleOnCards(text) : null) ??
    findPeopleInRecords(text) ??
    (hasAddresses ? (findPeopleInConversations(text) ?? findPeopleByNearness(text)) : null)
  )
}

/** The fullest table of people in a text. */
function findPeopleInRecords(text: string): PeopleTable | null {
  const isOfAuthors = OF_AUTHORS.test(text)
  const found = readTables(text).flatMap((table) => findPeopleInTable(table, isOfAuthors) ?? [])
  return found.sort((a, b) => Number(b.hasSecrets) - Number(a.hasSecrets) || b.rows - a.rows)[0] ?? null
}

/** A look at bytes, as nearly no file has them. */
function hasManyAddresses(bytes: Buffer): boolean {
  let seen = 0
  for (let at = bytes.indexOf(0x40); at !== -1 && at < SAMPLE; at = bytes.indexOf(0x40, at + 1)) {
    const after = bytes.toString('latin1', at + 1, at + 40)
    if (/^[a-z0-9-]{1,30}\.[a-z]/i.test(after)) seen += 1
    if (seen >= FEWEST) return true
  }
  return false
}

function isPersonal(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, HEAD)
  return PERSONAL.test(head) || CARD.test(head)
}

/** The same for object literals in code, at hits of the keywords. */
function findPeopleInCode(bytes: Buffer, hits: Layer['hits']): PeopleTable | null {
  const filled = hits.filter(
    ({ keyword, offset }) =>
      PEOPLE.has(keyword) && bytes.toString('latin1', offset, offset + 90).includes('@'),
  )
  const first = filled[0]?.offset ?? 0
  if (filled.length < FEWEST_IN_CODE) return null
  const text = bytes.toString('utf8', Math.max(0, first - 1000), first + SAMPLE)
  return new Set(findRealAddresses(text)).size < FEWEST_IN_CODE ? null : findPeopleInRecords(text)
}

const MOST_OFFICE_BYTES = 8 * 1024 ** 2

/**
 * The same for a document or a sheet of the office programs up to 2003 (MS-CFB, 2.2): its texts lie in it as they are.
 * Null for every other binary file.
 */
export function findPeopleInOfficeFile(bytes: Buffer): PeopleTable | null {
  if (bytes.length >= MOST_OFFICE_BYTES || bytes.toString('hex', 0, 8) !== 'd0cf11e0a1b11ae1') return null
  return findPeopleByNearness(bytes.toString('latin1'))
}
