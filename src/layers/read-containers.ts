import type { Layer } from '../model/layer.ts'
import { isZero } from '../tarball/tar-blocks.ts'
import { arMembers, isAr } from './archives/ar-members.ts'
import type { ArchiveMember } from './archives/archive-member.ts'
import { asarMembers, isAsar } from './archives/asar-members.ts'
import { type Compression, compressionOf, uncompressedName, unpack } from './archives/compression/unpack.ts'
import { cpioMembers, isCpio } from './archives/cpio-members.ts'
import { isTar, tarMembers } from './archives/tar-members.ts'
import { isZip } from './archives/zip-layout.ts'
import { zipParts } from './archives/zip-members.ts'
import { decodeText } from './encodings/decode-text.ts'
import { readEmbedded } from './read-embedded.ts'
import type { Reading, Source } from './reading.ts'

/** Opens bytes that are one container from their first byte on; null where they are none. */
export function containerReader(content: Buffer): ((reading: Reading, source: Source) => void) | null {
  const compression = compressionOf(content)
  if (compression !== null)
    return (reading, source) => readCompressed(reading, source, reading.visitContainer(source), compression)
  if (isTar(content)) return (reading, source) => readTar(reading, source, reading.visitContainer(source))
  const plain = isAr(content) ? arMembers : isCpio(content) ? cpioMembers : null
  if (plain !== null)
    return (reading, source) => readPlain(reading, source, reading.visitContainer(source), plain(content))
  if (isAsar(content)) return (reading, source) => readAsar(reading, source, reading.visitContainer(source))
  if (isZip(content)) return (reading, source) => readZip(reading, source, reading.visitContainer(source))
  return null
}

/** Unpacks and reads what comes out, then whatever follows. */
export function readCompressed(
  reading: Reading,
  source: Source,
  parent: Layer,
  compression: Compression,
): void {
  const { content, name } = source
  if (reading.isTooDeep(source.depth + 1, content, source.trail)) return
  const unpacked = unpack(content, compression, reading.budget.allowance(content.length))
  if ('failure' in unpacked) {
    reading.failed(unpacked.failure, content, source.trail)
    return
  }
  reading.budget.spend(unpacked.bytes.length)
  if (isTar(unpacked.bytes)) readTar(reading, { ...source, content: unpacked.bytes }, parent)
  else reading.readMember(unpacked.bytes, uncompressedName(name), source, parent)
  readWords(reading, unpacked.besides, `${compression}-header`, source, parent)
  readRest(reading, content.subarray(unpacked.end), source, parent)
}

function readTar(reading: Reading, source: Source, parent: Layer): void {
  const { content } = source
  if (reading.isTooDeep(source.depth + 1, content, source.trail)) return
  const { members, besides, end, truncated } = tarMembers(content)
  reading.readMembers(members, source, parent)
  readWords(reading, besides, 'tar-headers', source, parent)
  if (truncated) reading.failed('corrupt', content, source.trail)
  else readRest(reading, content.subarray(end), source, parent)
}

/** Archives that pack nothing, but put files one behind another. */
function readPlain(
  reading: Reading,
  source: Source,
  parent: Layer,
  { members, end }: { members: readonly ArchiveMember[]; end: number },
): void {
  const { content } = source
  if (reading.isTooDeep(source.depth + 1, content, source.trail)) return
  reading.readMembers(members, source, parent)
  readRest(reading, content.subarray(end), source, parent)
}

function readAsar(reading: Reading, source: Source, parent: Layer): void {
  const { content } = source
  if (reading.isTooDeep(source.depth + 1, content, source.trail)) return
  const { members, complete } = asarMembers(content)
  reading.readMembers(members, source, parent)
  if (!complete && members.length <= reading.tools.limits.entries)
    reading.failed('corrupt', content, source.trail)
}

/** A zip, wherever in the bytes it begins; what stands before it has been searched as bytes already. */
export function readZip(reading: Reading, source: Source, parent: Layer): void {
  if (reading.isTooDeep(source.depth + 1, source.content, source.trail)) return
  let parts = 0
  for (const { kind, name, content, failure, packed } of zipParts(source.content, reading.budget)) {
    parts += 1
    if (parts > reading.tools.limits.entries) {
      reading.tooMany(source)
      return
    }
    if (failure !== null || content === null)
      reading.failed(failure ?? 'corrupt', packed, [...source.trail, name])
    else if (kind === 'front') readEmbedded(reading, { ...source, content }, parent)
    else if (kind === 'gap') readRest(reading, content, source, parent, name)
    else reading.readMember(content, name, source, parent)
  }
}

/** What headers and comments say beside names and numbers. */
function readWords(
  reading: Reading,
  words: readonly Buffer[],
  name: string,
  source: Source,
  parent: Layer,
): void {
  const content = Buffer.concat(words)
  if (!isZero(content)) reading.readMember(content, name, source, parent)
}

/**
 * Bytes of a container that belong to nothing in it: read if they are a text, an archive or a compressed copy; padding
 * of zeros is nothing; anything else is searched as bytes and said to be unseen, since it may be packed.
 */
function readRest(
  reading: Reading,
  rest: Buffer,
  source: Source,
  parent: Layer,
  name = 'behind-the-end',
): void {
  if (isZero(rest)) return
  reading.readMember(rest, name, source, parent)
  if (decodeText(rest).kind === 'text' || containerReader(rest) !== null || isSigningBlock(rest)) return
  const trail = [...parent.trail, name]
  reading.unseen('left-over', 'it lies in a container and belongs to nothing in it', { bytes: rest, trail })
}

/** Certificates and digests before an Android archive's directory (source.android.com, "APK Signature Scheme v2"). */
function isSigningBlock(rest: Buffer): boolean {
  return rest.toString('latin1', rest.length - 16) === 'APK Sig Block 42'
}
