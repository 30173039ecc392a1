import { Header } from 'tar/header'
import { readHeaderWords, readPaxWords } from '../../tarball/header-words.ts'
import { parsePaxRecords } from '../../tarball/pax-records.ts'
import { isZero } from '../../tarball/tar-blocks.ts'
import type { ArchiveMember } from './archive-member.ts'

/** A nested tar archive, every byte of it accounted for. */
export interface TarContent {
  readonly members: readonly ArchiveMember[]
  /** What lies in headers and padding beside names and numbers: comments, extended attributes, hidden text. */
  readonly besides: readonly Buffer[]
  /** Offset at which what cannot be read as tar begins: the length of the content where there is none. */
  readonly end: number
  /** Whether the last member breaks off. */
  readonly truncated: boolean
}

const BLOCK = 512
/** Where a header has its checksum (POSIX.1-1988 ustar): the sum of its bytes with this field taken as blanks. */
const CHECKSUM = { from: 148, to: 156 }
/** Types whose size says nothing of a body, unless a body follows all the same. */
const BODILESS = new Set(['Link', 'SymbolicLink', 'CharacterDevice', 'BlockDevice', 'Directory', 'FIFO'])

/**
 * A first block whose checksum is right, with the `ustar` magic of POSIX and GNU headers or, as Unix version 7 had it,
 * without: a text can hold the word, and hardly six digits that add up.
 */
export function isTar(content: Buffer): boolean {
  if (content.length < BLOCK || !isOctal(content[CHECKSUM.from]) || !isOctal(content[CHECKSUM.from + 4]))
    return false
  const stated = /^[ 0]*([0-7]{1,7})[ \0]/.exec(content.toString('latin1', CHECKSUM.from, CHECKSUM.to))?.[1]
  if (stated === undefined || content[0] === 0) return false
  let sum = 0
  for (let at = 0; at < BLOCK; at += 1)
    sum += at >= CHECKSUM.from && at < CHECKSUM.to ? 32 : (content[at] ?? 0)
  return Number.parseInt(stated, 8) === sum
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x37) || byte === 0x20)
}

/** Reads an unpacked tar archive that is in memory already, and any other that follows behind its end. */
export function readTarMembers(content: Buffer): TarContent {
  const members: ArchiveMember[] = []
  const besides: Buffer[] = []
  const pending: Pending = { path: null, size: null }
  let truncated = false
  let at = 0
  while (at + BLOCK <= content.length) {
    const block = content.subarray(at, at + BLOCK)
    if (isZero(block)) {
      at += BLOCK
      continue
    }
    const header = readHeader(block)
    if (header === null) return { members, besides, end: at, truncated }
    const words = readHeaderWords(block)
    if (words.length > 0) besides.push(words)
    const size = measureBody(content, at, header, pending)
    const body = content.subarray(at + BLOCK, at + BLOCK + size)
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
    truncated ||= body.length < size
    if (!describesNext(header, body, pending, besides)) {
      const name = pending.path ?? header.path ?? ''
      if (size > 0 || header.type === 'File') members.push({ name, content: body })
      pending.path = null
      pending.size = null
    }
    const padding = content.subarray(at + BLOCK + size, end)
    if (!isZero(padding)) besides.push(padding)
    at = Math.min(end, content.length)
  }
  return { members, besides, end: isZero(content.subarray(at)) ? content.length : at, truncated }
}

/** What headers have said of the next entry. */
interface Pending {
  path: string | null
  size: number | null
}

function readHeader(block: Buffer): Header | null {
  try {
    const header = new Header(block)
    return header.cksumValid ? header : null
  } catch {
    return null
  }
}

function measureBody(content: Buffer, at: number, header: Header, pending: Pending): number {
  const size = pending.size ?? header.size ?? 0
  if (size <= 0 || !BODILESS.has(header.type)) return Math.max(0, size)
  const next = content.subarray(at + BLOCK, at + 2 * BLOCK)
  return next.length === BLOCK && (isZero(next) || readHeader(next) !== null) ? 0 : size
}

/** Takes a header that is about the next entry; false for an entry of its own. */
function describesNext(header: Header, body: Buffer, pending: Pending, besides: Buffer[]): boolean {
  switch (header.type) {
    case 'ExtendedHeader':
    case 'OldExtendedHeader':
    case 'GlobalExtendedHeader': {
      const { values, fault } = parsePaxRecords(body)
      const words = fault === null ? readPaxWords(values) : body
      if (words.length > 0) besides.push(words)
      const size = Number(values.get('size'))
      if (header.type === 'GlobalExtendedHeader') return true
      pending.path = values.get('path') ?? pending.path
      if (Number.isSafeInteger(size) && values.has('size')) pending.size = size
      return true
    }
    case 'NextFileHasLongPath':
    case 'OldGnuLongPath':
      pending.path = body.toString('utf8').replace(/\0.*$/s, '')
      return true
    case 'NextFileHasLongLinkpath':
      return true
    default:
      return false
  }
}
