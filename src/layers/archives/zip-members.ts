import { type Compression, type Unpacked, unpack } from './compression/unpack.ts'
import type { ExpansionBudget } from './expansion-budget.ts'
import {
  countDescriptorBytes,
  findZipDirectories,
  isLocalHeader,
  readForeignFields,
  readZipDirectory,
  type ZipDirectory,
  type ZipRecord,
} from './zip-layout.ts'

/** One part of a zip archive: a member, unpacked, or why it could not be; or bytes that belong to none. */
export interface ZipPart {
  /** `gap`: bytes between members or behind the end. `front`: what stands before the archive. */
  readonly kind: 'member' | 'gap' | 'front' | 'words'
  readonly name: string
  readonly content: Buffer | null
  readonly failure: 'limit' | 'corrupt' | 'unsupported' | 'sealed' | null
  /** As it lies in the archive. */
  readonly packed: Buffer
  /** What is said of a member; absent for other parts. */
  readonly said?: MemberHead
}

/** What the archive says of a member. */
export interface MemberHead extends Pick<ZipRecord, 'unpacked' | 'checksum' | 'mode'> {
  /** Whether the archive's own directory, which readers go by, lists it. */
  readonly isListed: boolean
  /** Its name in the local header, where that is another one; else null. */
  readonly otherName: string | null
}

const METHODS: Readonly<Record<number, Compression>> = { 8: 'deflate', 12: 'bzip2', 93: 'zstd', 95: 'xz' }
const STORED = 0
const LZMA = 14
/** Flags: encrypted, sizes behind the data, strong encryption, masked directory (APPNOTE 4.4.4). */
const ENCRYPTED = 0x2041
const SIZES_BEHIND = 0x0008
/** Members in order, and their bytes, that were accounted for. */
type Span = readonly [start: number, end: number]

/**
 * Unpacks part by part, so that only one is in memory at a time: the members of every directory in the file, those
 * that only a local header names, and whatever is left over.
 */
export function* unpackZipParts(content: Buffer, budget: ExpansionBudget): Generator<ZipPart> {
  const account: Account = { spans: [], words: [], isListed: true }
  const seen = new Set<string>()
  for (const [order, directory] of listDirectories(content).entries()) {
    account.spans.push(...directory.spans)
    account.words.push(directory.comment)
    for (const record of directory.records) {
      // A member that two directories name alike is one; one that they name differently is read as each says.
      const key = `${record.local} ${record.method} ${record.packed} ${record.name}`
      if (!seen.has(key)) yield* unpackMember(content, record, budget, { ...account, isListed: order === 0 })
      seen.add(key)
    }
    if (directory.broken)
      yield makePart(
        'member',
        '',
        { failure: 'corrupt' },
        content.subarray(...(directory.spans[0] ?? [0, 0])),
      )
  }
  yield* unpackGaps(content, budget, account)
  const said = Buffer.concat(account.words.flatMap((one) => (one.length === 0 ? [] : [one, NEWLINE])))
  if (said.length > 0) yield makePart('words', 'comments', { bytes: said }, said)
}

const NEWLINE = Buffer.from('\n')

/** What has been accounted for, and what headers and comments have said. */
interface Account {
  readonly spans: Span[]
  readonly words: Buffer[]
  /** Whether what is being read stands in the archive's own directory. */
  readonly isListed: boolean
}

function* unpackMember(
  content: Buffer,
  record: ZipRecord,
  budget: ExpansionBudget,
  { spans, words, isListed }: Account,
): Generator<ZipPart> {
  words.push(record.besides)
  const placed = placeMember(content, record)
  const { unpacked, checksum, mode } = record
  const otherName = placed === null || placed.name === record.name ? null : placed.name
  const said: MemberHead = { unpacked, checksum, mode, isListed, otherName }
  if (placed === null) {
    yield { ...makePart('member', record.name, { failure: 'corrupt' }, Buffer.alloc(0)), said }
    return
  }
  spans.push(placed.span)
  words.push(placed.words)
  for (const one of read(record, placed, budget)) yield one.kind === 'member' ? { ...one, said } : one
}

/** The zip's own directory first, as every reader has it, then the others. */
function listDirectories(content: Buffer): ZipDirectory[] {
  const own = readZipDirectory(content)
  const isOwn = (other: ZipDirectory) => own !== null && String(other.spans) === String(own.spans)
  return [...(own === null ? [] : [own]), ...findZipDirectories(content).filter((other) => !isOwn(other))]
}

interface Placed {
  readonly span: Span
  readonly name: string
  readonly data: Buffer
  /** What the local header says of the method and of encryption. */
  readonly method: number
  readonly flags: number
  readonly words: Buffer
}

/** The bytes of a member by its local header; null where there is none. */
function placeMember(content: Buffer, record: ZipRecord): Placed | null {
  const { local, packed } = record
  if (!isLocalHeader(content, local)) return null
  const extra = local + 30 + content.readUInt16LE(local + 26)
  const start = extra + content.readUInt16LE(local + 28)
  const end = start + packed
  if (end > content.length) return null
  const flags = content.readUInt16LE(local + 6)
  const descriptor = (flags & SIZES_BEHIND) === 0 ? 0 : countDescriptorBytes(content, end, packed)
  return {
    span: [local, end + descriptor],
    name: content.toString('utf8', local + 30, extra),
    data: content.subarray(start, end),
    method: content.readUInt16LE(local + 8),
    flags,
    words: readForeignFields(content, extra, start),
  }
}

