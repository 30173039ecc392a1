import { referenceTarget } from '../../layers/maps/reference-target.ts'
import { PositionCursor } from '../../layers/positions.ts'
import { lineCount, textIdentity } from '../../layers/text-identity.ts'
import type { Layer, Position } from '../../model/layer.ts'
import type { EntryFacts, FoundMap, MapReference } from '../../model/package-facts.ts'
import type { Exposure } from '../../model/report.ts'
import type { MapSource, SourceMapDocument } from '../../model/source-map-document.ts'
import { type Judged, sumUp } from './exposure-sum.ts'

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

/** An original source's text, as far as it is remembered. */
interface OriginalText {
  readonly id: string
  readonly exact: string | null
  readonly path: string
  readonly origin: MapSource['origin']
  readonly lines: number
  readonly bytes: number
}

interface MapRecord {
  readonly map: Omit<FoundMap, 'exposed' | 'texts'>
  readonly texts: OriginalText[]
}

/**
 * Adds up which original texts a package's source maps give away that could not be read otherwise. It is fed every
 * layer once, in the order they were read, and keeps no text: only identities, paths and counts.
 */
export class ExposureAccount {
  /** Texts that lie in the tarball by themselves, not inside a map. */
  readonly #shipped = new Set<string>()
  readonly #records: MapRecord[] = []
  readonly #recordOf = new WeakMap<Layer, MapRecord>()
  readonly #references: Omit<MapReference, 'resolved'>[] = []
  #cursor: { layer: Layer; positions: PositionCursor } | null = null

  add(layer: Layer): void {
    this.#addReferences(layer)
    if (layer.kind === 'source-map') this.#addMap(layer)
    else if (layer.kind === 'original-source') this.#addOriginal(layer)
    else if (layer.kind === 'text' && layer.bytes.length > 0 && !isInsideMap(layer))
      this.#shipped.add(textIdentity(layer.bytes).id)
  }

  finish({ publicBlobs, byPath, name = null }: Surroundings): Settled {
    const judge = (text: OriginalText): Judged => {
      const origin = isOfScope(text.path, name) ? 'first-party' : text.origin
      return { ...text, origin, standing: this.#standing({ ...text, origin }, publicBlobs) }
    }
    const judged = this.#records.map(({ map, texts }) => ({ map, texts: texts.map(judge) }))
    return {
      exposure: sumUp(judged.map(({ texts }) => texts)),
      maps: judged.map(({ map, texts }) => ({ ...map, texts: texts.length, exposed: exposedOf(texts) })),
      references: this.#references.map((reference) => resolve(reference, byPath)),
    }
  }

  #standing(text: OriginalText, publicBlobs: ReadonlySet<string> | null): Judged['standing'] {
    if (text.origin !== 'first-party') return text.origin
    if (this.#shipped.has(text.id)) return 'in-tarball'
    const isPublic = publicBlobs?.has(text.id) || (text.exact !== null && publicBlobs?.has(text.exact))
    return isPublic ? 'already-public' : 'exposed'
  }

  #addMap(layer: Layer): void {
    if (layer.map === null) return
    const position = this.#positionInEntry(layer)
    const record: MapRecord = {
      map: {
        path: layer.entry.path,
        trail: layer.trail,
        line: position?.line ?? null,
        column: position?.column ?? null,
        form: layer.parentOffset === null ? 'file' : 'inline',
        document: withoutTexts(layer.map),
      },
      texts: [],
    }
    this.#records.push(record)
    this.#recordOf.set(layer, record)
  }

  #addOriginal(layer: Layer): void {
    const record = layer.parent === null ? undefined : this.#recordOf.get(layer.parent)
    if (record === undefined || layer.source === null || isBlank(layer.bytes)) return
    const { path, origin } = layer.source
    const { bytes } = layer
    record.texts.push({ ...textIdentity(bytes), path, origin, lines: lineCount(bytes), bytes: bytes.length })
  }

  #addReferences(layer: Layer): void {
    if (layer.mapReferences.length === 0) return
    const positions = new PositionCursor(layer.bytes)
    for (const { offset, url } of layer.mapReferences)
      this.#references.push({ path: layer.entry.path, trail: layer.trail, url, ...positions.at(offset) })
  }

  /** Only of a map that lies directly in its entry; maps follow each other in the order of their offsets. */
  #positionInEntry({ parent, parentOffset }: Layer): Position | null {
    if (parent === null || parentOffset === null || parent.trail.length > 0) return null
    if (parent.kind === 'binary') return null
    if (this.#cursor?.layer !== parent)
      this.#cursor = { layer: parent, positions: new PositionCursor(parent.bytes) }
    return this.#cursor.positions.at(parentOffset)
  }
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

function isInsideMap(layer: Layer): boolean {
  for (let above = layer.parent; above !== null; above = above.parent)
    if (above.kind === 'source-map' || above.kind === 'original-source') return true
  return false
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length < 256 && /^\s*$/.test(bytes.toString('latin1'))
}

/** The document without what is long: texts, names and mappings are let go with the layer. */
function withoutTexts(document: SourceMapDocument): SourceMapDocument {
  return {
    file: document.file,
    sourceRoot: document.sourceRoot,
    sources: document.sources.map(({ name, path, origin }) => ({ name, path, origin, content: null })),
    names: [],
    sectionUrls: document.sectionUrls,
    json: {},
  }
}

function exposedOf(texts: readonly Judged[]): FoundMap['exposed'] {
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
  const target = reference.trail.length > 0 ? null : referenceTarget(reference.url, reference.path)
  return { ...reference, resolved: target !== null && byPath.has(target) ? target : null }
}
