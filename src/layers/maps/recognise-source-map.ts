import type { SourceMapDocument } from '../../model/source-map-document.ts'
import type { EncodedTexts } from './encoded-texts.ts'
import { readLiteral } from './literal-reader.ts'
import { parseMapJson } from './map-json.ts'
import { readMapBytes } from './source-map-bytes.ts'
import { claimsToBeMap, isEmptyMap, isSourceMap, readDocument } from './source-map-json.ts'
import { MAP_MEMBERS, mayHaveMember } from './top-level-members.ts'

/** `map`: readable. `broken`: looks like a map and is none that can be parsed; `map` has what could be saved. */
export interface RecognisedMap {
  readonly map: SourceMapDocument | null
  /** A clause for a person, or null when all is well. */
  readonly broken: string | null
}

/** Above this, JSON.parse would need a string near V8's limit of 2^29 - 24 units (v8/include/v8-primitive.h). */
const LARGEST_STRING = 256 * 1024 ** 2
/** Bytes in which a map's first member must show for a broken file to be taken for a map. */
const HEAD = 4096
const MEMBER = /"(sources|sourcesContent|mappings|sections)"\s*:/
/** Names that only source maps have. A bare `.map` may be a linker's, a game's, or a geographer's. */
const MAP_NAME = /\.(?:[cm]?[jt]sx?|css|scss|less|wasm|bundle)\.map$/i
/** The guard against inclusion as a script that ECMA-426 tells readers to skip. */
const GUARD = /^\)\]\}'?[^\n{]*\n?/

/**
 * Tells from its content whether a text is a source map, whatever its name. The name counts only for a text that
 * is not JSON: a `.js.map` that cannot be read must not pass as nothing.
 * @param known Texts of other maps of the package.
 * @returns null when the text is no map and does not pretend to be one.
 */
export function recogniseSourceMap(bytes: Buffer, name: string, known?: EncodedTexts): RecognisedMap | null {
  const start = findJsonStart(bytes)
  if (start === -1) return recogniseNotJson(bytes, name)
  if (!hasMapMember(bytes))
    return /\.map$/i.test(name) ? recogniseWithoutMembers(bytes.subarray(start), name) : null
  const json = bytes.subarray(start)
  // Names are for the broken ones: what is whole and has no member of a map at its top is none.
  const isPlain = !json.subarray(0, HEAD).includes('\\u00')
  if (!MAP_NAME.test(name) && isPlain && endsAsObject(json) && !mayHaveMember(json, 0, MAP_MEMBERS))
    return null
  if (json.length > LARGEST_STRING) return recogniseLarge(json)
  let parsed: unknown
  let rest: string
  try {
    ;({ value: parsed, rest } = parseMapJson(json, known))
  } catch (error) {
    return looksLikeMap(json, name) ? salvage(json, explainParseError(error)) : null
  }
  if (isSourceMap(parsed)) {
    const all = repeatsMember(rest, parsed) ? readLiteral(json, 0)?.value : null
    return { map: readDocument(isSourceMap(all) ? all : parsed), broken: null }
  }
  return claimsToBeMap(parsed) ? { map: null, broken: 'its members are not those of a source map' } : null
}

/** Whether the last thing in a text is a closing brace. */
function endsAsObject(json: Buffer): boolean {
  let at = json.length - 1
  while (at > 0 && (json[at] ?? 0) <= 32) at -= 1
  return json[at] === 0x7d
}

/** A `.map` file of JSON that has none of the members of a map: an empty one is a map in which there is nothing. */
function recogniseWithoutMembers(json: Buffer, name: string): RecognisedMap | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(json.toString('utf8'))
  } catch {
    return MAP_NAME.test(name) ? { map: null, broken: 'it is not valid JSON' } : null
  }
  return isEmptyMap(parsed) ? { map: readDocument(parsed), broken: null } : null
}

/** Members that all maps have; a parser keeps the last of two with one name, and a reader of the file sees both. */
const REPEATED = ['sourcesContent', 'mappings', 'sources']
/** Members that no standard knows, of which so many are looked for. */
const MOST_MEMBERS = 12

