import type { Layer } from '../model/layer.ts'
import { isZero } from '../tarball/tar-blocks.ts'
import { isAr, readArMembers } from './archives/ar-members.ts'
import type { ArchiveMember } from './archives/archive-member.ts'
import { isAsar, readAsarMembers } from './archives/asar-members.ts'
import {
  type Compression,
  recogniseCompression,
  removeCompressionEnding,
  unpack,
} from './archives/compression/unpack.ts'
import { isCpio, readCpioMembers } from './archives/cpio-members.ts'
import { isTar, readTarMembers } from './archives/tar-members.ts'
import { isZip } from './archives/zip-layout.ts'
import { unpackZipParts } from './archives/zip-members.ts'
import { decodeText } from './encodings/decode-text.ts'
import { readEmbedded } from './read-embedded.ts'
import type { Reading, Source } from './reading.ts'

/** Opens bytes that are one container from their first byte on; null where they are none. */
export function findContainerReader(content: Buffer): ((reading: Reading, source: Source) => void) | null {
  const compression = recogniseCompression(content)
  if (compression !== null)
    return (reading, source) => readCompressed(reading, source, reading.visitContainer(source), compression)
  if (isTar(content)) return (reading, source) => readTar(reading, source, reading.visitContainer(source))
  const plain = isAr(content) ? readArMembers : isCpio(content) ? readCpioMembers : null
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
  const unpacked = unpack(content, compression, reading.budget.measureAllowance(content.length))
  if ('failure' in unpacked) {
    reading.reportFailed(unpacked.failure, content, source.trail)
    return
  }
  reading.budget.spend(unpacked.bytes.length)
  if (isTar(unpacked.bytes)) readTar(reading, { ...source, content: unpacked.bytes }, parent)
  else reading.readMember(unpacked.bytes, removeCompressionEnding(name), source, parent)
  readWords(reading, unpacked.besides, `${compression}-header`, source, parent)
  readRest(reading, content.subarray(unpacked.end), source, parent)
}

function readTar(reading: Reading, source: Source, parent: Layer): void {
  const { content } = source
  if (reading.isTooDeep(source.depth + 1, content, source.trail)) return
  const { members, besides, end, truncated } = readTarMembers(content)
  reading.readMembers(members, source, parent)
  readWords(reading, besides, 'tar-headers', source, parent)
  if (truncated) reading.reportFailed('corrupt', content, source.trail)
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
  const { members, complete } = readAsarMembers(content)
  reading.readMembers(members, source, parent)
  if (!complete && members.length <= reading.tools.limits.entries)
    reading.reportFailed('corrupt', content, source.trail)
}

/** A zip, wherever in the bytes it begins; what stands before it has been searched as bytes already. */
export function readZip(reading: Reading, source: Source, parent: Layer): void {
  if (reading.isTooDeep(source.depth + 1, source.content, source.trail)) return
  let parts = 0
  for (const { kind, name, content, failure, packed } of unpackZipParts(source.content, reading.budget)) {
    parts += 1
    if (parts > reading.tools.limits.entries) {
      reading.reportTooMany(source)
      return
    }
    if (failure !== null || content === null)
      reading.reportFailed(failure ?? 'corrupt', packed, [...source.trail, name])
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
  if (decodeText(rest).kind === 'text' || findContainerReader(rest) !== null || isSigningBlock(rest)) return
  const trail = [...parent.trail, name]
  reading.reportUnseen('left-over', 'it lies in a container and belongs to nothing in it', {
    bytes: rest,
    trail,
  })
}

/** Certificates and digests before an Android archive's directory (source.android.com, "APK Signature Scheme v2"). */
function isSigningBlock(rest: Buffer): boolean {
  return rest.toString('latin1', rest.length - 16) === 'APK Sig Block 42'
}
