import { namedRecords, namedRows, type PeopleTable } from './people-by-name.ts'

export type { PeopleTable }

const ADDRESS =
  /(?:^|[\s",;:|<>'([=\0-\x1f])([a-z0-9][\w.+-]{1,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})/gi
const MADE_UP =
  /@(?:[\w.-]*\.)?(?:example\.\w+|test\.\w+|test|invalid|localhost|domain\.\w+|email\.com|company\.com|foo\.\w+|bar\.\w+|mail\.com|acme\.\w+|noreply\.\w+|users\.noreply\.github\.com|yourdomain\.\w+|sample\.\w+)$|^(?:noreply|no-reply|info|support|hello|contact|admin|sales|git|user\d*|test\d*|foo|bar|name)@/i
const COLUMN =
  /(?:e-?mail|^mail$|phone|mobile|telefon|tel|iban|ssn|birth|geburt|street|stra(?:ss|ß)e|address|adresse|zip|postcode|plz|first.?name|last.?name|vorname|nachname|surname|full.?name|password|salary|card)/i
const FEWEST_ROWS = 5
const LOOKED_AT = 400

/**
 * A table with a header whose rows are people: at least five rows, most of them, with an address of their own that is
 * nobody's example, under columns that hold people's data.
 */
export function peopleTable(text: string): PeopleTable | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, LOOKED_AT)
  const header = lines[0] ?? ''
  const separator = [';', '\t', ',', '|'].find((sign) => header.includes(sign))
  if (separator === undefined) return null
  const columns = header.split(separator).map((name) => name.replace(/["']/g, '').trim())
  const telling = tellingColumns(columns)
  const rows = lines.slice(1).filter((line) => line.trim() !== '')
  const named = namedRows(
    columns,
    rows.map((row) => row.split(separator)),
  )
  if (named !== null) return named
  if (telling.length < 2) return null
  const addresses = new Set(rows.flatMap((row) => realAddresses(row).slice(0, 1)))
  if (addresses.size < FEWEST_ROWS || addresses.size * 2 < rows.length) return null
  return { rows: rows.length, columns: telling.slice(0, 3).join(', ') }
}

const MEMBER =
  /\b(?:e_?mail\w*|phone\w*|mobile|iban|ssn|birth\w*|street|address\w*|zip\w*|first_?name|last_?name|vorname|nachname|password\w*|passwordHash|salary|card\w*)["']?\s{0,4}:\s{0,4}["'`][^"'`]/gi
const HEAD = 262_144
/** People of whom a list in code is more than its examples. */
const FEWEST_IN_CODE = FEWEST_ROWS * 2

/**
 * The same for JSON and lines of JSON: at least ten addresses of different people, and two more members of each; or at
 * least five in conversations.
 */
export function peopleList(text: string): PeopleTable | null {
  if (!/^\s*[[{]/.test(text)) return null
  const head = text.slice(0, HEAD)
  const listed = /"e-?_?mail/i.test(text) ? peopleByMembers(head) : null
  const named =
    listed === null && /"(?:iban|salary|ssn|phone|diagnos)/i.test(head) ? namedRecords(head) : null
  return listed ?? named ?? peopleInConversations(head)
}

const MEMBER_OF_YAML =
  /^[ \t-]*["']?(e_?-?mail\w*|phone\w*|mobile|tel|iban|ssn|birth\w*|street|address\w*|zip\w*|first_?name|last_?name|vorname|nachname|password\w*|salary)["']?[ \t]*:[ \t]*[^\s#|>&{[]/gim

/** The same for YAML. */
export function peopleInYaml(text: string): PeopleTable | null {
  const head = text.slice(0, HEAD)
  return /mail/i.test(head) ? peopleByMembers(head, MEMBER_OF_YAML) : null
}

/** What people wrote, by turns, as models are trained and judged with it. */
const TURN =
  /"(?:role|from|speaker|sender|author)"\s{0,4}:\s{0,4}"(?:user|human|customer|client|visitor|agent)"/gi

function peopleInConversations(text: string): PeopleTable | null {
  if ((text.match(TURN)?.length ?? 0) < FEWEST_ROWS) return null
  const addresses = new Set(realAddresses(text))
  return addresses.size < FEWEST_ROWS ? null : { rows: addresses.size, columns: 'messages' }
}

/** What to search for; code without one of these holds no list of people. */
export const PEOPLE_KEYWORDS: readonly string[] = ['email:', 'email":', "email':", 'mail: "', "mail: '"]

/** The same for object literals in code, at hits of the keywords. */
export function peopleInCode(
  bytes: Buffer,
  hits: readonly { readonly offset: number }[],
): PeopleTable | null {
  if (hits.length < FEWEST_IN_CODE) return null
  const filled = hits.filter(({ offset }) => bytes.toString('latin1', offset, offset + 90).includes('@'))
  const first = filled[0]?.offset ?? 0
  return filled.length < FEWEST_IN_CODE
    ? null
    : peopleByMembers(bytes.toString('utf8', Math.max(0, first - 1000), first + HEAD))
}

function peopleByMembers(text: string, member = MEMBER): PeopleTable | null {
  const addresses = new Set(realAddresses(text))
  if (addresses.size < FEWEST_ROWS * 2) return null
  const members = [...text.matchAll(member)].map(([name]) => /[a-z]\w*/i.exec(name)?.[0].toLowerCase() ?? '')
  const kinds = new Set(members)
  if (kinds.size < 2 || members.length < addresses.size * 2) return null
  return { rows: addresses.size, columns: [...kinds].slice(0, 3).join(', ') }
}

/** Address cards (RFC 6350), or entries of a directory (RFC 2849) with addresses. */
export function peopleCards(text: string): PeopleTable | null {
  const head = text.slice(0, HEAD)
  const isCards = /^\s*BEGIN:VCARD\s/i.test(head)
  if (!isCards && !/^(?:version: 1\s+)?(?:#[^\n]*\s+)*dn: \S/.test(head)) return null
  const addresses = new Set(realAddresses(head))
  const columns = isCards ? 'FN, EMAIL, TEL' : 'cn, mail'
  return addresses.size < FEWEST_ROWS ? null : { rows: addresses.size, columns }
}

/** Who was invited to what (RFC 5545): at least five people who organise or attend. */
export function peopleInCalendar(text: string): PeopleTable | null {
  const head = text.slice(0, HEAD).replace(/\r?\n[ \t]/g, '')
  if (!/^\s*BEGIN:VCALENDAR/i.test(head)) return null
  const lines = head.match(/^(?:ATTENDEE|ORGANIZER)[;:][^\r\n]{3,1000}/gim) ?? []
  const addresses = new Set(lines.flatMap((line) => realAddresses(line.replace(/mailto:/gi, ' '))))
  return addresses.size < FEWEST_ROWS ? null : { rows: addresses.size, columns: 'ATTENDEE, ORGANIZER' }
}

/** The texts of a sheet's cells, which a workbook keeps together (ECMA-376, part 1, 18.4). */
export function peopleInSheet(text: string): PeopleTable | null {
  const cells = [...text.slice(0, HEAD).matchAll(/<t(?:\s[^>]{0,80})?>([^<]{1,200})<\/t>/g)].map(
    ([, cell = '']) => cell,
  )
  const telling = cells
    .slice(0, 40)
    .filter((cell) => cell.length < 40 && !cell.includes('@') && COLUMN.test(cell))
  const addresses = new Set(cells.flatMap((cell) => realAddresses(cell).slice(0, 1)))
  if (telling.length < 2 || addresses.size < FEWEST_ROWS) return null
  return { rows: addresses.size, columns: telling.slice(0, 3).join(', ') }
}

const ELEMENT_OF_PEOPLE =
  /<(?:[\w-]{1,20}:)?((?:\w{1,20}[_-]?)?(?:e-?mail|phone|mobile|first_?name|last_?name|surname|birth\w{0,10}|street|iban|salary)\w{0,12})(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?[^<\]]{2,200}/gi

/** The same for XML: elements with addresses, and others about the same people beside them. */
export function peopleInXml(text: string): PeopleTable | null {
  const head = text.slice(0, HEAD)
  if (!/mail/i.test(head)) return null
  const elements = [...head.matchAll(ELEMENT_OF_PEOPLE)]
  const addresses = new Set(
    elements.flatMap(([whole]) => realAddresses(whole.replace(/^[^>]*>|<!\[CDATA\[/g, ' '))),
  )
  const kinds = new Set(elements.map(([, name = '']) => name.toLowerCase()))
  const isExport = kinds.size >= 2 || /<wp:wxr_version>/.test(head)
  if (!isExport || addresses.size < FEWEST_ROWS) return null
  return { rows: addresses.size, columns: [...kinds].slice(0, 3).join(', ') }
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
export function peopleByNearness(text: string): PeopleTable | null {
  const people = new Set<string>()
  const known = new Set<string>()
  for (let at = text.indexOf('@'); at !== -1 && people.size < LOOKED_AT; at = text.indexOf('@', at + 1)) {
    const around = text.slice(Math.max(0, at - 64), at + 100)
    const address = realAddresses(around).find((one) => text.startsWith(one, at - one.indexOf('@')))
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
    people.add(address.toLowerCase())
    known.add(also)
  }
  return people.size < FEWEST_ROWS
    ? null
    : { rows: people.size, columns: `address, ${[...known].join(', ')}` }
}

/** Names of columns that hold people's data. */
export function tellingColumns(columns: readonly string[]): string[] {
  return columns.filter((name) => name.length < 40 && COLUMN.test(name))
}

function realAddresses(text: string): string[] {
  return [...text.matchAll(ADDRESS)].map(([, address = '']) => address).filter((one) => !MADE_UP.test(one))
}
