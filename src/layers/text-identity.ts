import { createHash, hash } from 'node:crypto'

const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a

/** What makes two texts the same file. */
export interface TextIdentity {
  /** git's blob id of the bytes with LF line ends: what a repository stores, whatever the checkout looked like. */
  readonly id: string
  /** git's blob id of the bytes as they are, where that differs. */
  readonly exact: string | null
}

/** Identity of a text by its UTF-8 bytes. */
export function identifyText(bytes: Buffer): TextIdentity {
  const unix = convertLineEnds(bytes)
  return { id: computeBlobId(unix), exact: unix === bytes ? null : computeBlobId(bytes) }
}

const known = new WeakMap<Uint8Array, string>()

/** Object id of a git blob: SHA-1 of `blob <length>\0` and the bytes (gitformat-loose-object(5)), in hex; each buffer is hashed once. */
export function computeBlobId(bytes: Uint8Array): string {
  const before = known.get(bytes)
  if (before !== undefined) return before
  const id = bytes.length <= SCRATCH.length - HEAD_BYTES ? hashShort(bytes) : hashLong(bytes)
  known.set(bytes, id)
  return id
}

/** Most files are short, and for them what a hash object costs is more than the hashing. */
const SCRATCH = Buffer.allocUnsafeSlow(64 * 1024)
const HEAD_BYTES = 32

function hashShort(bytes: Uint8Array): string {
  const start = SCRATCH.write(`blob ${bytes.length}\0`, 'latin1')
  SCRATCH.set(bytes, start)
  return hash('sha1', SCRATCH.subarray(0, start + bytes.length), 'hex')
}

function hashLong(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** The same buffer if it has no CRLF. */
function convertLineEnds(bytes: Buffer): Buffer {
  if (!bytes.includes('\r\n')) return bytes
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) continue
    out[length] = bytes[at] ?? 0
    length += 1
  }
  return out.subarray(0, length)
}
