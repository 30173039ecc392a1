import { isObject, type JsonObject } from '../../model/json-object.ts'
import type { MapSource, SourceMapDocument } from '../../model/source-map-document.ts'
import { findStrayTexts, readContents } from './map-texts.ts'
import { type OriginalPath, resolveOriginalPath } from './original-path.ts'

/**
 * Whether parsed JSON is a source map of any kind: ECMA-426 with whatever is missing or odd. What only shares a
 * member's name with one (GeoJSON, package.json, webpack's stats) is not.
 */
export function isSourceMap(json: unknown): json is JsonObject {
  const waiting = [json]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (!isObject(value)) continue
    if (isPlainMap(value) || isIndexedMap(value)) return true
    for (const section of readList(value.sections))
      if (isObject(section) && isObject(section.map)) waiting.push(section.map)
  }
  return false
}

/** Sections that lie elsewhere, or none at all, as ECMA-426 allows. */
function isIndexedMap({ version, sections }: JsonObject): boolean {
  if (!Array.isArray(sections)) return false
  if (sections.length === 0) return version === 3
  return sections.some(
    (section) => isObject(section) && typeof section.url === 'string' && isObject(section.offset),
  )
}

function isPlainMap({ version, sources, sourcesContent, mappings }: JsonObject): boolean {
  if (Array.isArray(sourcesContent) && sourcesContent.some((text) => typeof text === 'string')) return true
  const hasNames = Array.isArray(sources) && sources.every(isName)
  if (typeof sourcesContent === 'string' || (typeof sourcesContent === 'object' && sourcesContent !== null))
    return version === 3 || typeof mappings === 'string' || hasNames
  if (typeof mappings === 'string')
    return hasNames || (version === 3 && (!Array.isArray(sources) || sources.some(isTextByName)))
  // Without mappings it is of no use, and readers differ; what it says can be read all the same.
  return mappings === undefined && version === 3 && hasNames
}

/**
 * Whether parsed JSON says that it is a source map, whatever else it is: what is none that can be read must not pass as
 * nothing.
 */
export function claimsToBeMap(json: unknown): boolean {
  if (!isObject(json) || json.version !== 3) return false
  const { sources, sections, mappings, sourcesContent } = json
  if (Array.isArray(sources) || mappings !== undefined || sourcesContent !== undefined) return true
  return readList(sections).some((section) => isObject(section) && 'offset' in section)
}

/** Whether parsed JSON has nothing in it that could be read: `{}`, or a version alone. */
export function isEmptyMap(json: unknown): json is JsonObject {
  if (!isObject(json)) return false
  return Object.entries(json).every(([key, value]) => key === 'version' && typeof value === 'number')
}

/**
 * Reads the members that matter, sections flattened in order, at any depth: ECMA-426 forbids sections in sections, readers
 * in the field accept them. Never throws: what is odd is left out.
 */
export function readDocument(json: JsonObject): SourceMapDocument {
  const flat: Flat = { sources: [], names: [], sectionUrls: [], roots: [], strayMaps: [] }
  const waiting = [json]
  for (let map = waiting.pop(); map !== undefined; map = waiting.pop()) {
    flatten(map, flat)
    for (const section of listSectionMaps(map, flat).reverse()) waiting.push(section)
    for (const stray of flat.strayMaps.splice(0)) waiting.push(stray)
  }
  return {
    file: readText(json.file),
    sourceRoot: flat.roots[0] ?? null,
    sources: flat.sources,
    names: flat.names,
    sectionUrls: flat.sectionUrls,
    json,
  }
}

/**
 * Every source without a name and a text: a map of millions of them is counted without an object for each. It keeps
 * its place in the list, by which mappings refer to sources.
 */
export const NAMELESS: MapSource = Object.freeze({
  name: null,
  path: 'source',
  content: null,
  origin: 'first-party',
})

/** A source whose path is cleaned of what bundlers put before it when it is first asked for. */
class NamedSource implements MapSource {
  readonly name: string | null
  readonly content: string | null
  readonly #root: string | null
  readonly #index: number
  #original: OriginalPath | null = null

  constructor(of: { name: string | null; content: string | null; root: string | null; index: number }) {
    this.name = of.name
    this.content = of.content
    this.#root = of.root
    this.#index = of.index
  }

  get path(): string {
    return this.#tidied.path
  }

  get origin(): MapSource['origin'] {
    return this.#tidied.origin
  }

  get #tidied(): OriginalPath {
    this.#original ??= resolveOriginalPath(this.name, this.#root, this.#index)
    return this.#original
  }
}

interface Flat {
  readonly sources: MapSource[]
  readonly names: string[]
  readonly sectionUrls: string[]
  readonly roots: string[]
  /** Maps in strings of the one that was read last. */
  readonly strayMaps: JsonObject[]
}

function flatten(json: JsonObject, flat: Flat): void {
  const contents = readContents(json)
  const sources = readList(json.sources)
  const root = readText(json.sourceRoot)
  if (root !== null) flat.roots.push(root)
  const add = (called: string | null, held: string | null): void => {
    const [name, content] = [called || null, held || null]
    flat.sources.push(
      name === null && content === null
        ? NAMELESS
        : new NamedSource({ name, content, root, index: flat.sources.length }),
    )
  }
  const count = Math.max(sources.length, contents.length)
  for (let index = 0; index < count; index += 1) {
    const held = contents[index]
    add(held?.name ?? readText(sources[index]), held?.text ?? null)
  }
  for (const stray of findStrayTexts(json, (map) => flat.strayMaps.push(map))) add(stray.name, stray.text)
  for (const name of readList(json.names)) if (typeof name === 'string') flat.names.push(name)
}

/** The maps that lie in a map's sections; what is only named there is noted. */
function listSectionMaps(json: JsonObject, flat: Flat): JsonObject[] {
  const maps: JsonObject[] = []
  for (const section of readList(json.sections)) {
    if (!isObject(section)) continue
    if (typeof section.url === 'string') flat.sectionUrls.push(section.url)
    if (isObject(section.map)) maps.push(section.map)
  }
  return maps
}

/** A source that is an object and holds its text. */
function isTextByName(source: unknown): boolean {
  return (
    isObject(source) &&
    Object.values(source).some((value) => typeof value === 'string' && value.includes('\n'))
  )
}

function isName(name: unknown): boolean {
  return typeof name === 'string' || name === null
}

function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
