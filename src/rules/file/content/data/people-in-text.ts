import type { PeopleTable } from './data-kind.ts'
import { findRealAddresses } from './people-addresses.ts'

const FEWEST_PEOPLE = 5
const LOOKED_AT = 400

function makePeopleTable(rows: number, columns: string): PeopleTable | null {
  return rows < FEWEST_PEOPLE ? null : { rows, columns, hasSecrets: false }
}

/** What people wrote, by turns, as models are trained and judged with it. */
const TURN =
  /"(?:role|from|speaker|sender|author)"\s{0,4}:\s{0,4}"(?:user|human|customer|client|visitor|agent)"/gi

/** Addresses of people in what they said to each other or to a program. */
export function findPeopleInConversations(text: string): PeopleTable | null {
  if ((text.match(TURN)?.length ?? 0) < FEWEST_PEOPLE) return null
  return makePeopleTable(new Set(findRealAddresses(text)).size, 'messages')
}

/** Address cards (RFC 6350), or entries of a directory (RFC 2849) with addresses. */
export function findPeopleOnCards(text: string): PeopleTable | null {
  const isCards = /^\s*BEGIN:VCARD\s/i.test(text)
  if (!isCards && !/^(?:version: 1\s+)?(?:#[^\n]*\s+)*dn: \S/.test(text)) return null
  return makePeopleTable(new Set(findRealAddresses(text)).size, isCards ? 'FN, EMAIL, TEL' : 'cn, mail')
}

/** Who was invited to what (RFC 5545): at least five people who organise or attend. */
export function findPeopleInCalendar(text: string): PeopleTable | null {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) return null
  const lines = text.replace(/\r?\n[ \t]/g, '').match(/^(?:ATTENDEE|ORGANIZER)[;:][^\r\n]{3,1000}/gim) ?? []
  const addresses = new Set(lines.flatMap((line) => findRealAddresses(line.replace(/mailto:/gi, ' '))))
  return makePeopleTable(addresses.size, 'ATTENDEE, ORGANIZER')
}

const COLUMN =
  /(?:e-?mail|^mail$|phone|mobile|telefon|tel|iban|ssn|birth|geburt|street|stra(?:ss|ß)e|address|adresse|zip|postcode|plz|first.?name|last.?name|vorname|nachname|surname|full.?name|password|salary|card)/i

/** Names of columns that hold people's data. */
export function listTellingColumns(columns: readonly string[]): string[] {
  return columns.filter((name) => name.length < 40 && COLUMN.test(name))
}

/** The texts of a sheet's cells, which a workbook keeps together (ECMA-376, part 1, 18.4). */
export function findPeopleInSheet(text: string): PeopleTable | null {
  const cells = [...text.matchAll(/<t(?:\s[^>]{0,80})?>([^<]{1,200})<\/t>/g)].map(([, cell = '']) => cell)
  const telling = listTellingColumns(cells.slice(0, 40).filter((cell) => !cell.includes('@')))
  const addresses = new Set(cells.flatMap((cell) => findRealAddresses(cell).slice(0, 1)))
  return telling.length < 2 ? null : makePeopleTable(addresses.size, telling.slice(0, 3).join(', '))
}

const PHONE = /(?<![\w.-])(?:\+|00)\d[\d ()./-]{6,18}\d(?![\w.-])|(?<![\w.-])0\d{2,4}[ /-]\d{4,10}(?!\w)/
const IBAN = /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?!\w)/
const BIRTH = /(?:birth|geb(?:oren|urt)|dob)\W{1,12}\d/i
/** Characters around an address in which what else is known of the person stands. */
const NEAR = 160

/**
 * People in any text: at least five addresses of different people, each near a telephone number, an account or a date of
 * birth. Lists of authors have addresses alone.
 */
export function findPeopleByNearness(text: string): PeopleTable | null {
  const found = new Set<string>()
  const known = new Set<string>()
  for (let at = text.indexOf('@'); at !== -1 && found.size < LOOKED_AT; at = text.indexOf('@', at + 1)) {
    const around = text.slice(Math.max(0, at - 64), at + 100)
    const address = findRealAddresses(around).find((one) => text.startsWith(one, at - one.indexOf('@')))
    if (address === undefined) continue
    const near = text.slice(Math.max(0, at - NEAR), at + NEAR)
    const also = PHONE.test(near)
      ? 'telephone'
      : IBAN.test(near)
        ? 'account'
        : BIRTH.test(near)
          ? 'birth'
          : null
    if (also === null) continue
    found.add(address.toLowerCase())
    known.add(also)
  }
  return makePeopleTable(found.size, `address, ${[...known].join(', ')}`)
}
