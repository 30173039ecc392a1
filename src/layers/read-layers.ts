import type { Entry } from '../model/entry.ts'
import type { BrokenMap, KeywordHit, Layer } from '../model/layer.ts'
import type { Limits } from '../model/limits.ts'
import type { MapSource, SourceMapDocument } from '../model/source-map-document.ts'
import type { Unseen } from '../model/unseen.ts'
import { unseenBytes } from '../tarball/unseen-log.ts'
import { type Compression, isGzip, isZstd, uncompressedName, unpack } from './archives/compressed.ts'
import { ExpansionBudget } from './archives/expansion-budget.ts'
import { isTar, tarMembers } from './archives/tar-members.ts'
import { beginsLikeZip, isZip, zipDirectory, zipMembers } from './archives/zip-members.ts'
import { executablePayloads } from './binaries/executable-payload.ts'
import { createLayer } from './create-layer.ts'
import { decodeText } from './encodings/decode-text.ts'
import { KeywordSearch } from './keyword-search.ts'
import { declaredReferences } from './maps/declared-references.ts'
import { findMapLinks, type InlineMap, LINK_KEYWORDS, type MapLinks } from './maps/map-links.ts'
import { mapStrings } from './maps/map-strings.ts'
import { recogniseSourceMap } from './maps/recognise-source-map.ts'
import { type Failure, WORDS } from './unread.ts'

/**
 * What the readers themselves look for. A search that has these among its keywords saves a second pass over every
 * layer: `new KeywordSearch([...READER_KEYWORDS, ...keywordsOfRules])`.
 */
export const READER_KEYWORDS: readonly string[] = LINK_KEYWORDS

export interface LayerTools {
  readonly search: KeywordSearch
  readonly limits: Limits
  /** Told of what could not be looked at: a limit that was reached, an archive that breaks off. */
  unseen(part: Unseen): void
}

/**
 * Turns an entry's content into layers, parents before children, and calls `visit` for each. Nothing is kept: a
 * layer can be let go once `visit` has returned, except by its children. What an entry references but does not
 * hold is in `mapReferences`; what should have been a map and is none, in `brokenMaps`.
 */
export function readLayers(entry: Entry, tools: LayerTools, visit: (layer: Layer) => void): void {
  if (entry.type !== 'file' && entry.content.length === 0) return
  new LayerReader(entry, tools, visit).read({
    content: entry.content,
    name: entry.path,
    trail: [],
    parent: null,
    depth: 0,
  })
}

/** Bytes to be read and where they stand. */
interface Source {
  readonly content: Buffer
  /** Path or name that tells the file's type. */
  readonly name: string
  readonly trail: readonly string[]
  readonly parent: Layer | null
  /** Archives and maps opened to get here. */
  readonly depth: number
}

const PROSE = /\.(md|mdx|markdown|txt|rst|adoc|json|jsonc|json5|map|ya?ml|toml|snap|patch|diff)$/i
const OWN_SEARCH = new KeywordSearch(READER_KEYWORDS)
const NO_LINKS: MapLinks = { inline: [], references: [], broken: [] }
const OWN_KEYWORDS = new Set<string>(READER_KEYWORDS)

class LayerReader {
  readonly #entry: Entry
  readonly #tools: LayerTools
  readonly #visit: (layer: Layer) => void
  readonly #budget: ExpansionBudget
  readonly #searchesOwn: boolean

  constructor(entry: Entry, tools: LayerTools, visit: (layer: Layer) => void) {
    this.#entry = entry
    this.#tools = tools
    this.#visit = visit
    this.#budget = new ExpansionBudget(entry.content.length, tools.limits)
    this.#searchesOwn = tools.search.covers(READER_KEYWORDS)
  }

  read(source: Source): void {
    const { kind, bytes } = isTar(source.content)
      ? { kind: 'binary', bytes: source.content }
      : decodeText(source.content)
    if (kind === 'binary') this.#readBinary(source)
    else this.#readText(source, bytes)
  }

