import { unpack } from './compressed.ts'
import type { ExpansionBudget } from './expansion-budget.ts'

/** One file of a zip archive, unpacked, or why it could not be. */
export interface ZipMember {
  readonly name: string
  readonly content: Buffer | null
  readonly failure: 'limit' | 'corrupt' | 'unsupported' | 'sealed' | null
  /** As it lies in the archive, where it could not be unpacked. */
  readonly packed?: Buffer
}

/** Signatures and field offsets: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16. */
const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_RECORD = 0x06054b50
const END_RECORD_64 = 0x06064b50
const END_LOCATOR_64 = 0x07064b50
const END_RECORD_BYTES = 22
const LONGEST_COMMENT = 0xffff

/** Whether the first bytes are those of a file in a zip. */
export function beginsLikeZip(content: Buffer): boolean {
  return readable(content, 0, LOCAL_HEADER, 30)
}

/** Whether the file is nothing but a zip: it begins with a file of it, with its end, or with the header of a crx. */
export function isZip(content: Buffer): boolean {
  const magic = content.toString('latin1', 0, 4)
  const begins = magic === 'PK\x03\x04' || magic === 'PK\x05\x06' || magic === 'Cr24'
  return begins && zipDirectory(content) !== null
}

/**
 * Where a zip's directory lies. Zips are found by their end record, so that one behind another file (a crx header,
 * a self-extracting program) is found too.
 * @returns null when there is none.
 */
export function zipDirectory(content: Buffer): { offset: number; count: number; shift: number } | null {
  const lowest = Math.max(0, content.length - END_RECORD_BYTES - LONGEST_COMMENT)
  for (let at = content.length - END_RECORD_BYTES; at >= lowest; at -= 1) {
    if (content[at] !== 0x50 || content.readUInt32LE(at) !== END_RECORD) continue
    const found = directoryAt(content, at)
    if (found !== null) return found
  }
  return null
}

function directoryAt(content: Buffer, end: number): { offset: number; count: number; shift: number } | null {
  const wide = wideEnd(content, end)
  const count = wide?.count ?? content.readUInt16LE(end + 10)
  const size = wide?.size ?? content.readUInt32LE(end + 12)
  const stated = wide?.offset ?? content.readUInt32LE(end + 16)
  const offset = (wide?.at ?? end) - size
  if (offset < 0 || (count > 0 && readable(content, offset, CENTRAL_HEADER, 46) === false)) return null
  return { offset, count, shift: offset - stated }
}

function wideEnd(
  content: Buffer,
  end: number,
): { at: number; count: number; size: number; offset: number } | null {
  const locator = end - 20
  if (!readable(content, locator, END_LOCATOR_64, 20)) return null
  let at = Number(content.readBigUInt64LE(locator + 8))
  // The record stands right before its locator when it has no extension, whatever was put before the archive.
  if (!readable(content, at, END_RECORD_64, 56)) at = locator - 56
  if (!readable(content, at, END_RECORD_64, 56)) return null
  const field = (offset: number) => Number(content.readBigUInt64LE(at + offset))
  return { at, count: field(32), size: field(40), offset: field(48) }
}

function readable(content: Buffer, at: number, signature: number, bytes: number): boolean {
  return at >= 0 && at + bytes <= content.length && content.readUInt32LE(at) === signature
}

/** Unpacks member by member, so that only one is in memory at a time. Directories are left out. */
export function* zipMembers(content: Buffer, budget: ExpansionBudget): Generator<ZipMember> {
  const directory = zipDirectory(content)
  if (directory === null) return
  let at = directory.offset
  for (let index = 0; index < directory.count; index += 1) {
    if (!readable(content, at, CENTRAL_HEADER, 46)) {
      yield { name: '', content: null, failure: 'corrupt' }
      return
    }
    const nameBytes = content.readUInt16LE(at + 28)
    const extraBytes = content.readUInt16LE(at + 30)
    const name = content.toString('utf8', at + 46, at + 46 + nameBytes)
    if (!name.endsWith('/')) yield member(content, at, name, directory.shift, budget)
    at += 46 + nameBytes + extraBytes + content.readUInt16LE(at + 32)
  }
}

function member(
  content: Buffer,
  at: number,
  name: string,
  shift: number,
  budget: ExpansionBudget,
): ZipMember {
  const isEncrypted = (content.readUInt16LE(at + 8) & 1) === 1
  const method = content.readUInt16LE(at + 10)
  const { packed, local } = sizes(content, at)
  const header = local + shift
  if (!readable(content, header, LOCAL_HEADER, 30)) return { name, content: null, failure: 'corrupt' }
  const start = header + 30 + content.readUInt16LE(header + 26) + content.readUInt16LE(header + 28)
  const body = content.subarray(start, start + packed)
  if (body.length !== packed) return { name, content: null, failure: 'corrupt' }
  if (isEncrypted) return { name, content: null, failure: 'sealed', packed: body }
  if (method !== 0 && method !== 8) return { name, content: null, failure: 'unsupported', packed: body }
  const most = budget.allowance(packed)
  if (method === 0) {
    if (packed > most) return { name, content: null, failure: 'limit', packed: body }
    budget.spend(packed)
    return { name, content: body, failure: null }
  }
  if (most === 0) return { name, content: null, failure: 'limit', packed: body }
  const unpacked = unpack(body, 'deflate', most)
  if ('failure' in unpacked) return { name, content: null, failure: unpacked.failure, packed: body }
  budget.spend(unpacked.bytes.length)
  return { name, content: unpacked.bytes, failure: null }
}

/** Packed bytes and the local header's offset, from the zip64 extra field where the short ones are full. */
function sizes(content: Buffer, at: number): { packed: number; local: number } {
  const short = { unpacked: content.readUInt32LE(at + 24), packed: content.readUInt32LE(at + 20) }
  const local = content.readUInt32LE(at + 42)
  if (short.packed !== 0xffffffff && local !== 0xffffffff) return { packed: short.packed, local }
  const start = at + 46 + content.readUInt16LE(at + 28)
  const end = start + content.readUInt16LE(at + 30)
  for (let field = start; field + 4 <= end; field += 4 + content.readUInt16LE(field + 2)) {
    if (content.readUInt16LE(field) !== 1) continue
    let value = field + 4
    const next = () => {
      value += 8
      return value <= end ? Number(content.readBigUInt64LE(value - 8)) : 0
    }
    if (short.unpacked === 0xffffffff) next()
    const packed = short.packed === 0xffffffff ? next() : short.packed
    return { packed, local: local === 0xffffffff ? next() : local }
  }
  return { packed: short.packed, local }
}
