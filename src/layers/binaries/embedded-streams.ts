import { parseGzipHeader } from '../../tarball/gzip-header.ts'
import { isBzip2 } from '../archives/compression/bzip2.ts'
import { isLz4 } from '../archives/compression/lz4.ts'
import { isLzip, isXzHeader } from '../archives/compression/lzma-files.ts'
import { type Compression, unpack } from '../archives/compression/unpack.ts'
import { inflateStart, isGzip } from '../archives/compression/zlib-streams.ts'
import { isZstd } from '../archives/compression/zstd.ts'
import type { ExpansionBudget } from '../archives/expansion-budget.ts'
import { MagicSearch } from '../archives/magic-search.ts'
import { isLocalHeader } from '../archives/zip-layout.ts'
import { decodeText } from '../encodings/decode-text.ts'
import { mayBeDeflate } from './deflate-start.ts'
import { findPixelRanges } from './png-chunks.ts'

/** A compressed stream at some offset of binary content. */
export interface EmbeddedStream {
  readonly form: Compression | 'zip-member'
  readonly offset: number
  readonly end: number
  /** What came out of it, as far as it goes. */
  readonly bytes: Buffer | null
  /** Why it could not be read to its end; null where it was. */
  readonly failure: 'limit' | 'corrupt' | 'unsupported' | null
}

/** Beginnings that are tried in one file before the search is given up: each costs a decompressor. */
const TRIES = 200_000
/** Text that comes out of a broken stream before it breaks: so much is no coincidence. */
const TELLING = 256
/** Fewer bytes are not worth a layer. */
const SHORTEST = 8
const LONGEST_HEADER = 64 * 1024

/** A form by its signature; `begins` says whether what stands there may be it. */
interface Signature {
  readonly form: EmbeddedStream['form']
  readonly magic: Buffer
  begins(content: Buffer, at: number): boolean
}

const cutWindow = (content: Buffer, at: number): Buffer => content.subarray(at, at + 64)
const SIGNATURES: readonly Signature[] = [
  { form: 'gzip', magic: Buffer.from('1f8b08', 'hex'), begins: isGzipStart },
  ...['7801', '785e', '789c', '78da'].map(
    (hex): Signature => ({
      form: 'zlib',
      magic: Buffer.from(hex, 'hex'),
      begins: (content, at) => mayBeDeflate(content, at + 2),
    }),
  ),
  {
    form: 'xz',
    magic: Buffer.from('fd377a585a00', 'hex'),
    begins: (content, at) => isXzHeader(cutWindow(content, at)),
  },
  { form: 'bzip2', magic: Buffer.from('BZh'), begins: (content, at) => isBzip2(cutWindow(content, at)) },
  {
    form: 'zstd',
    magic: Buffer.from('28b52ffd', 'hex'),
    begins: (content, at) => isZstd(cutWindow(content, at)),
  },
  {
    form: 'lz4',
    magic: Buffer.from('04224d18', 'hex'),
    begins: (content, at) => isLz4(cutWindow(content, at)),
  },
  { form: 'lzip', magic: Buffer.from('LZIP\x01'), begins: (content, at) => isLzip(cutWindow(content, at)) },
  { form: 'zip-member', magic: Buffer.from('PK\x03\x04'), begins: isLocalHeader },
]

const SEARCH = new MagicSearch(SIGNATURES.map(({ magic }) => magic))

/**
 * Finds compressed streams inside binary content, wherever they begin: behind a script, in a resource of a program, in
 * a PDF. What begins like one and does not unpack is taken for a coincidence, unless readable text comes out first.
 */
export function* findEmbeddedStreams(content: Buffer, budget: ExpansionBudget): Generator<EmbeddedStream> {
  const skipped = findPixelRanges(content)
  let tries = 0
  for (let at = SEARCH.findNext(content, 0); at < content.length; at = SEARCH.findNext(content, at)) {
    const inside = skipped.find(([start, end]) => at >= start && at < end)
    const signature = inside === undefined ? findSignatureAt(content, at) : undefined
    if (signature !== undefined) tries += 1
    if (signature !== undefined && tries > TRIES) {
      yield { form: signature.form, offset: at, end: content.length, bytes: null, failure: 'limit' }
      return
    }
    const found = signature === undefined ? null : tryAt(content, at, signature, budget)
    if (found !== null) yield found
    at = Math.max(at + 1, inside?.[1] ?? 0, found?.end ?? 0)
  }
}

function findSignatureAt(content: Buffer, at: number): Signature | undefined {
  return SIGNATURES.find(
    ({ magic, begins }) => content.subarray(at, at + magic.length).equals(magic) && begins(content, at),
  )
}

function tryAt(
  content: Buffer,
  at: number,
  { form }: Signature,
  budget: ExpansionBudget,
): EmbeddedStream | null {
  if (form === 'zip-member') return readZipMemberAt(content, at, budget)
  const rest = content.subarray(at)
  const unpacked = unpack(rest, form, budget.measureAllowance(rest.length))
  if ('bytes' in unpacked) {
    if (unpacked.bytes.length < SHORTEST) return null
    budget.spend(unpacked.bytes.length)
    return { form, offset: at, end: at + unpacked.end, bytes: unpacked.bytes, failure: null }
  }
  const { failure } = unpacked
  if (failure === 'limit') return { form, offset: at, end: content.length, bytes: null, failure }
  // The header of xz has a checksum of its own, so that a coincidence is out of the question.
  if (form === 'xz') return { form, offset: at, end: content.length, bytes: null, failure }
  const bytes = unpackStart(rest, form)
  return bytes === null ? null : { form, offset: at, end: content.length, bytes, failure: 'corrupt' }
}

/** The text that comes out of a stream that breaks off; null where it is no text, or too little. */
function unpackStart(rest: Buffer, form: Compression): Buffer | null {
  if (form !== 'gzip' && form !== 'zlib') return null
  const header = form === 'zlib' ? null : parseGzipHeader(rest.subarray(0, LONGEST_HEADER))
  const from = header?.state === 'complete' ? header.length : 0
  const bytes = inflateStart(rest.subarray(from), form === 'zlib' ? 'zlib' : 'raw', 1024 * 1024)
  return bytes.length >= TELLING && decodeText(bytes).kind === 'text' ? bytes : null
}

function isGzipStart(content: Buffer, at: number): boolean {
  const head = content.subarray(at, at + LONGEST_HEADER)
  if (!isGzip(head)) return false
  const header = parseGzipHeader(head)
  return header.state === 'complete' && mayBeDeflate(content, at + header.length)
}

/** A member of a zip that lies inside something else, by its own header. */
function readZipMemberAt(content: Buffer, at: number, budget: ExpansionBudget): EmbeddedStream | null {
  const start = at + 30 + content.readUInt16LE(at + 26) + content.readUInt16LE(at + 28)
  if (content.readUInt16LE(at + 8) !== 8 || !mayBeDeflate(content, start)) return null
  const rest = content.subarray(start)
  const unpacked = unpack(rest, 'deflate', budget.measureAllowance(rest.length))
  if (!('bytes' in unpacked) || unpacked.bytes.length < SHORTEST) return null
  budget.spend(unpacked.bytes.length)
  return {
    form: 'zip-member',
    offset: at,
    end: start + unpacked.end,
    bytes: unpacked.bytes,
    failure: null,
  }
}
