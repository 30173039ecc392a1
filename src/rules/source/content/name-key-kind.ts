import { isObject, type JsonObject } from '../../../model/json-object.ts'
import type { Layer } from '../../../model/layer.ts'

/** What turns the names in a minified or obfuscated program back into the ones its authors gave. */
export type NameKey =
  | 'the mapping of R8 or ProGuard'
  | 'a cache of mangled names'
  | 'the names that an obfuscator replaced'
  | 'a renaming report of the Closure Compiler'
  | 'an obfuscation map of Dart'
  | 'the mapping of an obfuscator'
  | 'a symbol map of Xcode'
  | 'the symbols of a native program'
  | 'the map of a linker'

/** What to search for; no text without one of these is one, but for plain lists of names. */
export const NAME_KEY_KEYWORDS: readonly string[] = [
  '# compiler: r8',
  'com.android.tools.r8.mapping',
  ' -> a',
  '"props"',
  '"globalidentifiers"',
  '"identifiernames"',
  'bcsymbolmap version',
  'module linux',
  'module mac',
  'module windows',
  'module android',
  'module ios',
  '<dotfuscatormap',
  '<renamedtypes',
  '[renamed types]',
  'archive member included',
  'preferred load address is',
  '# object files:',
]

/** Lines that are looked at. */
const MOST_LINES = 400
const CLASS_LINE = /^[\w$]+(?:\.[\w$]+)+ -> [\w$.]+:$/
const FEWEST_CLASSES = 3
/** Where a key shows what it is. */
export const HEAD = 64 * 1024
export const LARGEST_JSON = 32 * 1024 ** 2
/** Names of a mangler. */
const SHORT = /^[\w$]{1,3}$/
const FEWEST_NAMES = 3
const FEWEST_PAIRS = 20

const FIRST_LINES: readonly (readonly [NameKey, RegExp])[] = [
  ['the mapping of R8 or ProGuard', /^# compiler: R8\b|^# \{"id":"com\.android\.tools\.r8\.mapping"/m],
  ['a symbol map of Xcode', /^BCSymbolMap Version: \d/],
  ['the symbols of a native program', /^MODULE (?:Linux|mac|windows|Android|iOS) [\w-]+ [0-9A-F]{16,40} /],
  ['the mapping of an obfuscator', /<dotfuscatorMap\b|<mapping>\s*<renamedTypes>|^\[?Renamed Types[\]:]/im],
  [
    'the map of a linker',
    /^Archive member included (?:to satisfy|because of)|^\s*Preferred load address is [0-9a-f]{8}|^# Path: [^\n]+\n# Arch: [^\n]+\n# Object files:/m,
  ],
]

/** A class with a member and its types, as R8 and ProGuard list what they keep and what they remove. */
const LISTED_MEMBER = /^[\w$]+(?:\.[\w$]+){2,}: (?:[\w$.[\]]+ )?[\w$<>]+(?:\([\w$.,[\] ]*\))?$/

/** Whether a text lists classes and members by their own names: `-printseeds`, `-printusage`. */
export function isListOfNames(text: string): boolean {
  const lines = text
    .slice(0, 64 * 1024)
    .split('\n', MOST_LINES)
    .filter((line) => line.trim() !== '')
  const members = lines.filter((line) => LISTED_MEMBER.test(line.trim())).length
  return members >= FEWEST_CLASSES * 2 && members * 3 > lines.length
}

/** Tells what kind of key to names a text is; null for any other text. */
export function recogniseNameKeyOfText(text: string): NameKey | null {
  const head = text.slice(0, HEAD)
  const first = FIRST_LINES.find(([, sign]) => sign.test(head.slice(0, 4096)))
  if (first !== undefined) return first[0]
  const lines = head.split('\n', MOST_LINES)
  const classes = lines.filter((line) => CLASS_LINE.test(line)).length
  return classes >= FEWEST_CLASSES ? 'the mapping of R8 or ProGuard' : null
}

/** The same for JSON; what is larger than any such key is not decoded. */
export function recogniseNameKeyOfJson(layer: Pick<Layer, 'bytes' | 'text'>): NameKey | null {
  if (layer.bytes.length > LARGEST_JSON) return null
  const json = parseJson(layer.text)
  if (Array.isArray(json)) return isDart(json) ? 'an obfuscation map of Dart' : null
  if (!isObject(json)) return null
  if (isManglerCache(json)) return 'a cache of mangled names'
  if (isObject(json.globalIdentifiers) && isObject(json.propertyIdentifiers))
    return 'the names that an obfuscator replaced'
  return isMangled(json) ? 'a cache of mangled names' : null
}

/** One name and its short form a line, as the Closure Compiler writes them with `--variable_renaming_report`. */
export function isRenamingReport(text: string): boolean {
  const lines = text
    .slice(0, 64 * 1024)
    .split('\n', MOST_LINES)
    .filter((line) => line.trim() !== '')
  if (lines.length < FEWEST_PAIRS) return false
  const pairs = lines.map((line) => /^([A-Za-z_$][\w$.]{2,}):([A-Za-z_$][\w$]{0,2})\s*$/.exec(line))
  if (pairs.slice(0, -1).some((pair) => pair === null)) return false
  return new Set(pairs.map((pair) => pair?.[2])).size > lines.length * 0.9
}

/** terser's and UglifyJS's `nameCache`. */
function isManglerCache(json: JsonObject): boolean {
  return ['vars', 'props'].some((part) => {
    const names = isObject(json[part]) ? json[part].props : undefined
    return isObject(names) && Object.entries(names).some(([name, short]) => name[0] === '$' && isShort(short))
  })
}

/** esbuild's `mangleCache`: private names and their short forms. */
function isMangled(json: JsonObject): boolean {
  const entries = Object.entries(json)
  if (entries.length < FEWEST_NAMES || !entries.every(([, short]) => isShort(short) || short === false))
    return false
  const hidden = entries.filter(([name]) => name.length > 3 && /^[_$]\w|\w[_$]$/.test(name)).length
  return hidden * 2 > entries.length && new Set(entries.map(([, short]) => short)).size === entries.length
}

/** Names and their short forms in turn, from `--save-obfuscation-map`. */
function isDart(json: readonly unknown[]): boolean {
  if (json.length < FEWEST_PAIRS * 2 || json.length % 2 === 1) return false
  const head = json.slice(0, MOST_LINES)
  if (!head.every((one) => typeof one === 'string' && /^[\w$.@&|=<>[\]+*/%~^ -]{1,120}$/.test(one)))
    return false
  const shorts = head.filter((_, index) => index % 2 === 1)
  const longs = head.filter((one, index) => index % 2 === 0 && /[a-z][A-Z]|\w_\w/.test(String(one)))
  return (
    shorts.every(isShortOrSame(head)) &&
    longs.length > shorts.length / 4 &&
    new Set(shorts).size === shorts.length
  )
}

/** A name that is kept stands for itself. */
function isShortOrSame(names: readonly unknown[]): (short: unknown, index: number) => boolean {
  return (short, index) =>
    (typeof short === 'string' && /^\w{1,4}$/.test(short)) || names[index * 2] === short
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && SHORT.test(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
