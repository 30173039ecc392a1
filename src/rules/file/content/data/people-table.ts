/** A table in which rows are people. */
export interface PeopleTable {
  readonly rows: number
  /** Names of the telling columns. */
  readonly columns: string
}

const ADDRESS = /(?:^|[\s",;:|\t<'])([a-z0-9][\w.+-]{1,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})/gi
const MADE_UP =
  /@(?:[\w.-]*\.)?(?:example\.\w+|test\.\w+|test|invalid|localhost|domain\.\w+|email\.com|company\.com|foo\.\w+|bar\.\w+|mail\.com|acme\.\w+|noreply\.\w+|users\.noreply\.github\.com|yourdomain\.\w+|sample\.\w+)$|^(?:noreply|no-reply|info|support|hello|contact|admin|sales|git|user\d*|test\d*|foo|bar|name)@/i
const COLUMN =
  /(?:e-?mail|phone|mobile|telefon|tel|iban|ssn|birth|geburt|street|stra(?:ss|ß)e|address|adresse|zip|postcode|plz|first.?name|last.?name|vorname|nachname|surname|full.?name|password|salary|card)/i
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
  const telling = columns.filter((name) => name.length < 40 && COLUMN.test(name))
  if (telling.length < 2) return null
  const rows = lines.slice(1).filter((line) => line.trim() !== '')
  const addresses = new Set(rows.flatMap((row) => realAddresses(row).slice(0, 1)))
  if (addresses.size < FEWEST_ROWS || addresses.size * 2 < rows.length) return null
  return { rows: rows.length, columns: telling.slice(0, 3).join(', ') }
}

const MEMBER =
  /"(?:e-?mail\w*|phone\w*|mobile|iban|ssn|birth\w*|street|address\w*|zip\w*|first_?name|last_?name|vorname|nachname|password\w*|passwordHash|salary|card\w*)"\s{0,4}:\s{0,4}"[^"]/gi

/** The same for JSON and lines of JSON: at least ten addresses of different people, and two more members of each. */
export function peopleList(text: string): PeopleTable | null {
  const head = text.slice(0, 262_144)
  if (!/^\s*[[{]/.test(head) || !/"e-?mail/i.test(head)) return null
  const addresses = new Set(realAddresses(head))
  if (addresses.size < FEWEST_ROWS * 2) return null
  const members = [...head.matchAll(MEMBER)].map(([name]) => name.split('"')[1]?.toLowerCase() ?? '')
  const kinds = new Set(members)
  if (kinds.size < 2 || members.length < addresses.size * 2) return null
  return { rows: addresses.size, columns: [...kinds].slice(0, 3).join(', ') }
}

function realAddresses(text: string): string[] {
  return [...text.matchAll(ADDRESS)].map(([, address = '']) => address).filter((one) => !MADE_UP.test(one))
}
