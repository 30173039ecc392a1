import { isObject, type JsonObject } from '../../../model/json-object.ts'
import { isModuleSource } from './source-text.ts'
import type { TextByPath } from './texts-by-path.ts'

/** Data beyond it is not parsed: the search by the text around paths has looked at it. */
const LARGEST = 16 * 1024 ** 2
/** Lines of JSON that are looked at one by one. */
const MOST_LINES = 500
const DEEPEST = 48
const SHORTEST = 120
/** Objects inside an object, beside a text, in which its path may stand. */
const BESIDE = 2
const FOLDER_AND_FILE =
  /^(?:[a-z][\w+.-]*:\/{0,3})?(?:[\w@.+ ()[\]:-]*[\\/])+[\w@.+ ()[\]-]+\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|rs|go|java|cs|kt|swift|rb|php|scala|dart|cc|cpp|hpp|ex|exs|clj|mm)$/
/** What shows how something is used is written to be read. */
const SHOWN = /example|demo|snippet|usage|template|sample|fixture|boilerplate|starter|doc/i

/**
 * Files of source in JSON, or in lines of it, wherever a text and its path stand near each other: in one object, in two
 * objects side by side, or the path around the text. Reports of tools, indexes of code and caches all differ in how.
 */
export function findTextsInJson(bytes: Buffer): TextByPath[] {
  const first = findFirstByte(bytes)
  if ((first !== 0x7b && first !== 0x5b) || bytes.length > LARGEST || !bytes.includes('\\n')) return []
  const found: string[] = []
  for (const value of parseValues(bytes.toString('utf8'))) collect(value, null, 0, found)
  return [...new Set(found)].map((path) => {
    const offset = Math.max(0, bytes.indexOf(JSON.stringify(path)))
    return { path, offset, isMember: false, isModule: true }
  })
}

function findFirstByte(bytes: Buffer): number | undefined {
  return bytes.subarray(0, 64).find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
}

function parseValues(text: string): unknown[] {
  const whole = parseJson(text)
  if (whole !== undefined) return [whole]
  return text
    .split('\n', MOST_LINES)
    .map(parseJson)
    .filter((value) => value !== undefined)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @param around A path that stands around the value, in an object or as a member's name. */
function collect(value: unknown, around: string | null, depth: number, found: string[]): void {
  if (depth > DEEPEST) return
  if (Array.isArray(value)) for (const one of value) collect(one, around, depth + 1, found)
  else if (isObject(value)) collectFrom(value, findPath(value, BESIDE) ?? around, depth, found)
}

function collectFrom(value: JsonObject, path: string | null, depth: number, found: string[]): void {
  for (const [name, member] of Object.entries(value)) {
    if (SHOWN.test(name)) continue
    if (typeof member !== 'string') collect(member, isPath(name) ? name : path, depth + 1, found)
    else if (path !== null && isText(member)) found.push(path)
  }
}

function findPath(value: JsonObject, deep: number): string | null {
  const members = Object.values(value)
  const path = members.find((one): one is string => typeof one === 'string' && isPath(one))
  if (path !== undefined) return path
  if (deep === 0) return null
  for (const member of members) {
    const inner = isObject(member) ? findPath(member, deep - 1) : null
    if (inner !== null) return inner
  }
  return null
}

function isPath(text: string): boolean {
  return text.length < 260 && !SHOWN.test(text) && FOLDER_AND_FILE.test(text)
}

function isText(text: string): boolean {
  return (
    text.length >= SHORTEST &&
    !text.includes('```') &&
    !/<\/?[a-z]+>/i.test(text.slice(0, 80)) &&
    isModuleSource(text)
  )
}