function* read(record: ZipRecord, placed: Placed, budget: ExpansionBudget): Generator<ZipPart> {
  const { name, method } = record
  const { data } = placed
  const isEncrypted = ((record.flags | placed.flags) & ENCRYPTED) !== 0
  if (isEncrypted || method === 99) yield makePart('member', name, { failure: 'sealed' }, data)
  else if (placed.method !== method) yield makePart('member', name, { failure: 'corrupt' }, data)
  else if (data.length > 0 || !name.endsWith('/')) {
    const most = budget.measureAllowance(data.length)
    const unpacked = decode(data, method, most)
    if ('bytes' in unpacked) budget.spend(unpacked.bytes.length)
    else if (unpacked.failure === 'limit') budget.fail(most)
    yield makePart('member', name, unpacked, data)
    const left = 'bytes' in unpacked ? data.subarray(unpacked.end) : Buffer.alloc(0)
    if (left.length > 0) yield makePart('gap', `${name}-rest`, { bytes: left }, left)
  }
}

function decode(data: Buffer, method: number, most: number): Unpacked {
  if (method === STORED)
    return data.length > most ? { failure: 'limit' } : { bytes: data, end: data.length, besides: [] }
  if (most === 0) return { failure: 'limit' }
  if (method === LZMA) return decodeLzma(data, most)
  const compression = METHODS[method]
  return compression === undefined ? { failure: 'unsupported' } : unpack(data, compression, most)
}

/** A version, the length of the properties, then a `.lzma` stream without its size (APPNOTE 5.8.8). */
function decodeLzma(data: Buffer, most: number): Unpacked {
  if (data.length < 9 || data.readUInt16LE(2) !== 5) return { failure: 'corrupt' }
  const alone = Buffer.concat([data.subarray(4, 9), Buffer.alloc(8, 0xff), data.subarray(9)])
  const unpacked = unpack(alone, 'lzma', most)
  return 'bytes' in unpacked ? { ...unpacked, end: unpacked.end - 4 } : unpacked
}

/** What no directory accounts for: members that only their local headers name, and the rest. */
function* unpackGaps(
  content: Buffer,
  budget: ExpansionBudget,
  { spans, words }: Account,
): Generator<ZipPart> {
  let at = 0
  const end: Span = [content.length, content.length]
  for (const [start, behind] of [...spans.toSorted(([a], [b]) => a - b), end]) {
    while (at < start) {
      const header = findNextHeader(content, at, start)
      if (header > at) {
        const bytes = content.subarray(at, header)
        yield makePart(at === 0 ? 'front' : 'gap', `bytes-at-${at}`, { bytes }, bytes)
        at = header
      } else {
        const record = readOrphanAt(content, at, start, budget)
        const account: Account = { spans: [], words, isListed: false }
        yield* unpackMember(content, record, budget, account)
        at = Math.max(at + 30, account.spans[0]?.[1] ?? start)
      }
    }
    at = Math.max(at, behind)
  }
}

function findNextHeader(content: Buffer, from: number, to: number): number {
  const mark = Buffer.from('PK\x03\x04')
  for (let at = content.indexOf(mark, from); at !== -1 && at < to; at = content.indexOf(mark, at + 4))
    if (isLocalHeader(content, at)) return at
  return to
}

/** A member by its local header alone; where that does not know the size, its stream or the next header tells. */
function readOrphanAt(content: Buffer, at: number, to: number, budget: ExpansionBudget): ZipRecord {
  const nameEnd = at + 30 + content.readUInt16LE(at + 26)
  const start = nameEnd + content.readUInt16LE(at + 28)
  const flags = content.readUInt16LE(at + 6)
  const method = content.readUInt16LE(at + 8)
  const stated = content.readUInt32LE(at + 18)
  let packed = stated
  if ((flags & SIZES_BEHIND) !== 0 && stated === 0) {
    const compression = METHODS[method]
    const rest = content.subarray(start, to)
    const unpacked =
      compression === undefined ? null : unpack(rest, compression, budget.measureAllowance(rest.length))
    packed =
      unpacked !== null && 'end' in unpacked
        ? unpacked.end
        : Math.max(0, findNextHeader(content, start, to) - start)
  }
  const name = content.toString('utf8', at + 30, nameEnd)
  const unknown = { unpacked: null, checksum: null, mode: 0 }
  return { name, flags, method, packed, ...unknown, local: at, besides: Buffer.alloc(0) }
}

function makePart(
  kind: ZipPart['kind'],
  name: string,
  result: { readonly bytes: Buffer } | { readonly failure: NonNullable<ZipPart['failure']> },
  packed: Buffer,
): ZipPart {
  return 'bytes' in result
    ? { kind, name, content: result.bytes, failure: null, packed }
    : { kind, name, content: null, failure: result.failure, packed }
}
