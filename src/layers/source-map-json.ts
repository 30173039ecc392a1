import { originalPath } from './original-path.ts'
import type { MapSource, SourceMapDocument } from './source-map-document.ts'

type Json = Readonly<Record<string, unknown>>

/** How deep `sections` in `sections` are followed. ECMA-426 forbids nesting; readers in the field accept it. */
const SECTION_DEPTH = 32

/**
 * Whether parsed JSON is a source map of any kind: ECMA-426 with whatever is missing or odd. What only shares a
 * member's name with one (GeoJSON, package.json, webpack's stats) is not.
 */
export function isSourceMap(json: unknown): json is Json {
  if (!isObject(json)) return false
  const { sources, sourcesContent, mappings, sections } = json
  if (Array.isArray(sections)) return sections.some(isSection)
  if (Array.isArray(sourcesContent) && sourcesContent.some((text) => typeof text === 'string')) return true
  if (typeof mappings !== 'string') return false
  return Array.isArray(sources) ? sources.every(isName) : json.version === 3
}

/** Reads the members that matter, sections flattened in order. Never throws: what is odd is left out. */
export function readDocument(json: Json): SourceMapDocument {
  const flat: Flat = { sources: [], names: [], sectionUrls: [], roots: [] }
  flatten(json, flat, 0)
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

function flatten(json: Json, flat: Flat, depth: number): void {
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
  if (depth < SECTION_DEPTH) for (const section of list(json.sections)) flattenSection(section, flat, depth)
}

function flattenSection(section: unknown, flat: Flat, depth: number): void {
  if (!isObject(section)) return
  if (typeof section.url === 'string') flat.sectionUrls.push(section.url)
  if (isObject(section.map)) flatten(section.map, flat, depth + 1)
}

function isSection(section: unknown): boolean {
  if (!isObject(section)) return false
  return isSourceMap(section.map) || (typeof section.url === 'string' && isObject(section.offset))
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
