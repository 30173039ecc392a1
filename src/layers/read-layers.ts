import type { Entry } from '../model/entry.ts'
import type { BrokenMap, Layer } from '../model/layer.ts'
import { isAsar } from './archives/asar-members.ts'
import { isLz4 } from './archives/compression/lz4.ts'
import {
  type Compression,
  listPossibleCompressions,
  removeCompressionEnding,
  unpack,
} from './archives/compression/unpack.ts'
import { inflateStart, unpackBrotliStart } from './archives/compression/zlib-streams.ts'
import { isCpio } from './archives/cpio-members.ts'
import { readOfficeText } from './archives/office-text.ts'
import { recogniseSealedFormat } from './archives/sealed-formats.ts'
import { isTar } from './archives/tar-members.ts'
import { isLocalHeader, readZipDirectory } from './archives/zip-layout.ts'
import { openPdf } from './binaries/open-pdf.ts'
import { decodeText } from './encodings/decode-text.ts'
import { ENCODING_KEYWORDS } from './encodings/decoded-parts.ts'
import { LINK_KEYWORDS } from './maps/map-links.ts'
import { recogniseSourceMap } from './maps/recognise-source-map.ts'
import { findContainerReader, readCompressed, readZip } from './read-containers.ts'
import { readEmbedded } from './read-embedded.ts'
import { openMap, readLinked, readMap } from './read-maps.ts'
import { type LayerTools, Reading, type Source } from './reading.ts'

/**
 * What the readers themselves look for. A search that has these among its keywords saves a second pass over every
 * layer: `new KeywordSearch([...READER_KEYWORDS, ...keywordsOfRules])`.
 */
export const READER_KEYWORDS: readonly string[] = [...LINK_KEYWORDS, ...ENCODING_KEYWORDS]

/** Bytes that a file must have before forms without a magic number are tried on it. */
const SHORTEST_COMPRESSED = 16

/**
 * Turns an entry's content into layers, parents before children, and calls `visit` for each. Nothing is kept: a
 * layer can be let go once `visit` has returned, except by its children. What an entry references but does not
 * hold is in `mapReferences`; what should have been a map and is none, in `brokenMaps`; what could not be opened goes
 * to `tools.unseen`.
 */
export function readLayers(entry: Entry, tools: LayerTools, visit: (layer: Layer) => void): void {
  const { content, words } = entry
  const reading = new Reading(entry, tools, { visit, read: readSource })
  if (entry.type === 'file' || content.length > 0)
    reading.read({ content, name: entry.path, trail: [], parent: null, depth: 0 })
  // What the archive's headers say of the entry beside names and numbers.
  if (words !== undefined && words.length > 0)
    reading.read({ content: words, name: 'tar-header', trail: ['tar-header'], parent: null, depth: 0 })
}

function readSource(reading: Reading, source: Source): void {
  const { content } = source
  const { kind, bytes } =
    isTar(content) || isAsar(content) || isLz4(content) || isCpio(content)
      ? ({ kind: 'binary', bytes: content } as const)
      : decodeText(content)
  if (kind === 'binary') readBinary(reading, source)
  else readText(reading, source, bytes)
}

function readText(reading: Reading, source: Source, bytes: Buffer): void {
  const recognised = recogniseSourceMap(bytes, source.name, reading.encodedTexts)
  if (recognised?.map && recognised.broken === null) {
    readMap(reading, recognised.map, source, { parentOffset: null })
    return
  }
  const own: BrokenMap[] = recognised?.broken ? [{ offset: null, reason: recognised.broken }] : []
  const layer = readLinked(reading, source, { kind: 'text', bytes, own })
  sayIfSealed(reading, source)
  const read = source.trail.length === 0 ? null : readOfficeText(source.name, bytes)
  if (read !== null && !reading.isTooDeep(source.depth + 1, bytes, source.trail))
    reading.readMember(Buffer.from(read), 'text.txt', source, layer)
  if (recognised?.map)
    openMap(reading, { document: recognised.map, name: 'recovered-map', offset: null }, layer, source.depth)
  if (/\.br$/i.test(source.name)) readNamelessBrotli(reading, source, layer)
  // Bytes that are no text, behind one that is: a script that unpacks what follows it.
  else if (bytes !== source.content && bytes.includes('\ufffd')) readEmbedded(reading, source, layer)
}

function readBinary(reading: Reading, source: Source): void {
  const { content } = source
  const open = findContainerReader(content)
  if (open !== null) {
    open(reading, source)
    return
  }
  const layer = readLinked(reading, source, { kind: 'binary', bytes: content, own: [] })
  const opened = openPdf(content)
  if (opened !== null) {
    if (!reading.isTooDeep(source.depth + 1, content, source.trail))
      reading.readMember(opened, 'without-encryption', source, layer)
    return
  }
  if (sayIfSealed(reading, source)) return
  if (isLocalHeader(content, 0) && readZipDirectory(content) === null)
    reading.reportFailed('corrupt', content, source.trail)
  if (isLocalHeader(content, 0) || readZipDirectory(content) !== null) readZip(reading, source, layer)
  else if (!readNameless(reading, source, layer)) readEmbedded(reading, source, layer)
}

/** Says that a whole file is in a form that nobody here opens, if it is. */
function sayIfSealed(reading: Reading, { content: bytes, trail }: Source): boolean {
  const sealed = recogniseSealedFormat(bytes)
  if (sealed === null) return false
  const detail =
    sealed.reason === 'sealed' ? `it is ${sealed.name}` : `it is ${sealed.name}, which no reader here opens`
  reading.reportUnseen(sealed.reason, detail, { bytes, trail })
  return true
}

/**
 * Tries the forms of compression that have no magic number: what unpacks exactly from the first byte to the last is one.
 * @returns whether it was.
 */
function readNameless(reading: Reading, source: Source, layer: Layer): boolean {
  const { content, name } = source
  const possible = content.length < SHORTEST_COMPRESSED ? [] : listPossibleCompressions(content)
  for (const compression of possible) {
    const unpacked = unpack(content, compression, reading.budget.measureAllowance(content.length))
    if ('failure' in unpacked) {
      if (unpacked.failure !== 'limit' || !isTelling(content, compression)) continue
      reading.reportFailed('limit', content, source.trail)
      return true
    }
    if (unpacked.end !== content.length || unpacked.bytes.length === 0) continue
    if (reading.isTooDeep(source.depth + 1, content, source.trail)) return true
    reading.budget.spend(unpacked.bytes.length)
    reading.readMember(unpacked.bytes, removeCompressionEnding(name), source, layer)
    return true
  }
  if (/\.map\.br$/i.test(name)) reading.reportFailed('corrupt', content, source.trail)
  return false
}

/** Whether what is too large to unpack is compressed at all: any bytes may unpack to something for a while. */
function isTelling(content: Buffer, compression: Compression): boolean {
  if (compression !== 'brotli' && compression !== 'deflate') return true
  const most = 16 * 1024 ** 2
  const start =
    compression === 'brotli' ? unpackBrotliStart(content, most) : inflateStart(content, 'raw', most)
  return start.length > 0 && decodeText(start).kind === 'text'
}

/** Brotli that happens to look like a text is only looked for under its name. */
function readNamelessBrotli(reading: Reading, source: Source, layer: Layer): void {
  const { content, name } = source
  const unpacked = unpack(content, 'brotli', reading.budget.measureAllowance(content.length))
  if ('bytes' in unpacked || unpacked.failure === 'limit' || /\.map\.br$/i.test(name))
    readCompressed(reading, source, layer, 'brotli')
}
