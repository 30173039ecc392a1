import type { Entry } from './entry.ts'
import type { MapSource, SourceMapDocument } from './source-map-document.ts'

/**
 * `text`: the entry, an archive member or a payload, decoded. `binary`: bytes that are no text.
 * `source-map`: the parsed map (its `bytes` hold what is readable in it beside the original sources: names, paths,
 * sourceRoot, unknown members). `original-source`: one text out of a map's `sourcesContent`. `decoded`: what stands
 * encoded in its parent: base64, escapes, joined literals.
 */
export type LayerKind = 'text' | 'binary' | 'source-map' | 'original-source' | 'decoded'

/** Where in its parent a stretch of a decoded layer comes from. */
export interface Origin {
  /** Offset in the layer's `bytes` at which the stretch begins. */
  readonly at: number
  /** Offset in the parent's `bytes` at which it stands encoded. */
  readonly offset: number
}

/** Where a keyword was found. */
export interface KeywordHit {
  /** Lower-case keyword, as the rule or reader declared it. */
  readonly keyword: string
  /** Offset of its first byte in the layer's `bytes`. */
  readonly offset: number
}

/** Keyword hits in order of offset: what a list of them can be asked. An array is one, but a scan keeps none in an array. */
export interface KeywordHits extends Iterable<KeywordHit> {
  readonly length: number
  filter(keep: (hit: KeywordHit) => boolean): KeywordHit[]
  some(holds: (hit: KeywordHit) => boolean): boolean
  find(holds: (hit: KeywordHit) => boolean): KeywordHit | undefined
  map<Made>(make: (hit: KeywordHit) => Made): Made[]
  flatMap<Made>(make: (hit: KeywordHit) => Made | readonly Made[]): Made[]
  slice(from: number, to: number): KeywordHit[]
}

/**
 * Whether a keyword at `start` to `end` is worth a look, by the bytes around it. Most places of a short word lie inside
 * other words; such a hit is dropped before anybody hears of it. Depends on nothing but the bytes.
 */
export type Heed = (bytes: Uint8Array, start: number, end: number) => boolean

/** A URL that names a source map, met in a layer's own bytes; `data:` URLs are child layers instead. */
export interface LayerReference {
  /** Offset of the URL's first byte in the layer's `bytes`. */
  readonly offset: number
  readonly url: string
}

/** Part of a layer's `bytes`; `end` is behind its last byte. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Something in a layer that is meant to be a source map and cannot be read as one. */
export interface BrokenMap {
  /** Offset in the layer's `bytes` at which it begins, or null when it is the layer itself. */
  readonly offset: number | null
  /** Why, as a clause: "it breaks off before its end". Holds nothing from the tarball. */
  readonly reason: string
}

/** Content inside an entry that a reader can get at. */
export interface Layer {
  readonly kind: LayerKind
  readonly entry: Entry
  /** Names from the entry inward, `[]` for the entry's own content: `['inline-map', 'src/auth.ts']`. */
  readonly trail: readonly string[]
  readonly parent: Layer | null
  /** UTF-8 for every kind but `binary`, whatever the encoding on disk was. */
  readonly bytes: Buffer
  /** `bytes` as a string, decoded at first use and kept as long as the layer. */
  readonly text: string
  /** Offset in the parent's `bytes` at which this layer begins, where there is one. */
  readonly parentOffset: number | null
  /** Only for `decoded`, in order; empty for the others. */
  readonly origins: readonly Origin[]
  /** Only for `source-map`. */
  readonly map: SourceMapDocument | null
  /** Only for `original-source`: what the map says of it. */
  readonly source: MapSource | null
  /** Keyword hits in `bytes`, in order of offset. */
  readonly hits: KeywordHits
  /** From real comments in code and style sheets, wasm sections and response headers; in order of offset. */
  readonly mapReferences: readonly LayerReference[]
  readonly brokenMaps: readonly BrokenMap[]
  /** The maps inside it, in order: what stands there is no text that a reader of the package has anyway. */
  readonly mapRanges: readonly ByteRange[]
}

/** A line and column, both from 1; the column counts UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The whole way to what the layer is: `dist/app.zip!test/key.pem`; of what was decoded, to what it stands in. */
export function formatLayerChain(layer: Layer): string {
  if (layer.kind === 'decoded' && layer.parent) return formatLayerChain(layer.parent)
  return layer.trail.length === 0 ? layer.entry.path : [layer.entry.path, ...layer.trail].join('!')
}

/**
 * Path of what the layer is, for file-type decisions: the last name of the trail, or the entry's path. What was decoded
 * has the path of what it stands in.
 */
export function findLayerPath(layer: Layer): string {
  if (layer.kind === 'decoded' && layer.parent) return findLayerPath(layer.parent)
  return layer.trail.at(-1) ?? layer.entry.path
}
