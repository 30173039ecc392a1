import type { BrokenMap, KeywordHit, Layer } from '../model/layer.ts'
import type { MapSource, SourceMapDocument } from '../model/source-map-document.ts'
import { createLayer } from './create-layer.ts'
import { KeywordSearch } from './keyword-search.ts'
import { declaredReferences } from './maps/declared-references.ts'
import { findMapLinks, type InlineMap, LINK_KEYWORDS, type MapLinks } from './maps/map-links.ts'
import { mapStrings } from './maps/map-strings.ts'
import { readEncoded } from './read-encoded.ts'
import type { Reading, Source } from './reading.ts'

const PROSE = /\.(md|mdx|markdown|txt|rst|adoc|json|jsonc|json5|map|ya?ml|toml|snap|patch|diff)$/i
const OWN_SEARCH = new KeywordSearch(LINK_KEYWORDS)
const OWN_KEYWORDS = new Set<string>(LINK_KEYWORDS)
const NO_LINKS: MapLinks = { inline: [], references: [], broken: [] }

/** A text or binary layer as it is to be visited. */
export interface LinkedBytes {
  readonly kind: 'text' | 'binary'
  readonly bytes: Buffer
  /** What is wrong with the bytes themselves as a map. */
  readonly own: readonly BrokenMap[]
}

/** Visits a text or binary layer, then the maps inside it. */
export function readLinked(reading: Reading, source: Source, { kind, bytes, own }: LinkedBytes): Layer {
  const hits = reading.tools.search.search(bytes)
  const links = linksIn(reading, { bytes, hits, hasComments: kind === 'text' && !PROSE.test(source.name) })
  const layer = createLayer({
    kind,
    entry: reading.entry,
    trail: source.trail,
    parent: source.parent,
    bytes,
    hits,
    mapReferences: [...links.references, ...declaredReferences(source.name, kind, bytes)],
    brokenMaps: [...own, ...links.broken],
    mapRanges: links.inline.map(({ offset, end }) => ({ start: offset, end })),
  })
  reading.visit(layer)
  readInline(reading, links.inline, layer, source.depth)
  if (kind === 'text') readEncoded(reading, layer, source.depth)
  return layer
}

/** A map that lies inside `parent`: one level deeper, under a name of its own. */
export function openMap(
  reading: Reading,
  { document, name, offset }: { document: SourceMapDocument; name: string; offset: number | null },
  parent: Layer,
  depth: number,
): void {
  const trail = [...parent.trail, name]
  if (reading.isTooDeep(depth + 1, parent.bytes, trail)) return
  readMap(
    reading,
    document,
    { content: parent.bytes, name, trail, parent, depth: depth + 1 },
    { parentOffset: offset },
  )
}

/** Visits a map, then the original sources in it. */
export function readMap(
  reading: Reading,
  map: SourceMapDocument,
  source: Source,
  { parentOffset }: { parentOffset: number | null },
): void {
  const text = mapStrings(map)
  const bytes = Buffer.from(text, 'utf8')
  const layer = createLayer({
    kind: 'source-map',
    entry: reading.entry,
    trail: source.trail,
    parent: source.parent,
    parentOffset,
    bytes,
    hits: reading.tools.search.search(bytes),
    map,
    text,
  })
  reading.visit(layer)
  for (const original of map.sources)
    if (original.content !== null) readOriginal(reading, original, original.content, { layer, source })
}

function readOriginal(
  reading: Reading,
  source: MapSource,
  text: string,
  { layer: parent, source: { depth } }: { layer: Layer; source: Source },
): void {
  const bytes = Buffer.from(text, 'utf8')
  const hits = reading.tools.search.search(bytes)
  const links = linksIn(reading, { bytes, hits, hasComments: false })
  const layer = createLayer({
    kind: 'original-source',
    entry: reading.entry,
    trail: [...parent.trail, source.path],
    source,
    parent,
    bytes,
    hits,
    text,
  })
  reading.visit(layer)
  readInline(reading, links.inline, layer, depth)
  readEncoded(reading, layer, depth)
}

function readInline(reading: Reading, maps: readonly InlineMap[], parent: Layer, depth: number): void {
  const counts = { inline: 0, embedded: 0 }
  for (const { form, document, offset } of maps) {
    counts[form] += 1
    const name = counts[form] === 1 ? `${form}-map` : `${form}-map-${counts[form]}`
    openMap(reading, { document, name, offset }, parent, depth)
  }
}

function linksIn(
  { tools }: Reading,
  { bytes, hits, hasComments }: { bytes: Buffer; hits: readonly KeywordHit[]; hasComments: boolean },
): MapLinks {
  const own = tools.search.covers(LINK_KEYWORDS)
    ? hits.filter(({ keyword }) => OWN_KEYWORDS.has(keyword))
    : OWN_SEARCH.search(bytes)
  return own.length === 0 ? NO_LINKS : findMapLinks(bytes, own, hasComments)
}
