import { findLayerPath, type Heed, type Layer } from '../../../../model/layer.ts'
import { standsAt } from '../../../../secrets/byte-text.ts'
import { findLinesAsWritten } from './carried-lines.ts'
import {
  type CarriedText,
  ESCAPED_STARTS,
  LISTED_STARTS,
  PERCENT_STARTS,
  readLinesInLiterals,
  readLiteralAround,
  readPercentAround,
  readTemplateAt,
  TEMPLATE_STARTS,
} from './carried-literals.ts'
import { readTextsOfMarkup } from './carried-markup.ts'
import { hasGaps, isMostlyCode, LARGEST_UNIT, recogniseSourceLanguage } from './source-language.ts'

/** What to search for so that no file is missed that lies in a string. */
export const CARRIED_KEYWORDS: readonly string[] = [
  ...ESCAPED_STARTS,
  ...LISTED_STARTS,
  ...TEMPLATE_STARTS,
  ...PERCENT_STARTS,
]

const ESCAPED = new Set(ESCAPED_STARTS)
const LISTED = new Set(LISTED_STARTS)
const TEMPLATES = new Set(TEMPLATE_STARTS)
const PERCENT = new Set(PERCENT_STARTS)

/** A whole source file that lies in something else. */
export interface CarriedSource extends CarriedText {
  readonly language: string
  /** Whether its lines stand in the layer as they are. */
  readonly isAsWritten: boolean
}

/** Hits that are looked at in one layer. */
const MOST_HITS = 600
/** Files after which one more says nothing new. */
const MOST_FOUND = 50
/** Files whose lines are code, and in which code is no text that they carry. */
const CODE = /\.(?:[cm]?[jt]sx?|css|vue|svelte|astro|scss|sass|less|styl|flow)$/i
const PROSE =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|map|lock)$|(?:^|\/)(?:readme|changelog|license|licence|history|changes|authors)[^/]*$/i

/** Whole source files in whatever a layer is: strings of data and code, lists of lines, pages, records, dumps. */
export function findCarriedSources(layer: Layer, hits: Layer['hits']): CarriedSource[] {
  const found: CarriedSource[] = []
  for (const source of [findInLiterals(layer, hits), findAsWritten(layer)])
    for (const one of source) {
      found.push(one)
      if (found.length >= MOST_FOUND) return found
    }
  return found
}

function* findInLiterals(layer: Layer, hits: Layer['hits']): Generator<CarriedSource> {
  const { bytes } = layer
  const isCode = CODE.test(findLayerPath(layer))
  let [done, looked] = [0, 0]
  for (const { keyword, offset } of hits) {
    if (offset < done || isInMap(layer, offset)) continue
    const read = findReader(keyword)
    if (read === null) continue
    looked += 1
    if (looked > MOST_HITS) return
    const carried = read(bytes, offset)
    if (carried === null) continue
    const language = recogniseLanguage(carried.text, isCode)
    if (language === null && !ESCAPED.has(keyword) && !PERCENT.has(keyword)) continue
    done = carried.end
    if (language !== null) yield { ...carried, language, isAsWritten: TEMPLATES.has(keyword) }
  }
}

/** Words of sentences begin in capitals; SQL is written in both. Null for what is no keyword of these. */
export function findCarriedHeed(keyword: string): Heed | null {
  if (findReader(keyword) === null || keyword.includes('begin') || PERCENT.has(keyword)) return null
  return (bytes, start) => standsAt(bytes, start, keyword)
}

/** Whether a place lies in a source map, whose texts are accounted for. */
function isInMap({ kind, parent, mapRanges, origins }: Layer, offset: number): boolean {
  if (kind !== 'decoded') return mapRanges.some(({ start, end }) => start <= offset && offset < end)
  const origin = origins.findLast(({ at }) => at <= offset)?.offset ?? 0
  return parent !== null && isInMap(parent, origin)
}

function findReader(keyword: string): ((bytes: Buffer, hit: number) => CarriedText | null) | null {
  if (ESCAPED.has(keyword)) return readLiteralAround
  if (LISTED.has(keyword)) return readLinesInLiterals
  if (PERCENT.has(keyword)) return readPercentAround
  return TEMPLATES.has(keyword) ? readTemplateAt : null
}

function* findAsWritten(layer: Layer): Generator<CarriedSource> {
  const { kind, bytes } = layer
  if (kind === 'decoded') yield* findDecoded(layer)
  else if (kind === 'text' && mayCarryLines(layer)) {
    if (isMarkup(bytes)) yield* findInMarkup(bytes)
    else if (!isJson(bytes) && !isJudgedByName(layer)) yield* findInLines(bytes, kind)
  } else if (kind === 'binary') yield* findInLines(bytes, kind)
}

