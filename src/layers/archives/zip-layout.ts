/** Signatures and field offsets: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16. */
export const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_RECORD = 0x06054b50
const END_RECORD_64 = 0x06064b50
const END_LOCATOR_64 = 0x07064b50
const DESCRIPTOR = 0x08074b50
const END_RECORD_BYTES = 22
const LONGEST_COMMENT = 0xffff
const FULL = 0xffffffff
const UNIX = new Set([3, 19])

/** What a directory, or a local header that no directory names, says of a member. */
export interface ZipRecord {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly packed: number
  /** Bytes that it unpacks to, as stated; null where nothing says. */
  readonly unpacked: number | null
  /** CRC-32 as stated; null where nothing says. */
  readonly checksum: number | null
  /** Type and permission bits as Unix has them; 0 where it was made elsewhere. */
  readonly mode: number
  /** Offset of the local header in the file. */
  readonly local: number
  /** Comment and fields of others, as they are. */
  readonly besides: Buffer
}

/** A directory of a zip and the records around its end. */
export interface ZipDirectory {
  readonly records: readonly ZipRecord[]
  /** Bytes that directory and end take: `[start, end)`, in order. */
  readonly spans: readonly (readonly [number, number])[]
  readonly comment: Buffer
  /** Whether it breaks off before the number of records that it states. */
  readonly broken: boolean
}

/** Whether there is a member's header here that makes sense: one that stands in a program's code does not. */
export function isLocalHeader(content: Buffer, at: number): boolean {
  if (!hasSignatureAt(content, at, LOCAL_HEADER, 30)) return false
  const version = content[at + 4] ?? 255
  const nameBytes = content.readUInt16LE(at + 26)
  const name = content.toString('latin1', at + 30, at + 30 + nameBytes)
  return (
    version <= 99 && nameBytes > 0 && nameBytes < 4096 && name.length === nameBytes && !/[\0-\x1f]/.test(name)
  )
}

/** Whether the file is nothing but a zip: it begins with a file of it, with its end, or with the header of a crx. */
export function isZip(content: Buffer): boolean {
  const magic = content.toString('latin1', 0, 4)
  const begins =
    magic === 'PK\x03\x04' || magic === 'PK\x05\x06' || magic === 'PK00' || magic === 'PK\x07\x08'
  return (begins || magic === 'Cr24') && readZipDirectory(content) !== null
}

/**
 * Where a zip's directory lies. Zips are found by their end record, so that one behind another file (a crx header, a
 * self-extracting program) or with bytes behind its end is found too.
 * @returns null when there is none.
 */
export function readZipDirectory(content: Buffer): ZipDirectory | null {
  const lowest = Math.max(0, content.length - END_RECORD_BYTES - LONGEST_COMMENT)
  for (let at = content.length - END_RECORD_BYTES; at >= lowest; at -= 1) {
    if (content[at] !== 0x50 || content.readUInt32LE(at) !== END_RECORD) continue
    const found = readDirectoryAt(content, at)
    if (found !== null) return found
  }
  return null
}

/** Every directory of the file: only the last one is a zip's, but members of the others lie in it as well. */
export function findZipDirectories(content: Buffer): ZipDirectory[] {
  const found: ZipDirectory[] = []
  const mark = Buffer.from('PK\x05\x06')
  for (let at = content.indexOf(mark); at !== -1; at = content.indexOf(mark, at + 4)) {
    const directory = at + END_RECORD_BYTES <= content.length ? readDirectoryAt(content, at) : null
    if (directory !== null) found.push(directory)
  }
  return found
}

function readDirectoryAt(content: Buffer, end: number): ZipDirectory | null {
  const wide = readWideEnd(content, end)
  const count = wide?.count ?? content.readUInt16LE(end + 10)
  const size = wide?.size ?? content.readUInt32LE(end + 12)
  const stated = wide?.offset ?? content.readUInt32LE(end + 16)
  const offset = (wide?.at ?? end) - size
  if (offset < 0 || (count > 0 && !hasSignatureAt(content, offset, CENTRAL_HEADER, 46))) return null
  const { records, end: behind } = readCentralRecords(content, { offset, count, shift: offset - stated })
  const commentEnd = Math.min(content.length, end + END_RECORD_BYTES + content.readUInt16LE(end + 20))
  return {
    records,
    spans: [[offset, behind], ...(wide === null ? [] : ([[wide.at, end]] as const)), [end, commentEnd]],
    comment: content.subarray(end + END_RECORD_BYTES, commentEnd),
    broken: records.length < count,
  }
}

function readWideEnd(
  content: Buffer,
  end: number,
): { at: number; count: number; size: number; offset: number } | null {
  const locator = end - 20
  if (!hasSignatureAt(content, locator, END_LOCATOR_64, 20)) return null
  let at = Number(content.readBigUInt64LE(locator + 8))
  // The record stands right before its locator when it has no extension, whatever was put before the archive.
  if (!hasSignatureAt(content, at, END_RECORD_64, 56)) at = locator - 56
  if (!hasSignatureAt(content, at, END_RECORD_64, 56)) return null
  const readField = (offset: number) => Number(content.readBigUInt64LE(at + offset))
  return { at, count: readField(32), size: readField(40), offset: readField(48) }
}

