import type { Entry } from './entry.ts'
import type { MapSource, SourceMapDocument } from './source-map-document.ts'

/**
 * `text`: the entry, an archive member or a payload, decoded. `binary`: bytes that are no text.
 * `source-map`: the parsed map (its `bytes` hold what is readable in it beside the original sources: names, paths,
 * sourceRoot, unknown members). `original-source`: one text out of a map's `sourcesContent`.
 */
export type LayerKind = 'text' | 'binary' | 'source-map' | 'original-source'

/** Where a keyword was found. */
export interface KeywordHit {
  /** Lower-case keyword, as the rule or reader declared it. */
  readonly keyword: string
  /** Offset of its first byte in the layer's `bytes`. */
  readonly offset: number
}

/** A URL that names a source map, met in a layer's own bytes; `data:` URLs are child layers instead. */
export interface LayerReference {
  /** Offset of the URL's first byte in the layer's `bytes`. */
  readonly offset: number
  readonly url: string
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
  /** Only for `source-map`. */
  readonly map: SourceMapDocument | null
  /** Only for `original-source`: what the map says of it. */
  readonly source: MapSource | null
  /** Keyword hits in `bytes`, in order of offset. */
  readonly hits: readonly KeywordHit[]
  /** From real comments in code and style sheets, wasm sections and response headers; in order of offset. */
  readonly mapReferences: readonly LayerReference[]
  readonly brokenMaps: readonly BrokenMap[]
}

/** A line and column, both from 1; the column counts UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The whole way to what the layer is: `dist/app.zip!test/key.pem`. */
export function layerChain(layer: Layer): string {
  return [layer.entry.path, ...layer.trail].join('!')
}

/** Path of what the layer is, for file-type decisions: the last name of the trail, or the entry's path. */
export function layerPath(layer: Layer): string {
  return layer.trail.at(-1) ?? layer.entry.path
}
