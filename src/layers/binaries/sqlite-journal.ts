const MAGIC = Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7])
/** Zeroed where the journal was not written through yet, or is kept for the next transaction. */
const NO_MAGIC = Buffer.alloc(MAGIC.length)
const DATABASE = Buffer.from('SQLite format 3\0')
/** A journal without pages in it has a header only. */
const SECTOR_BYTES = 512
/** Pages that a database may have beyond those in its journal, as parts of the journal's size. */
const MOST_TIMES = 8

/**
 * The pages of a database that its rollback journal keeps, each at its place (https://www.sqlite.org/fileformat.html,
 * section 3); null for anything else, and where the first page is not among them.
 */
export function rebuildDatabaseOfJournal(bytes: Buffer): Buffer | null {
  const magic = bytes.subarray(0, MAGIC.length)
  if (bytes.length < 2 * SECTOR_BYTES || !(magic.equals(MAGIC) || magic.equals(NO_MAGIC))) return null
  const first = bytes.indexOf(DATABASE, SECTOR_BYTES)
  if (first < SECTOR_BYTES + 4 || first + 100 > bytes.length || bytes.readUInt32BE(first - 4) !== 1)
    return null
  const size = bytes.readUInt16BE(first + 16) === 1 ? 65_536 : bytes.readUInt16BE(first + 16)
  if (size < SECTOR_BYTES || size % SECTOR_BYTES !== 0) return null
  // A number before each page, a checksum behind it.
  const record = size + 8
  const start = SECTOR_BYTES + ((first - 4 - SECTOR_BYTES) % record)
  const database = Buffer.alloc(
    Math.min(MOST_TIMES * bytes.length, findLastPage(bytes, start, record) * size),
  )
  for (let at = start; at + record <= bytes.length; at += record) {
    const place = (bytes.readUInt32BE(at) - 1) * size
    if (place >= 0 && place < database.length) bytes.copy(database, place, at + 4, at + 4 + size)
  }
  return database
}

function findLastPage(bytes: Buffer, start: number, record: number): number {
  let last = 1
  for (let at = start; at + record <= bytes.length; at += record)
    last = Math.max(last, bytes.readUInt32BE(at))
  return last
}
