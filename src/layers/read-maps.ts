import type { BrokenMap, KeywordHit, KeywordHits, Layer } from '../model/layer.ts'
import type { MapSource, SourceMapDocument } from '../model/source-map-document.ts'
import { rememberAnswer } from '../text/remember.ts'
import { readProgramFiles } from './binaries/program-files.ts'
import { createLayer } from './create-layer.ts'
import { listHitsOf } from './keyword-hits.ts'
import { KeywordSearch } from './keyword-search.ts'
import { findDeclaredReferences } from './maps/declared-references.ts'
import { MAP_MEMBER } from './maps/embedded-maps.ts'
import { findMapLinks, type InlineMap, LINK_KEYWORDS, type MapLinks } from './maps/map-links.ts'
import { listMapStrings } from './maps/map-strings.ts'
import { readEncoded } from './read-encoded.ts'
import type { Reading, Source } from './reading.ts'

/** Original texts of one map that are looked at one by one, however small. */
const MANY = 20_000
/** Small is less than this, together are so many at most, in UTF-16 units. */
const SMALL = 1024
const TOGETHER = 64 * 1024

const PROSE = /\.(md|mdx|markdown|txt|rst|adoc|json|jsonc|json5|map|ya?ml|toml|snap|patch|diff)$/i
/** Text in which code is an example. */
const EXAMPLES = /\.(md|mdx|markdown|rst|adoc)$/i
const DATA_URL: KeywordHit = { keyword: 'data:', offset: 0 }
/** For a search that does not look for these itself. */
const ownSearch = rememberAnswer(() => new KeywordSearch(LINK_KEYWORDS))
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
  // A runtime has maps and texts of its own; those of what was packed into it stand in its files.
  const isProgram = kind === 'binary' && readProgramFiles(bytes, reading.budget).length > 0
  const links = findLinks(reading, {
    bytes,
    hits: isProgram ? [] : hits,
    hasComments: kind === 'text' && !PROSE.test(source.name),
    isProse: EXAMPLES.test(source.name),
  })
  const layer = createLayer({
    kind,
    entry: reading.entry,
    trail: source.trail,
    parent: source.parent,
    bytes,
    hits,
    mapReferences: [...links.references, ...findDeclaredReferences(source.name, kind, bytes)],
    brokenMaps: [...own, ...links.broken],
    mapRanges: links.inline.map(({ offset, end }) => ({ start: offset, end })),
  })
  reading.visit(layer)
  readInline(reading, links.inline, layer, source.depth)
  if (kind === 'text') readBehind(reading, layer, source.depth)
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
  const text = listMapStrings(map)
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
  readSections(reading, map, layer, source.depth)
  for (const { original, content } of readOriginals(map))
    readOriginal(reading, original, content, { layer, source })
}

interface Original {
  readonly original: MapSource
  readonly content: string
}

/**
 * The original texts of a map, each by itself; in a map of very many the small ones after the first come together, so
 * that millions of a few bytes cost no more than their bytes.
 */
function* readOriginals(map: SourceMapDocument): Generator<Original> {
  const together = new Map<MapSource['origin'], { first: MapSource; texts: string[]; length: number }>()
  let alone = 0
  for (const original of map.sources) {
    const { content } = original
    if (content === null) continue
    if (alone < MANY || content.length >= SMALL) {
      alone += 1
      yield { original, content }
      continue
    }
    const { origin } = original
    const group = together.get(origin) ?? { first: original, texts: [], length: 0 }
    together.set(origin, group)
    group.texts.push(content)
    group.length += content.length
    if (group.length < TOGETHER) continue
    yield joinTexts(group)
    together.delete(origin)
  }
  for (const group of together.values()) yield joinTexts(group)
}

function joinTexts({ first, texts }: { first: MapSource; texts: readonly string[] }): Original {
  const content = texts.join('\n')
  const path = texts.length === 1 ? first.path : `${first.path} and ${texts.length - 1} more`
  return { original: { name: null, path, origin: first.origin, content }, content }
}

function readOriginal(
  reading: Reading,
  source: MapSource,
  text: string,
  { layer: parent, source: { depth } }: { layer: Layer; source: Source },
): void {
  const { bytes, hits } = reading.texts.read(text)
  const links = findLinks(reading, { bytes, hits, hasComments: false, isProse: false })
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
  readBehind(reading, layer, depth)
}

function readInline(reading: Reading, maps: readonly InlineMap[], parent: Layer, depth: number): void {
  const counts = { inline: 0, embedded: 0 }
  for (const { form, document, offset } of maps) {
    counts[form] += 1
    const name = counts[form] === 1 ? `${form}-map` : `${form}-map-${counts[form]}`
    openMap(reading, { document, name, offset }, parent, depth)
  }
}

interface Linked {
  readonly bytes: Buffer
  readonly hits: KeywordHits
  readonly hasComments: boolean
  readonly isProse: boolean
}

function findLinks({ tools }: Reading, { bytes, hits, hasComments, isProse }: Linked): MapLinks {
  const own = tools.search.covers(LINK_KEYWORDS) ? listHitsOf(hits, OWN_KEYWORDS) : ownSearch().search(bytes)
  return own.length === 0 ? NO_LINKS : findMapLinks(bytes, own, hasComments, isProse)
}

/** What stands encoded in a layer, and the maps in that. */
function readBehind(reading: Reading, parent: Layer, depth: number): void {
  readEncoded(reading, { parent, depth, seen: (layer) => readDecodedMaps(reading, layer, depth) })
}

/** Maps in what was decoded; those in `data:` URLs have been read already. */
function readDecodedMaps(reading: Reading, layer: Layer, depth: number): void {
  const hits = layer.hits.filter(({ keyword }) => keyword === MAP_MEMBER)
  if (hits.length === 0) return
  const known = layer.parent?.mapRanges ?? []
  const isNew = ({ offset }: InlineMap): boolean => {
    const origin = layer.origins.findLast(({ at }) => at <= offset)?.offset ?? 0
    return !known.some(({ start, end }) => start <= origin && origin < end)
  }
  readInline(reading, findMapLinks(layer.bytes, hits, false).inline.filter(isNew), layer, depth)
}

/** Maps that an indexed map has in `data:` URLs of its sections. */
function readSections(reading: Reading, map: SourceMapDocument, layer: Layer, depth: number): void {
  for (const url of map.sectionUrls)
    if (/^data:/i.test(url))
      readInline(reading, findMapLinks(Buffer.from(url), [DATA_URL], false).inline, layer, depth)
}
