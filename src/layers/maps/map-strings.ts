import type { SourceMapDocument } from '../../model/source-map-document.ts'

/** Members whose strings are layers of their own or hold no words. */
const ELSEWHERE = new Set([
  'sourcesContent',
  'mappings',
  'sections',
  'sources',
  'names',
  'file',
  'sourceRoot',
])
const NONE: ReadonlySet<string> = new Set()

/**
 * What a person can read in a map beside the original texts, unescaped, one string a line: file, sourceRoot,
 * sources, section URLs, names, and every string of members we do not know.
 */
export function listMapStrings(document: SourceMapDocument): string {
  const lines: string[] = []
  if (document.file !== null) lines.push(document.file)
  if (document.sourceRoot !== null) lines.push(document.sourceRoot)
  for (const source of document.sources) if (source.name !== null) lines.push(source.name)
  for (const url of document.sectionUrls) lines.push(url)
  for (const name of document.names) lines.push(name)
  collect(document.json, lines)
  for (const section of listSectionMaps(document.json)) collect(section, lines)
  return lines.join('\n')
}

/** Every string of a map's unknown members, at any depth. */
function collect(map: unknown, lines: string[]): void {
  if (typeof map !== 'object' || map === null) return
  const waiting: unknown[] = []
  const take = (value: object, except: ReadonlySet<string>): void => {
    const within: unknown[] = []
    for (const [key, member] of Object.entries(value)) {
      if (except.has(key)) continue
      if (typeof member !== 'string') within.push(member)
      else lines.push(Array.isArray(value) ? member : `${key}: ${member}`)
    }
    for (const member of within.reverse()) if (typeof member === 'object') waiting.push(member)
  }
  take(map, ELSEWHERE)
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop())
    if (typeof value === 'object' && value !== null) take(value, NONE)
}

/** Maps inside `sections`, at any depth, for their unknown members and their own `file` and `sourceRoot`. */
function* listSectionMaps(json: Readonly<Record<string, unknown>>): Generator<unknown> {
  const waiting: unknown[] = [json.sections]
  for (let turn = 0; turn < waiting.length; turn += 1) {
    const sections = waiting[turn]
    if (!Array.isArray(sections)) continue
    for (const section of sections) {
      const map: unknown = typeof section === 'object' && section !== null ? section.map : null
      if (typeof map !== 'object' || map === null) continue
      const { file, sourceRoot, sections: inner } = map as Record<string, unknown>
      yield map
      yield { files: [file, sourceRoot] }
      waiting.push(inner)
    }
  }
}
