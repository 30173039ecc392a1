import { type BasicSourceMapConsumer, type IndexedSourceMapConsumer, SourceMapConsumer } from 'source-map'
import type { Position } from '../../model/layer.ts'
import type { MapSource, SourceMapDocument } from '../../model/source-map-document.ts'
import { decodeText } from '../encodings/decode-text.ts'
import { recogniseSourceMap } from './recognise-source-map.ts'

/** Where something stands in an original source; lines and columns from 1, columns in UTF-16 units. */
export interface OriginalPosition extends Position {
  /** What a person would call the file. */
  readonly path: string
  /** As in the map's `sources`; null where the map has null. */
  readonly name: string | null
  readonly origin: MapSource['origin']
}

type Json = Readonly<Record<string, unknown>>

/** How deep sections are followed, as in the reader of documents. */
const SECTION_DEPTH = 32

/** Looks positions up in one map. Its memory lies outside of V8's heap: call `close` when done. */
export class PositionTracer {
  readonly #consumer: BasicSourceMapConsumer | IndexedSourceMapConsumer
  readonly #document: SourceMapDocument
  /** The consumer parses mappings at the first look-up, and again at every further one if it could not. */
  #isBroken = false

  private constructor(
    consumer: BasicSourceMapConsumer | IndexedSourceMapConsumer,
    document: SourceMapDocument,
  ) {
    this.#consumer = consumer
    this.#document = document
  }

  /**
   * Makes a map ready for look-ups.
   * @returns null for a map without mappings that can be followed; it may leak all the same, so no verdict may
   * depend on this.
   */
  static async open(document: SourceMapDocument): Promise<PositionTracer | null> {
    try {
      const consumer = await new SourceMapConsumer(
        JSON.stringify(numberSources(document.json, { next: 0 }, 0)),
      )
      return new PositionTracer(consumer, document)
    } catch {
      return null
    }
  }

  /** The original of a position in the generated file (1-based, UTF-16 columns), or null where there is none. */
  findOriginal({ line, column }: Position): OriginalPosition | null {
    if (this.#isBroken || line < 1 || column < 1) return null
    try {
      const found = this.#consumer.originalPositionFor({ line, column: column - 1 })
      const source = this.#document.sources[Number(found.source)]
      if (found.source === null || found.line === null || source === undefined) return null
      const { path, name, origin } = source
      return { path, name, origin, line: found.line, column: (found.column ?? 0) + 1 }
    } catch {
      this.#isBroken = true
      return null
    }
  }

  close(): void {
    this.#consumer.destroy()
  }
}

/**
 * Traces one position through a map's text: the original source, line and column, or null.
 * For many positions in one file, open a `PositionTracer` once.
 */
export async function traceOriginal(
  map: string | Buffer,
  position: Position,
): Promise<OriginalPosition | null> {
  const document = recogniseSourceMap(decodeText(Buffer.from(map)).bytes, '')?.map
  const tracer = document ? await PositionTracer.open(document) : null
  const original = tracer?.findOriginal(position) ?? null
  tracer?.close()
  return original
}

/**
 * The map as the consumer needs it, however odd it was: version 3, without texts, names and sections that lie
 * elsewhere, and with each source's number for its name, so that nothing is made of the names.
 */
function numberSources(json: Json, counter: { next: number }, depth: number): Json {
  const sources = Array.isArray(json.sources) ? json.sources : []
  const contents = Array.isArray(json.sourcesContent) ? json.sourcesContent : []
  const first = counter.next
  counter.next += Math.max(sources.length, contents.length)
  if (Array.isArray(json.sections) && depth < SECTION_DEPTH) {
    const sections = json.sections.flatMap((section) => numberSection(section, counter, depth))
    return { version: 3, sections }
  }
  const mappings = typeof json.mappings === 'string' ? json.mappings : ''
  return {
    version: 3,
    sources: sources.map((_, index) => String(first + index)),
    names: listNames(json),
    mappings,
  }
}

function numberSection(section: Json | null, counter: { next: number }, depth: number): Json[] {
  const map = section?.map
  if (typeof map !== 'object' || map === null) return []
  return [{ offset: section?.offset, map: numberSources(map as Json, counter, depth + 1) }]
}

/** Mappings refer to names by number: there must be as many, whatever they are. */
function listNames({ names }: Json): string[] {
  return Array.isArray(names) ? names.map(() => '') : []
}
