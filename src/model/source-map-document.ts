/** One original source that a map names, in the map's order, sections flattened. */
export interface MapSource {
  /** As in `sources`, `null` where the map has null. Not joined with `sourceRoot`. */
  readonly name: string | null
  /** `sourceRoot` and name joined and cleaned of bundler prefixes: what a person would call the file. */
  readonly path: string
  /** The text in `sourcesContent`, or null if the map has none for it. */
  readonly content: string | null
  readonly origin: 'first-party' | 'dependency' | 'bundler'
}

/** A source map as far as a reader can make use of it: what `JSON.parse` accepts, whatever is missing or odd. */
export interface SourceMapDocument {
  readonly file: string | null
  /** Of an indexed map: that of its first section that has one. */
  readonly sourceRoot: string | null
  readonly sources: readonly MapSource[]
  readonly names: readonly string[]
  /** URLs in `sections[].url`. */
  readonly sectionUrls: readonly string[]
  /** The parsed JSON, for position lookups and for members we do not know. */
  readonly json: Readonly<Record<string, unknown>>
}
