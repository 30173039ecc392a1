import { posix } from 'node:path'
import { resolveReferenceTarget } from '../../layers/maps/reference-target.ts'
import { NAMELESS } from '../../layers/maps/source-map-json.ts'
import { PositionCursor } from '../../layers/positions.ts'
import { identifyText } from '../../layers/text-identity.ts'
import type { Exposure } from '../../model/exposure.ts'
import type { Layer, Position } from '../../model/layer.ts'
import type { EntryFacts, FoundMap, MapReference } from '../../model/package-facts.ts'
import type { MapSource, SourceMapDocument } from '../../model/source-map-document.ts'
import { findComponentParts } from './component-parts.ts'
import { type Judged, sumUp } from './exposure-sum.ts'
import { LineCursor } from './line-cursor.ts'
import { NeutralLines } from './neutral-lines.ts'
import { OriginalLines } from './original-lines.ts'
import { OthersLines, sampleBytes } from './others-lines.ts'
import { ReadableLines } from './readable-lines.ts'
import { type OriginalText, StandingJudge } from './standing.ts'

/** What the account needs to know when everything has been read. */
export interface Surroundings {
  /** Blob ids of the files tracked in a public repository's checkout, or null when there is none. */
  readonly publicBlobs: ReadonlySet<string> | null
  /** Entries by path, to tell whether a reference's target is there. */
  readonly byPath: ReadonlyMap<string, EntryFacts>
  /** The package's name; left out or null where it has none. */
  readonly name?: string | null
}

/** The account as rules and report need it. */
export interface Settled {
  readonly exposure: Exposure
  readonly maps: readonly FoundMap[]
  readonly references: readonly MapReference[]
}

interface MapRecord {
  readonly map: Omit<FoundMap, 'exposed' | 'texts'>
  readonly texts: OriginalText[]
  /** Names of sources that are parts of another one. */
  readonly parts: ReadonlySet<string>
}

const OWN = 'first-party' as const

/**
 * Adds up which lines of original texts a package's source maps give away that could not be read otherwise. It is fed
 * every layer once, in the order they were read, and keeps no text of an original: only keys of lines, paths and counts.
 */
export class ExposureAccount {
  /** Lines of texts that lie in the tarball by themselves, not inside a map. */
  readonly #shipped = new ReadableLines()
  /** Lines of dependencies' texts. */
  readonly #others = new OthersLines()
  readonly #originals = new OriginalLines()
  readonly #asksWhatIsPublic: boolean
  readonly #records: MapRecord[] = []
  readonly #recordOf = new WeakMap<Layer, MapRecord>()
  readonly #references: Omit<MapReference, 'resolved'>[] = []
  #cursor: { layer: Layer; positions: PositionCursor } | null = null

  /** @param asksWhatIsPublic Whether `finish` will be told of public texts; false saves a digest of every original. */
  constructor(asksWhatIsPublic = true) {
    this.#asksWhatIsPublic = asksWhatIsPublic
  }

  add(layer: Layer): void {
    this.#addReferences(layer)
    if (layer.kind === 'source-map') this.#addMap(layer)
    else if (layer.kind === 'original-source') this.#addOriginal(layer)
    else if (layer.kind === 'text' && layer.bytes.length > 0 && !isInsideMap(layer) && !isBrokenMap(layer))
      this.#shipped.add(layer.bytes, layer.mapRanges)
  }