function readCentralRecords(
  content: Buffer,
  { offset, count, shift }: { offset: number; count: number; shift: number },
): { records: ZipRecord[]; end: number } {
  const records: ZipRecord[] = []
  let at = offset
  while (records.length < count && hasSignatureAt(content, at, CENTRAL_HEADER, 46)) {
    const name = at + 46
    const extra = name + content.readUInt16LE(at + 28)
    const comment = extra + content.readUInt16LE(at + 30)
    const end = comment + content.readUInt16LE(at + 32)
    const { unpacked, packed, local } = readSizes(content, at, extra, comment)
    records.push({
      name: content.toString('utf8', name, extra),
      flags: content.readUInt16LE(at + 8),
      method: content.readUInt16LE(at + 10),
      packed,
      unpacked,
      checksum: content.readUInt32LE(at + 16),
      // Made by Unix or macOS (APPNOTE 4.4.2).
      mode: UNIX.has(content[at + 5] ?? 0) ? content.readUInt16LE(at + 40) : 0,
      local: local + shift,
      besides: Buffer.concat([readForeignFields(content, extra, comment), content.subarray(comment, end)]),
    })
    at = end
  }
  return { records, end: at }
}

/** Sizes in bytes and the local header's offset, from the zip64 extra field where the short ones are full. */
function readSizes(
  content: Buffer,
  at: number,
  from: number,
  to: number,
): { unpacked: number; packed: number; local: number } {
  const short = {
    unpacked: content.readUInt32LE(at + 24),
    packed: content.readUInt32LE(at + 20),
    local: content.readUInt32LE(at + 42),
  }
  if (short.unpacked !== FULL && short.packed !== FULL && short.local !== FULL) return short
  const wide = readExtraFields(content, from, to).find(({ id }) => id === 1)?.data
  if (wide === undefined) return short
  let value = 0
  const readNext = (): number => {
    value += 8
    return value <= wide.length ? Number(wide.readBigUInt64LE(value - 8)) : 0
  }
  const unpacked = short.unpacked === FULL ? readNext() : short.unpacked
  const packed = short.packed === FULL ? readNext() : short.packed
  return { unpacked, packed, local: short.local === FULL ? readNext() : short.local }
}

/** Extra fields that hold times, owners, sizes, alignment and nothing else (APPNOTE 4.5.2, 4.6; Info-ZIP's list). */
const ORDINARY_FIELDS = new Set([
  0x0001, 0x000a, 0x000d, 0x5455, 0x5855, 0x7855, 0x7875, 0xcafe, 0xd935, 0x9901, 0xa11e,
])

/** Extra fields whose ids say nothing that is known, and what is no field at all; zeros of alignment left out. */
export function readForeignFields(content: Buffer, from: number, to: number): Buffer {
  const foreign = readExtraFields(content, from, to).filter(({ id }) => !ORDINARY_FIELDS.has(id))
  return Buffer.concat(foreign.map(({ data }) => data).filter((data) => data.some((byte) => byte !== 0)))
}

function readExtraFields(content: Buffer, from: number, to: number): { id: number; data: Buffer }[] {
  const fields: { id: number; data: Buffer }[] = []
  let at = from
  while (at + 4 <= Math.min(to, content.length)) {
    const end = at + 4 + content.readUInt16LE(at + 2)
    if (end > to) break
    fields.push({ id: content.readUInt16LE(at), data: content.subarray(at + 4, end) })
    at = end
  }
  if (at < to) fields.push({ id: -1, data: content.subarray(at, to) })
  return fields
}

/** Bytes of the descriptor that follows a member whose sizes were not known before it was written; 0 for none. */
export function countDescriptorBytes(content: Buffer, at: number, packed: number): number {
  const signed = hasSignatureAt(content, at, DESCRIPTOR, 4) ? 4 : 0
  const crc = at + signed + 4
  if (crc + 8 <= content.length && content.readUInt32LE(crc) === packed) {
    const isWide = crc + 16 <= content.length && content.readUInt32LE(crc + 4) === 0 && packed > 0
    const next = crc + 16 <= content.length ? content.readUInt32LE(crc + 8) : 0
    // Eight bytes a size: the packed size is zero-extended, and no header stands behind the shorter form.
    return signed + (isWide && next !== LOCAL_HEADER && next !== CENTRAL_HEADER ? 20 : 12)
  }
  return signed
}

function hasSignatureAt(content: Buffer, at: number, signature: number, bytes: number): boolean {
  return at >= 0 && at + bytes <= content.length && content.readUInt32LE(at) === signature
}
