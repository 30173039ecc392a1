import type { KeywordHits, Layer } from '../model/layer.ts'
import { rememberAnswer } from '../text/remember.ts'
import { type Compression, recogniseCompression, unpack } from './archives/compression/unpack.ts'
import { isZip } from './archives/zip-layout.ts'
import { createLayer } from './create-layer.ts'
import { type DecodedParts, decodeParts, ENCODING_KEYWORDS } from './encodings/decoded-parts.ts'
import { listHitsOf } from './keyword-hits.ts'
import { KeywordSearch } from './keyword-search.ts'
import { readZip } from './read-containers.ts'
import type { Reading } from './reading.ts'

/** Encodings inside encodings that are undone; more than that nobody does by accident. */
const MOST_DECODINGS = 3
/** For a search that does not look for these itself. */
const ownSearch = rememberAnswer(() => new KeywordSearch(ENCODING_KEYWORDS))
const ENCODINGS = new Set<string>(ENCODING_KEYWORDS)

/** What stands encoded where, how deep, and who else wants to see what was decoded. */
export interface Encoded {
  readonly parent: Layer
  readonly depth: number
  seen(layer: Layer): void
}

/** What stands encoded in a layer becomes a layer for each encoding, and what is packed inside is opened. */
export function readEncoded(reading: Reading, { parent, depth, seen }: Encoded, turn = 1): void {
  const { search } = reading.tools
  const own = search.covers(ENCODING_KEYWORDS) ? parent.hits : ownSearch().search(parent.bytes)
  const { parts, containers } = decodePartsOf(parent, own)
  for (const { form, bytes, origins } of parts) {
    const layer = createLayer({
      kind: 'decoded',
      entry: reading.entry,
      trail: [...parent.trail, form],
      parent,
      bytes,
      origins,
      hits: search.search(bytes),
    })
    reading.visit(layer)
    seen(layer)
    if (turn < MOST_DECODINGS) readEncoded(reading, { parent: layer, depth, seen }, turn + 1)
  }
  for (const { form, content, packing } of containers)
    readPacked(reading, content, { form, packing, parent, depth })
}

/** Original texts come again and again, and then their bytes are the same object. */
const partsOfOriginals = new WeakMap<Buffer, DecodedParts>()

function decodePartsOf({ kind, bytes }: Layer, hits: KeywordHits): DecodedParts {
  const known = partsOfOriginals.get(bytes)
  if (known !== undefined) return known
  const parts = decodeParts(bytes, listHitsOf(hits, ENCODINGS))
  if (kind === 'original-source') partsOfOriginals.set(bytes, parts)
  return parts
}

/** Packed bytes in a text are opened if they are what they begin like; a run of characters may do so by chance. */
function readPacked(
  reading: Reading,
  content: Buffer,
  {
    form,
    packing,
    parent,
    depth,
  }: { form: string; packing: Compression | undefined; parent: Layer; depth: number },
): void {
  if (depth >= reading.tools.limits.depth) return
  const source = { content, name: form, trail: parent.trail, parent, depth }
  if (isZip(content)) {
    readZip(reading, source, parent)
    return
  }
  const unpacked = unpack(
    content,
    packing ?? recogniseCompression(content) ?? 'zlib',
    reading.budget.measureAllowance(content.length),
  )
  if ('failure' in unpacked) {
    // By chance a run may begin like something packed, but it does not unpack to more than the limits allow.
    if (unpacked.failure === 'limit') reading.reportFailed('limit', content, [...parent.trail, form])
    return
  }
  reading.budget.spend(unpacked.bytes.length)
  reading.readMember(unpacked.bytes, form, source, parent)
}
