import type { Entry } from '../model/entry.ts'
import type {
  BrokenMap,
  ByteRange,
  KeywordHits,
  Layer,
  LayerKind,
  LayerReference,
  Origin,
} from '../model/layer.ts'
import type { MapSource, SourceMapDocument } from '../model/source-map-document.ts'

/** What a layer is made of; what is left out is null or empty. */
export interface LayerParts {
  readonly kind: LayerKind
  readonly entry: Entry
  readonly trail: readonly string[]
  readonly bytes: Buffer
  readonly hits: KeywordHits
  readonly parent?: Layer | null
  readonly parentOffset?: number | null
  readonly origins?: readonly Origin[]
  readonly map?: SourceMapDocument | null
  readonly source?: MapSource | null
  /** `bytes` as a string, where it is at hand. */
  readonly text?: string
  readonly mapReferences?: readonly LayerReference[]
  readonly brokenMaps?: readonly BrokenMap[]
  readonly mapRanges?: readonly ByteRange[]
}

/** A layer whose text is decoded when it is first asked for. */
export function createLayer(parts: LayerParts): Layer {
  return new LazyLayer(parts)
}

class LazyLayer implements Layer {
  readonly kind: LayerKind
  readonly entry: Entry
  readonly trail: readonly string[]
  readonly parent: Layer | null
  readonly bytes: Buffer
  readonly parentOffset: number | null
  readonly origins: readonly Origin[]
  readonly map: SourceMapDocument | null
  readonly source: MapSource | null
  readonly hits: KeywordHits
  readonly mapReferences: readonly LayerReference[]
  readonly brokenMaps: readonly BrokenMap[]
  readonly mapRanges: readonly ByteRange[]
  #text: string | null

  constructor(parts: LayerParts) {
    this.kind = parts.kind
    this.entry = parts.entry
    this.trail = parts.trail
    this.bytes = parts.bytes
    this.hits = parts.hits
    this.parent = parts.parent ?? null
    this.parentOffset = parts.parentOffset ?? null
    this.origins = parts.origins ?? []
    this.map = parts.map ?? null
    this.source = parts.source ?? null
    this.mapReferences = parts.mapReferences ?? []
    this.brokenMaps = parts.brokenMaps ?? []
    this.mapRanges = parts.mapRanges ?? []
    this.#text = parts.text ?? null
  }

  /** One UTF-16 unit a byte for binary layers, so that offsets in both agree. */
  get text(): string {
    this.#text ??= this.bytes.toString(this.kind === 'binary' ? 'latin1' : 'utf8')
    return this.#text
  }
}
