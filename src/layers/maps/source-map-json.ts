import type { MapSource, SourceMapDocument } from '../../model/source-map-document.ts'
import { originalPath } from './original-path.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * Whether parsed JSON is a source map of any kind: ECMA-426 with whatever is missing or odd. What only shares a
 * member's name with one (GeoJSON, package.json, webpack's stats) is not.
 */
export function isSourceMap(json: unknown): json is Json {
  const waiting = [json]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (!isObject(value)) continue
    if (!Array.isArray(value.sections)) {
      if (isPlainMap(value)) return true
      continue
    }
    for (const section of value.sections) {
      if (!isObject(section)) continue
      if (typeof section.url === 'string' && isObject(section.offset)) return true
      if (isObject(section.map)) waiting.push(section.map)
    }
  }
  return false
}

function isPlainMap({ version, sources, sourcesContent, mappings }: Json): boolean {
  if (Array.isArray(sourcesContent) && sourcesContent.some((text) => typeof text === 'string')) return true
  if (typeof mappings !== 'string') return false
  return Array.isArray(sources) ? sources.every(isName) : version === 3
}

/**
 * Reads the members that matter, sections flattened in order, at any depth: ECMA-426 forbids sections in sections, readers
 * in the field accept them. Never throws: what is odd is left out.
 */
export function readDocument(json: Json): SourceMapDocument {
  const flat: Flat = { sources: [], names: [], sectionUrls: [], roots: [] }
  const waiting = [json]
  for (let map = waiting.pop(); map !== undefined; map = waiting.pop()) {
    flatten(map, flat)
    for (const section of sectionMaps(map, flat).reverse()) waiting.push(section)
  }
  return {
    file: text(json.file),
    sourceRoot: flat.roots[0] ?? null,
    sources: flat.sources,
    names: flat.names,
    sectionUrls: flat.sectionUrls,
    json,
  }
}

interface Flat {
  readonly sources: MapSource[]
  readonly names: string[]
  readonly sectionUrls: string[]
  readonly roots: string[]
}

function flatten(json: Json, flat: Flat): void {
  const contents = list(json.sourcesContent)
  const sources = list(json.sources)
  const root = text(json.sourceRoot)
  if (root !== null) flat.roots.push(root)
  const count = Math.max(sources.length, contents.length)
  for (let index = 0; index < count; index += 1) {
    const name = text(sources[index])
    const { path, origin } = originalPath(name, root, flat.sources.length)
    flat.sources.push({ name, path, origin, content: text(contents[index]) })
  }
  for (const name of list(json.names)) if (typeof name === 'string') flat.names.push(name)
}

/** The maps that lie in a map's sections; what is only named there is noted. */
function sectionMaps(json: Json, flat: Flat): Json[] {
  const maps: Json[] = []
  for (const section of list(json.sections)) {
    if (!isObject(section)) continue
    if (typeof section.url === 'string') flat.sectionUrls.push(section.url)
    if (isObject(section.map)) maps.push(section.map)
  }
  return maps
}

function isName(name: unknown): boolean {
  return typeof name === 'string' || name === null
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