  #readText(source: Source, bytes: Buffer): void {
    const recognised = recogniseSourceMap(bytes, source.name)
    if (recognised?.map && recognised.broken === null) {
      this.#readMap(recognised.map, { ...source, parentOffset: null })
      return
    }
    const own: BrokenMap[] = recognised?.broken ? [{ offset: null, reason: recognised.broken }] : []
    const layer = this.#readLinks(source, 'text', bytes, own)
    if (recognised?.map) this.#openMap(recognised.map, layer, 'recovered-map', null, source.depth)
    if (/\.br$/i.test(source.name)) this.#readCompressed(source, layer, 'brotli')
  }

  #readBinary(source: Source): void {
    const { content, name } = source
    const compression = isGzip(content) ? 'gzip' : isZstd(content) ? 'zstd' : null
    if (compression !== null) this.#readCompressed(source, this.#visitContainer(source), compression)
    else if (isTar(content)) this.#readTar(content, source, this.#visitContainer(source))
    else if (isZip(content)) this.#readZip(source, this.#visitContainer(source))
    else {
      const layer = this.#readLinks(source, 'binary', content, [])
      if (beginsLikeZip(content)) this.#unseen('corrupt', content, source.trail)
      if (zipDirectory(content) !== null) this.#readZip(source, layer)
      else if (/\.br$/i.test(name)) this.#readCompressed(source, layer, 'brotli')
      else this.#readPayloads(source, layer)
    }
  }

  /** What an archive holds is searched file by file, not a second time as its own bytes. */
  #visitContainer({ content: bytes, trail, parent }: Source): Layer {
    const layer = createLayer({ kind: 'binary', entry: this.#entry, trail, parent, bytes, hits: [] })
    this.#visit(layer)
    return layer
  }

  #readPayloads(source: Source, parent: Layer): void {
    const payloads = executablePayloads(source.content, (packed) => this.#budget.allowance(packed))
    for (const { name, content } of payloads) {
      if ('failure' in content) this.#unseen(content.failure, source.content, [...source.trail, name])
      else {
        this.#budget.spend(content.bytes.length)
        this.#readMember(content.bytes, name, source, parent)
      }
    }
  }

  /** Visits a text or binary layer, then the maps inside it. */
  #readLinks(source: Source, kind: 'text' | 'binary', bytes: Buffer, own: readonly BrokenMap[]): Layer {
    const hits = this.#tools.search.search(bytes)
    const links = this.#links(bytes, hits, kind === 'text' && !PROSE.test(source.name))
    const layer = createLayer({
      kind,
      entry: this.#entry,
      trail: source.trail,
      parent: source.parent,
      bytes,
      hits,
      mapReferences: [...links.references, ...declaredReferences(source.name, kind, bytes)],
      brokenMaps: [...own, ...links.broken],
    })
    this.#visit(layer)
    this.#readInline(links.inline, layer, source.depth)
    return layer
  }

  #links(bytes: Buffer, hits: readonly KeywordHit[], hasComments: boolean): MapLinks {
    const own = this.#searchesOwn
      ? hits.filter(({ keyword }) => OWN_KEYWORDS.has(keyword))
      : OWN_SEARCH.search(bytes)
    return own.length === 0 ? NO_LINKS : findMapLinks(bytes, own, hasComments)
  }

  #readInline(maps: readonly InlineMap[], parent: Layer, depth: number): void {
    const counts = { inline: 0, embedded: 0 }
    for (const { form, document, offset } of maps) {
      counts[form] += 1
      const name = counts[form] === 1 ? `${form}-map` : `${form}-map-${counts[form]}`
      this.#openMap(document, parent, name, offset, depth)
    }
  }

  #openMap(map: SourceMapDocument, parent: Layer, name: string, offset: number | null, depth: number): void {
    const trail = [...parent.trail, name]
    if (this.#isTooDeep(depth + 1, parent.bytes, trail)) return
    this.#readMap(map, { content: parent.bytes, name, trail, parent, depth: depth + 1, parentOffset: offset })
  }

  #readMap(map: SourceMapDocument, source: Source & { readonly parentOffset: number | null }): void {
    const text = mapStrings(map)
    const bytes = Buffer.from(text, 'utf8')
    const layer = createLayer({
      kind: 'source-map',
      entry: this.#entry,
      trail: source.trail,
      parent: source.parent,
      parentOffset: source.parentOffset,
      bytes,
      hits: this.#tools.search.search(bytes),
      map,
      text,
    })
    this.#visit(layer)
    for (const original of map.sources)
      if (original.content !== null) this.#readOriginal(original, original.content, layer, source.depth)
  }

  #readOriginal(source: MapSource, text: string, parent: Layer, depth: number): void {
    const bytes = Buffer.from(text, 'utf8')
    const hits = this.#tools.search.search(bytes)
    const links = this.#links(bytes, hits, false)
    const layer = createLayer({
      kind: 'original-source',
      entry: this.#entry,
      trail: [...parent.trail, source.path],
      source,
      parent,
      bytes,
      hits,
      text,
    })
    this.#visit(layer)
    this.#readInline(links.inline, layer, depth)
  }

  #readCompressed(source: Source, parent: Layer, compression: Compression): void {
    const { content, name } = source
    if (this.#isTooDeep(source.depth + 1, content, source.trail)) return
    const unpacked = unpack(content, compression, this.#budget.allowance(content.length))
    if ('failure' in unpacked) {
      // Brotli has no magic number: what does not unpack may be something else with that ending.
      if (compression === 'brotli' && unpacked.failure === 'corrupt' && !/\.map\.br$/i.test(name)) return
      this.#unseen(unpacked.failure, content, source.trail)
      return
    }
    this.#budget.spend(unpacked.bytes.length)
    if (isTar(unpacked.bytes)) this.#readTar(unpacked.bytes, source, parent)
    else this.#readMember(unpacked.bytes, uncompressedName(name), source, parent)
  }

  #readTar(content: Buffer, source: Source, parent: Layer): void {
    if (this.#isTooDeep(source.depth + 1, content, source.trail)) return
    const { members, complete } = tarMembers(content)
    for (const member of members) this.#readMember(member.content, member.name, source, parent)
    if (!complete) this.#unseen('corrupt', source.content, source.trail)
  }

  #readZip(source: Source, parent: Layer): void {
    if (this.#isTooDeep(source.depth + 1, source.content, source.trail)) return
    let members = 0
    for (const member of zipMembers(source.content, this.#budget)) {
      members += 1
      if (members > this.#tools.limits.entries) {
        this.#unseen('limit', source.content, source.trail)
        return
      }
      if (member.failure !== null)
        this.#unseen(member.failure, member.packed ?? source.content, [...source.trail, member.name])
      else if (member.content !== null) this.#readMember(member.content, member.name, source, parent)
    }
  }

  #readMember(content: Buffer, name: string, source: Source, parent: Layer): void {
    this.read({ content, name, trail: [...parent.trail, name], parent, depth: source.depth + 1 })
  }

  #isTooDeep(depth: number, bytes: Buffer, trail: readonly string[]): boolean {
    const most = this.#tools.limits.depth
    if (depth <= most) return false
    const detail = `it lies deeper than ${most} archives and maps inside each other (limit \`depth\`)`
    this.#tools.unseen(unseenBytes({ path: this.#entry.path, trail }, 'limit', detail, bytes))
    return true
  }

  #unseen(failure: Failure, bytes: Buffer, trail: readonly string[]): void {
    const [reason, detail] = WORDS[failure]
    this.#tools.unseen(unseenBytes({ path: this.#entry.path, trail }, reason, detail, bytes))
  }
}
