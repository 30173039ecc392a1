import type { SourceMapDocument } from './source-map-document.ts'

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
/** How deep unknown members are read. */
const MEMBER_DEPTH = 16

/**
 * What a person can read in a map beside the original texts, unescaped, one string a line: file, sourceRoot,
 * sources, section URLs, names, and every string of members we do not know.
 */
export function mapStrings(document: SourceMapDocument): string {
  const lines: string[] = []
  if (document.file !== null) lines.push(document.file)
  if (document.sourceRoot !== null) lines.push(document.sourceRoot)
  for (const source of document.sources) if (source.name !== null) lines.push(source.name)
  lines.push(...document.sectionUrls)
  for (const name of document.names) lines.push(name)
  collect(document.json, lines, 0)
  for (const section of sectionMaps(document.json)) collect(section, lines, 0)
  return lines.join('\n')
}

function collect(value: unknown, lines: string[], depth: number): void {
  if (typeof value === 'string') lines.push(value)
  else if (depth > MEMBER_DEPTH || typeof value !== 'object' || value === null) return
  else if (Array.isArray(value)) for (const item of value) collect(item, lines, depth + 1)
  else {
    for (const [key, member] of Object.entries(value)) {
      if (depth === 0 && ELSEWHERE.has(key)) continue
      if (typeof member === 'string') lines.push(`${key}: ${member}`)
      else collect(member, lines, depth + 1)
    }
  }
}

/** Maps inside `sections`, at any depth, for their unknown members and their own `file` and `sourceRoot`. */
function* sectionMaps(json: Readonly<Record<string, unknown>>): Generator<unknown> {
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