  finish({ publicBlobs, byPath, name = null }: Surroundings): Settled {
    const records = this.#records.map(({ map, texts }) => ({
      map,
      texts: texts.map((text) => (isOfScope(text.path, name) ? { ...text, origin: OWN } : text)),
    }))
    const judge = new StandingJudge(
      this.#originals,
      { shipped: this.#shipped, paths: byPath, others: this.#others.lines, publicBlobs },
      records.flatMap(({ texts }) => texts),
    )
    const judged = records.map(({ map, texts }) => ({ map, texts: texts.map((text) => judge.judge(text)) }))
    return {
      exposure: sumUp(judged.map(({ texts }) => texts)),
      maps: judged.map(({ map, texts }) => ({ ...map, texts: texts.length, exposed: sumExposed(texts) })),
      references: this.#references.map((reference) => resolve(reference, byPath)),
    }
  }

  /** How many lines of a text say something, and how many of those can be read nowhere in the package. */
  countHiddenLines(text: Buffer): { telling: number; hidden: number } {
    this.#shipped.startReading()
    const neutral = new NeutralLines(text)
    let [telling, hidden] = [0, 0]
    for (const line = new LineCursor(text); line.moveNext(); ) {
      if (line.high === 0 || neutral.isNeutral(line.start, line.text, line.end)) continue
      telling += 1
      if (!this.#shipped.lines.has(line.low, line.high) && !this.#others.lines.has(line.low, line.high))
        hidden += 1
    }
    return { telling, hidden }
  }

  #addMap(layer: Layer): void {
    if (layer.map === null) return
    const position = this.#findPositionInEntry(layer)
    const record: MapRecord = {
      map: {
        path: layer.entry.path,
        trail: layer.trail,
        line: position?.line ?? null,
        column: position?.column ?? null,
        form: layer.parentOffset === null ? 'file' : 'inline',
        document: removeTexts(layer.map),
      },
      texts: [],
      parts: findComponentParts(layer.map.sources),
    }
    this.#records.push(record)
    this.#recordOf.set(layer, record)
  }

  #addOriginal(layer: Layer): void {
    const record = layer.parent === null ? undefined : this.#recordOf.get(layer.parent)
    if (record === undefined || layer.source === null || isBlank(layer.bytes)) return
    if (layer.source.name !== null && record.parts.has(layer.source.name)) return
    const { path, origin } = findBelowDependency(layer.entry.path, layer.source)
    const { bytes } = layer
    const common = { path, origin, bytes: bytes.length, glance: sampleBytes(bytes) }
    const mayBeOwn = origin === OWN || (origin === 'dependency' && isScoped(path))
    if (mayBeOwn) {
      this.#shipped.startReading()
      const blobs = this.#asksWhatIsPublic ? listBlobs(bytes) : []
      record.texts.push({ ...common, ...this.#originals.read(bytes), blobs })
    } else {
      this.#others.add(bytes)
      record.texts.push({ ...common, id: common.glance, lines: 0, kept: null, blobs: [] })
    }
  }

  #addReferences(layer: Layer): void {
    if (layer.mapReferences.length === 0) return
    const positions = new PositionCursor(layer.bytes)
    for (const { offset, url } of layer.mapReferences)
      this.#references.push({ path: layer.entry.path, trail: layer.trail, url, ...positions.at(offset) })
  }

  /** Only of a map that lies directly in its entry; maps follow each other in the order of their offsets. */
  #findPositionInEntry({ parent, parentOffset }: Layer): Position | null {
    if (parent === null || parentOffset === null || parent.trail.length > 0) return null
    if (parent.kind === 'binary') return null
    if (this.#cursor?.layer !== parent)
      this.#cursor = { layer: parent, positions: new PositionCursor(parent.bytes) }
    return this.#cursor.positions.at(parentOffset)
  }
}

/** An original of a map that lies in a dependency's folder is that dependency's, whatever the map calls it. */
function findBelowDependency(entry: string, source: Pick<MapSource, 'path' | 'origin'>) {
  const at = entry.lastIndexOf('node_modules/')
  if (source.origin !== OWN || at === -1 || (at > 0 && entry[at - 1] !== '/')) return source
  return { path: posix.join(posix.dirname(entry.slice(at)), source.path), origin: 'dependency' as const }
}

/** Whether a path is of a dependency from the package's own scope: its makers' text, not somebody else's. */
function isOfScope(path: string, name: string | null): boolean {
  const scope = /^(@[^/]+)\//.exec(name ?? '')?.[1]
  if (scope === undefined) return false
  const folder = 'node_modules/'
  const at = path.lastIndexOf(folder)
  const isFolder = at === 0 || path[at - 1] === '/'
  return at !== -1 && isFolder && path.startsWith(`${scope}/`, at + folder.length)
}

/** Whether the last package folder in a path is one with a scope. */
function isScoped(path: string): boolean {
  return /(^|\/)node_modules\/@[^/]+\/(?!.*(^|\/)node_modules\/)/.test(path)
}

function listBlobs(bytes: Buffer): string[] {
  const { id, exact } = identifyText(bytes)
  return exact === null ? [id] : [id, exact]
}

/** What was meant to be a map as a whole and could not be read as one. */
function isBrokenMap({ brokenMaps }: Layer): boolean {
  return brokenMaps.some(({ offset }) => offset === null)
}

function isInsideMap(layer: Layer): boolean {
  for (let above = layer.parent; above !== null; above = above.parent)
    if (above.kind === 'source-map' || above.kind === 'original-source') return true
  return false
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length < 256 && /^\s*$/.test(bytes.toString('latin1'))
}

/** The document without what is long: texts, names and mappings are let go with the layer. */
function removeTexts(document: SourceMapDocument): SourceMapDocument {
  return {
    file: document.file,
    sourceRoot: document.sourceRoot,
    sources: document.sources.filter((source) => source !== NAMELESS).map(removeText),
    names: [],
    sectionUrls: document.sectionUrls,
    json: {},
  }
}

function removeText(source: MapSource): MapSource {
  if (source.content === null) return source
  const { name, path, origin } = source
  return { name, path, origin, content: null }
}

function sumExposed(texts: readonly Judged[]): FoundMap['exposed'] {
  const exposed = texts.filter(({ standing }) => standing === 'exposed')
  return {
    files: exposed.length,
    lines: exposed.reduce((sum, { lines }) => sum + lines, 0),
    bytes: exposed.reduce((sum, { bytes }) => sum + bytes, 0),
    first: exposed.slice(0, 3).map(({ path }) => path),
  }
}

function resolve(
  reference: Omit<MapReference, 'resolved'>,
  byPath: ReadonlyMap<string, EntryFacts>,
): MapReference {
  const target = reference.trail.length > 0 ? null : resolveReferenceTarget(reference.url, reference.path)
  return { ...reference, resolved: target !== null && byPath.has(target) ? target : null }
}