function repeatsMember(rest: string, parsed: Readonly<Record<string, unknown>>): boolean {
  if (Array.isArray(parsed.sections)) return false
  const unknown = Object.keys(parsed).filter((name) => !STANDARD.has(name) && /^[\w.-]+$/.test(name))
  return [...REPEATED, ...unknown.slice(0, MOST_MEMBERS)].some((name) => isMemberTwice(rest, `"${name}"`))
}

/** Whether a name in quotes stands twice as the name of a member; a list of names may well hold it. */
function isMemberTwice(rest: string, quoted: string): boolean {
  let isMet = false
  for (let at = rest.indexOf(quoted); at !== -1; at = rest.indexOf(quoted, at + quoted.length)) {
    let behind = at + quoted.length
    while (rest.charCodeAt(behind) <= 32) behind += 1
    if (rest[behind] !== ':') continue
    if (isMet) return true
    isMet = true
  }
  return false
}

/** Whether a name in quotes stands somewhere as the name of a member. */
function isMember(json: Buffer, quoted: string): boolean {
  for (let at = json.indexOf(quoted); at !== -1; at = json.indexOf(quoted, at + quoted.length)) {
    let behind = at + quoted.length
    while ((json[behind] ?? 0x3a) <= 32) behind += 1
    if (json[behind] === 0x3a) return true
  }
  return false
}

/** Members that are short, or that nothing but a parser has to do with. */
const STANDARD = new Set(['version', 'file', 'sourceRoot', 'names', ...REPEATED])

function recogniseLarge(json: Buffer): RecognisedMap | null {
  const { json: read, complete } = readMapBytes(json)
  if (!isSourceMap(read)) return null
  return { map: readDocument(read), broken: complete ? null : 'it breaks off before its end' }
}

function salvage(json: Buffer, why: string): RecognisedMap {
  const { json: read } = readMapBytes(json)
  return { map: isSourceMap(read) ? readDocument(read) : null, broken: why }
}

/** Offset of the `{` that everything else of the text is in, or -1. */
function findJsonStart(bytes: Buffer): number {
  let at = 0
  if (bytes[0] === 0x29) at = GUARD.exec(bytes.toString('latin1', 0, 256))?.[0].length ?? 0
  for (let byte = bytes[at]; byte !== undefined && byte <= 32; byte = bytes[at]) at += 1
  return bytes[at] === 0x7b && startsObject(bytes, at + 1) ? at : -1
}

/** A JSON object's first token is a quote or a closing brace; a script's block is not. */
function startsObject(bytes: Buffer, from: number): boolean {
  let at = from
  for (let byte = bytes[at]; byte !== undefined && byte <= 32; byte = bytes[at]) at += 1
  return bytes[at] === 0x22 || bytes[at] === 0x7d
}

/** A member's name with an escape in it, which a parser reads and a search does not. */
const ESCAPED_MEMBER = /[{,]\s*"[^"\s]{0,40}\\u00[4-7][0-9a-f][^"\s]{0,80}"\s*:/i

/** Whether it can be a map at all: parsing every JSON file of a package to find out would cost more than all else. */
function hasMapMember(bytes: Buffer): boolean {
  const head = bytes.subarray(0, HEAD)
  if (head.includes('\\u00') && ESCAPED_MEMBER.test(head.toString('latin1'))) return true
  if (isMember(bytes, '"mappings"') || isMember(bytes, '"sourcesContent"')) return true
  if (isMember(bytes, '"sections"') && isMember(bytes, '"offset"')) return true
  return beginsLikeMap(bytes)
}

function beginsLikeMap(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, HEAD)
  return /"version"\s*:\s*3\b/.test(head) && MEMBER.test(head)
}

function looksLikeMap(json: Buffer, name: string): boolean {
  return MAP_NAME.test(name) || beginsLikeMap(json)
}

function recogniseNotJson(bytes: Buffer, name: string): RecognisedMap | null {
  const isEmpty = bytes.length === 0 || /^\s*$/.test(bytes.toString('latin1', 0, HEAD))
  if (isEmpty || !MAP_NAME.test(name)) return null
  return { map: null, broken: 'it is not a JSON object' }
}

/** The parser's own words quote the text; only its kind is kept. */
function explainParseError(error: unknown): string {
  const words = String(error)
  return /unexpected end|unterminated/i.test(words) ? 'it breaks off before its end' : 'it is not valid JSON'
}
