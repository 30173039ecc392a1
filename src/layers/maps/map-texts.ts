import { isObject, type JsonObject } from '../../model/json-object.ts'

/** Longest string in a map that is a name or a path; anything longer must be accounted for. */
const LONGEST_NAME = 200
/** Lines from which a short string is a text all the same. */
const FEW_LINES = 3
/** Nesting that is followed in members that no standard knows. */
const DEEPEST = 12

/** Members that hold no text by their meaning; what else they hold is looked at. */
const STRUCTURE = new Set(['version', 'sections', 'sources', 'sourcesContent', 'names', 'mappings'])
/** Base64-VLQ with its separators, the form of `mappings` and of later proposals' members (ECMA-426, "Mappings structure"). */
const VLQ = /^[A-Za-z0-9+/,;=_-]*$/

/** A text that a map holds, and what it calls it. */
export interface HeldText {
  /** Null where nothing names it. */
  readonly name: string | null
  readonly text: string
}

/** What stands in the place of one source. */
export interface HeldContent {
  readonly name: string | null
  readonly text: string | null
}

/** The texts of `sourcesContent` in any shape, one for each source as far as it tells. */
export function readContents(json: JsonObject): readonly HeldContent[] {
  const { sourcesContent, sources } = json
  const names = Array.isArray(sources) ? sources : []
  if (Array.isArray(sourcesContent)) return pairContents(sourcesContent, names)
  if (typeof sourcesContent === 'string') return [{ name: null, text: sourcesContent }]
  if (isObject(sourcesContent))
    return Object.entries(sourcesContent).flatMap(([name, value]) => {
      const text = readText(value)
      return text === null ? [] : [{ name, text }]
    })
  return []
}

/** One text for each item; the lines of one text, where a single source has many items. */
function pairContents(contents: readonly unknown[], names: readonly unknown[]): HeldContent[] {
  const isOneInLines =
    names.length === 1 &&
    contents.length > 1 &&
    contents.every((item) => typeof item === 'string' && !/\n[\s\S]/.test(item))
  if (isOneInLines) return [{ name: null, text: joinLines(contents as string[]) }]
  return contents.map((item) => ({ name: readNameIn(item), text: readText(item) }))
}

/**
 * Every text of a map that lies elsewhere than it should: in members that no standard knows, in `mappings` that are none,
 * in names, in sources that are objects. In what is a map, no long string goes unaccounted for.
 * @param nested Told of each map that lies in a string of this one.
 */
export function findStrayTexts(json: JsonObject, nested: (map: JsonObject) => void): readonly HeldText[] {
  const found: Found = { texts: [], nested }
  for (const [name, value] of Object.entries(json)) if (!STRUCTURE.has(name)) gather(name, value, found, 0)
  const { mappings, names, sources } = json
  if (typeof mappings !== 'string') gather('mappings', mappings, found, 0)
  else if (mappings.includes(' ') || mappings.includes('{')) take('mappings', mappings, found)
  gatherNames('names', names, found)
  gatherNames('sources', sources, found)
  return found.texts
}

interface Found {
  readonly texts: HeldText[]
  readonly nested: (map: JsonObject) => void
}

/** Names and paths are short; an object among them holds more than a name. */
function gatherNames(member: string, list: unknown, found: Found): void {
  if (!Array.isArray(list)) {
    gather(member, list, found, 0)
    return
  }
  for (const item of list) {
    if (typeof item === 'object') gather(readNameIn(item) ?? member, item, found, 1)
    else if (typeof item === 'string' && /^data:/i.test(item)) takeData(member, item, found)
    else if (typeof item === 'string' && holdsText(item)) take(member, item, found)
  }
}

/** A text that stands in its own address (RFC 2397) in place of its name. */
function takeData(member: string, address: string, found: Found): void {
  const comma = address.indexOf(',')
  const data = address.slice(comma + 1)
  const text = /;base64$/i.test(address.slice(0, comma)) ? decodeText(data) : decodePercent(data)
  if (text !== null && isLong(text)) found.texts.push({ name: member, text })
}

function decodePercent(data: string): string | null {
  try {
    return decodeURIComponent(data)
  } catch {
    return null
  }
}

/** A name of one line may be long, a path may have a blank in it; both at once is a text. */
function holdsText(name: string): boolean {
  return name.length > LONGEST_NAME ? /\s/.test(name) : name.length > 20 && /\n[\s\S]*\n/.test(name)
}

function gather(name: string, value: unknown, found: Found, depth: number): void {
  if (depth > DEEPEST || value === null || value === undefined) return
  if (typeof value === 'string') {
    if (isLong(value)) take(name, value, found)
    return
  }
  if (typeof value !== 'object') return
  if (Array.isArray(value)) {
    if (value.length > 1 && value.every((item) => typeof item === 'string')) {
      const text = joinLines(value)
      // Lists of paths, of names and of numbers in words have no blanks in them; code has.
      if (isLong(text) && value.filter((item) => /\S\s+\S/.test(item)).length * 4 >= value.length) {
        found.texts.push({ name, text })
        return
      }
    }
    for (const item of value) gather(readNameIn(item) ?? name, item, found, depth + 1)
    return
  }
  for (const [key, member] of Object.entries(value)) gather(key, member, found, depth + 1)
}

function take(name: string, value: string, found: Found): void {
  const map = /^\s*\{/.test(value) && /mappings|sourcesContent/.test(value) ? parseMap(value) : null
  if (map !== null) found.nested(map)
  else if (!VLQ.test(value)) found.texts.push({ name, text: value })
  else {
    const decoded = decodeText(value)
    if (decoded !== null) found.texts.push({ name, text: decoded })
  }
}

function parseMap(value: string): JsonObject | null {
  try {
    const map: unknown = JSON.parse(value)
    return isObject(map) ? map : null
  } catch {
    return null
  }
}

function isLong(text: string): boolean {
  return text.length > LONGEST_NAME || text.split('\n', FEW_LINES + 1).length > FEW_LINES
}

/** Base64 of a text; null for anything else that has its alphabet. */
function decodeText(value: string): string | null {
  if (/[,;]/.test(value)) return null
  const bytes = Buffer.from(value, 'base64')
  const head = bytes.toString('utf8', 0, 400)
  return /[^\t\n\r\x20-\x7e\u00a0-\ufffc]/.test(head.slice(0, -4)) || !/\s/.test(head)
    ? null
    : bytes.toString('utf8')
}

/** A text in one string, in lines, or in a member of an object. */
function readText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const parts = value.map(readText).filter((part) => part !== null)
    return parts.length === 0 ? null : joinLines(parts)
  }
  if (!isObject(value)) return null
  const parts = Object.entries(value)
    .filter(([key]) => !/^(?:path|file|name|source|url)$/i.test(key) || Object.keys(value).length === 1)
    .map(([, member]) => readText(member))
    .filter((part) => part !== null)
  return parts.length === 0 ? null : joinLines(parts)
}

function readNameIn(value: unknown): string | null {
  if (!isObject(value)) return null
  for (const key of ['path', 'file', 'name', 'source', 'url'])
    if (typeof value[key] === 'string') return value[key]
  return null
}

/** Lines of one text, with their line ends or without. */
function joinLines(lines: readonly string[]): string {
  return lines.some((line) => line.endsWith('\n')) ? lines.join('') : lines.join('\n')
}
