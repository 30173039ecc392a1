/** What an SQLite file holds, as its schema says (https://www.sqlite.org/fileformat.html). */
export interface SqliteTable {
  readonly name: string
  /** The statement that made it. */
  readonly sql: string
  /** Whether rows can be read in it; deleted ones may be readable all the same. */
  readonly hasRows: boolean
}

const MAGIC = Buffer.from('SQLite format 3\0')
const HEADER_BYTES = 100
const LEAF = 13
const INTERIOR = 5
/** Hostile files point pages at each other. */
const MOST_PAGES = 2000
const MOST_TABLES = 2000

interface Page {
  readonly bytes: Buffer
  /** Where the page's own header begins: behind the file's on the first one. */
  readonly start: number
}

/** Whether the bytes are an SQLite database. */
export function isSqlite(bytes: Buffer): boolean {
  return bytes.length >= 512 && bytes.subarray(0, MAGIC.length).equals(MAGIC)
}

/** By their number in the file's header (section 1.3.13 of the format). */
const ENCODINGS: Readonly<Record<number, 'utf16le' | 'utf16be'>> = { 2: 'utf16le', 3: 'utf16be' }

/** The tables of a database; what cannot be followed is left out. */
export function readSqliteTables(bytes: Buffer): SqliteTable[] {
  if (!isSqlite(bytes)) return []
  const size = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16)
  if (size < 512) return []
  const encoding = ENCODINGS[bytes.readUInt32BE(56)] ?? 'utf8'
  const tables: SqliteTable[] = []
  const pending = [1]
  const seen = new Set<number>()
  while (pending.length > 0 && seen.size < MOST_PAGES && tables.length < MOST_TABLES) {
    const number = pending.pop() ?? 0
    const page = readPageAt(bytes, number, size)
    if (page === null || seen.has(number)) continue
    seen.add(number)
    const type = page.bytes[page.start]
    if (type === INTERIOR) pending.push(...listChildPages(page))
    else if (type === LEAF)
      tables.push(...[...readRows(page)].flatMap((values) => readTable(values, encoding, bytes, size) ?? []))
  }
  return tables
}

function readPageAt(bytes: Buffer, number: number, size: number): Page | null {
  const from = (number - 1) * size
  if (number < 1 || from + 8 > bytes.length) return null
  return { bytes: bytes.subarray(from, from + size), start: number === 1 ? HEADER_BYTES : 0 }
}

function countCells({ bytes, start }: Page): number {
  return start + 5 <= bytes.length ? bytes.readUInt16BE(start + 3) : 0
}

function listChildPages(page: Page): number[] {
  const { bytes, start } = page
  const children: number[] = start + 12 <= bytes.length ? [bytes.readUInt32BE(start + 8)] : []
  for (let index = 0; index < countCells(page); index += 1) {
    const pointer = start + 12 + index * 2
    const at = pointer + 2 <= bytes.length ? bytes.readUInt16BE(pointer) : bytes.length
    if (at + 4 <= bytes.length) children.push(bytes.readUInt32BE(at))
  }
  return children
}

type Value = Buffer | number | null

function* readRows(page: Page): Generator<Value[]> {
  const { bytes, start } = page
  for (let index = 0; index < countCells(page); index += 1) {
    const pointer = start + 8 + index * 2
    if (pointer + 2 > bytes.length) return
    const [, afterLength] = readVarint(bytes, bytes.readUInt16BE(pointer))
    const [, afterId] = readVarint(bytes, afterLength)
    yield readRecord(bytes, afterId)
  }
}

/** A record in the format of section 2.1; long texts are cut where the page ends. */
function readRecord(bytes: Buffer, start: number): Value[] {
  const [length, first] = readVarint(bytes, start)
  let at = first
  let body = start + length
  const values: Value[] = []
  while (at < start + length && at < bytes.length && values.length < 16) {
    const [type, next] = readVarint(bytes, at)
    at = next
    const size = type >= 12 ? Math.floor((type - 12) / 2) : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0)
    values.push(
      type >= 12
        ? bytes.subarray(body, body + size)
        : type >= 1 && type <= 5 && body + size <= bytes.length
          ? bytes.readIntBE(body, size)
          : null,
    )
    body += size
  }
  return values
}

function readVarint(bytes: Buffer, start: number): [value: number, next: number] {
  let value = 0
  for (let at = start; at < start + 9; at += 1) {
    const byte = bytes[at] ?? 0
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, at + 1]
  }
  return [value, start + 9]
}

function readTable(values: Value[], encoding: string, bytes: Buffer, size: number): SqliteTable | null {
  const [type, name, , root, sql] = values
  if (!Buffer.isBuffer(type) || !Buffer.isBuffer(name) || decodeByEncoding(type, encoding) !== 'table')
    return null
  const page = typeof root === 'number' ? readPageAt(bytes, root, size) : null
  const hasRows = page !== null && (page.bytes[page.start] === INTERIOR || countCells(page) > 0)
  return {
    name: decodeByEncoding(name, encoding),
    sql: Buffer.isBuffer(sql) ? decodeByEncoding(sql, encoding) : '',
    hasRows,
  }
}

function decodeByEncoding(bytes: Buffer, encoding: string): string {
  if (encoding === 'utf8') return bytes.toString('utf8')
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1))
  return (encoding === 'utf16be' ? even.swap16() : even).toString('utf16le')
}
