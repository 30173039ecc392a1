import type { Layer } from '../model/layer.ts'
import { findSealedArchives } from './archives/sealed-formats.ts'
import { isTar } from './archives/tar-members.ts'
import { findEmbeddedStreams } from './binaries/embedded-streams.ts'
import { isPdf, readPdfText } from './binaries/pdf-text.ts'
import { readPharFiles } from './binaries/phar-files.ts'
import { readPngTexts } from './binaries/png-chunks.ts'
import { isPackedProgram, readProgramFiles, readSafely } from './binaries/program-files.ts'
import { readSerializedStrings } from './binaries/serialized-strings.ts'
import { readStructuredText } from './binaries/structured-data.ts'
import { readWideRuns } from './binaries/wide-text.ts'
import type { Reading, Source } from './reading.ts'

/**
 * What lies inside bytes that are no container themselves: files in native executables, compressed streams at any
 * offset, text in UTF-16, records in binary notations, saved objects, the texts of pictures and documents, and archives that no reader opens.
 */
export function readEmbedded(reading: Reading, source: Source, parent: Layer): void {
  const { content, trail } = source
  const packed = [
    ...readProgramFiles(content, reading.budget),
    ...readSafely(readPharFiles, content, reading.budget),
  ]
  if (packed.length > 0 && reading.isTooDeep(source.depth + 1, content, trail)) return
  reading.readMembers(packed, source, parent)
  const wide = readWideRuns(content)
  if (wide !== null) reading.readMember(wide, 'utf-16', source, parent)
  const record = readStructuredText(content) ?? readSerializedStrings(content)
  if (record !== null) reading.readMember(record.text, record.name, source, parent)
  const texts = readPngTexts(content)
  if (texts !== '') reading.readMember(Buffer.from(texts), 'png-text', source, parent)
  const tar = findTarWithin(content)
  if (tar !== null) reading.readMember(content.subarray(tar), `tar-at-${tar}`, source, parent)
  for (const { name, reason, offset } of findSealedArchives(content))
    reading.reportUnseen(reason, `it is ${name}, which no reader here opens`, {
      bytes: content.subarray(offset),
      trail: [...trail, `bytes-at-${offset}`],
    })
  // What else is compressed in a program with files in it is its runtime's, the same in every such program.
  if (isPackedProgram(content)) return
  const streams: Buffer[] | null = isPdf(content) ? [content] : null
  for (const found of findEmbeddedStreams(content, reading.budget)) {
    const name = `${found.form}-at-${found.offset}`
    const packed = content.subarray(found.offset, found.end)
    if (found.failure !== null) reading.reportFailed(found.failure, packed, [...trail, name])
    if (found.bytes === null) continue
    streams?.push(found.bytes)
    if (reading.isTooDeep(source.depth + 1, packed, [...trail, name])) return
    reading.readMember(found.bytes, name, source, parent)
  }
  const shown = streams === null ? '' : readPdfText(streams)
  if (shown !== '') reading.readMember(Buffer.from(shown), 'pdf-text', source, parent)
}

/** Where a tar archive begins that nothing packs, behind a script that unpacks it; null where there is none. */
function findTarWithin(content: Buffer): number | null {
  const at = content.indexOf('ustar') - 257
  return at > 0 && isTar(content.subarray(at)) ? at : null
}