function mayCarryLines(layer: Layer): boolean {
  const path = findLayerPath(layer)
  return !(CODE.test(path) || PROSE.test(path) || isCommand(layer.bytes))
}

/** Sources under their own names are what they are called; members of archives under other names are judged by those. */
function isJudgedByName(layer: Layer): boolean {
  return layer.trail.length === 0 ? isPlainFile(layer.entry.path) : /\.\w+$/.test(findLayerPath(layer))
}

function* findInMarkup(bytes: Buffer): Generator<CarriedSource> {
  for (const page of readTextsOfMarkup(bytes))
    for (const text of [page.replace(/^\n+/, ''), ...listWindows(page)]) {
      const language = recogniseLanguage(text)
      if (language !== null && isMostlyCode(text)) {
        yield { offset: 0, end: 0, text, language, isAsWritten: holdsLine(bytes, text) }
        break
      }
    }
}

function listWindows(text: string): string[] {
  return [...findLinesAsWritten(Buffer.from(text), false)].map((window) => window.text)
}

/** Long lines of a text that are looked for on its page. */
const LOOKED_FOR = 6

/** Whether a page has a line of a text as a line of its own. */
function holdsLine(bytes: Buffer, text: string): boolean {
  const lines = text.split('\n').toSorted((a, b) => b.length - a.length)
  return lines.slice(0, LOOKED_FOR).some((line) => bytes.includes(`\n${line}`))
}

function* findInLines(bytes: Buffer, kind: 'text' | 'binary'): Generator<CarriedSource> {
  for (const window of findLinesAsWritten(bytes, kind === 'binary')) {
    const language = recogniseLanguage(window.text)
    if (language !== null && (kind === 'binary' || isMostlyCode(window.text)))
      yield { ...window, language, isAsWritten: kind === 'text' }
  }
}

/** Shorter texts are no files. */
const SHORTEST = 200

/** What stands before a decoded text: its name and a quote. */
const NAME = /^[^"\n]*"(?:\s*[:=(,|>]+\s*")?/

/** Each text that stood encoded, without the name that is before it. */
function* findDecoded(layer: Layer): Generator<CarriedSource> {
  const { bytes, origins } = layer
  for (const [index, { at }] of origins.entries()) {
    const end = origins[index + 1]?.at ?? bytes.length
    if (end - at < SHORTEST || isInMap(layer, at)) continue
    const head = NAME.exec(bytes.toString('latin1', at, at + 300))?.[0].length ?? 0
    const text = bytes.toString('utf8', at + head, Math.min(end - 2, at + LARGEST_UNIT))
    const language = recogniseLanguage(text.replace(/\r\n?/g, '\n'))
    if (language !== null) yield { offset: at, end, text, language, isAsWritten: false }
  }
}

/** Names of files that are sources themselves, and judged as such. */
function isPlainFile(path: string): boolean {
  return /\.(?:py|rb|php|pl|pm|c|cc|cpp|cxx|h|hh|hpp|rs|go|java|cs|kt|kts|swift|scala|dart|fs|vb|hs|exs?|[eh]rl|zig|lua|sol|mm?|elm|(?:lit)?coffee|clj[cs]?|resi?|mli?|purs|jl|r|fsx|pyx|pxd|gleam|hx|cr|ls|patch|diff|ipynb|sh|bash|ps1|bat|idl|targets|props|csproj|vcxproj|gradle|cmake|proto|sql|graphqls?|gql|prisma)$/i.test(
    path,
  )
}

function recogniseLanguage(text: string, isCode = false): string | null {
  const language = recogniseSourceLanguage(text)
  return language === null || (isCode && language.isHandedOn) || hasGaps(text, language)
    ? null
    : language.name
}

/** Whether a text is a program for the shell to start, under whatever name. */
export function isCommand(bytes: Buffer): boolean {
  return bytes[0] === 0x23 && bytes[1] === 0x21
}

function isMarkup(bytes: Buffer): boolean {
  return findFirstByte(bytes) === 0x3c
}

function isJson(bytes: Buffer): boolean {
  const first = findFirstByte(bytes)
  // The head of a table in TOML begins like a list.
  return (
    first === 0x7b ||
    (first === 0x5b && !/^\s*\[{1,2}[\w.-]+\]{1,2}\s*(?:#.*)?\n/.test(bytes.toString('latin1', 0, 200)))
  )
}

function findFirstByte(bytes: Buffer): number | undefined {
  return bytes.subarray(0, 64).find((byte) => byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
}
