import type { BrokenMap, KeywordHit, KeywordHits, LayerReference } from '../../model/layer.ts'
import type { SourceMapDocument } from '../../model/source-map-document.ts'
import { ScanBudget } from '../scan-budget.ts'
import { BASE64_MAP_KEYWORDS, beginsBase64Map, isBase64MapKeyword } from './base64-maps.ts'
import { hasPayload, readBase64, readDataUrl } from './data-url.ts'
import { EmbeddedMaps, MAP_MEMBER } from './embedded-maps.ts'
import { readHeadlessMap } from './headless-map.ts'
import { recogniseSourceMap } from './recognise-source-map.ts'

/** How the texts of a map end where another member follows. */
const TEXTS_ENDS: readonly string[] = ['"],"names":[', '"],"mappings":"']

/** What this reader needs to have searched for. */
export const LINK_KEYWORDS: readonly string[] = [
  'sourcemappingurl=',
  'data:',
  MAP_MEMBER,
  ...TEXTS_ENDS,
  ...BASE64_MAP_KEYWORDS,
]

const COMMENT_NAME = 'sourceMappingURL='
/** Bytes before the name in which its line's beginning is looked for. */
const LOOK_BEHIND = 200
/** Longest URL that is read. */
const LONGEST_URL = 4096

/** A source map inside other content. */
export interface InlineMap {
  /** In a `data:` URL, or as plain JSON. */
  readonly form: 'inline' | 'embedded'
  readonly offset: number
  readonly end: number
  readonly document: SourceMapDocument
}

export interface MapLinks {
  readonly inline: readonly InlineMap[]
  readonly references: readonly LayerReference[]
  readonly broken: readonly BrokenMap[]
}

/**
 * Finds the maps that lie in `data:` URLs or as plain JSON, wherever in the bytes, and the URLs that `sourceMappingURL` comments
 * name (ECMA-426, "Extract a source map URL"). `hits` must be those of `LINK_KEYWORDS`, in order of offset.
 * A comment inside a string of a program that writes such comments is neither.
 * @param isProse Whether maps that stand there as code are examples.
 */
export function findMapLinks(
  bytes: Buffer,
  hits: KeywordHits,
  hasComments: boolean,
  isProse = false,
): MapLinks {
  const finder = new LinkFinder(bytes, hasComments, isProse)
  for (const hit of hits) if (!finder.look(hit)) break
  return finder
}

/** Goes from hit to hit; what lies in a map that was found is not looked at again. */
class LinkFinder implements MapLinks {
  readonly inline: InlineMap[] = []
  readonly references: LayerReference[] = []
  readonly broken: BrokenMap[] = []
  readonly #bytes: Buffer
  readonly #hasComments: boolean
  readonly #isProse: boolean
  readonly #budget: ScanBudget
  #embedded: EmbeddedMaps | null = null
  #readTo = 0

  constructor(bytes: Buffer, hasComments: boolean, isProse: boolean) {
    this.#bytes = bytes
    this.#hasComments = hasComments
    this.#isProse = isProse
    this.#budget = new ScanBudget(bytes.length)
  }

  /** False when there are too many to go on. */
  look({ keyword, offset }: KeywordHit): boolean {
    if (offset < this.#readTo) return true
    if (this.#budget.isSpent) {
      this.broken.push({ offset, reason: 'it lies among too many others to be told apart' })
      return false
    }
    if (keyword === MAP_MEMBER) this.#readEmbeddedMaps(offset)
    else if (TEXTS_ENDS.includes(keyword)) this.#readHeadless(offset)
    else if (keyword === 'data:') this.#addInlineMap(offset, readInlineMap(this.#bytes, offset))
    else if (keyword === 'sourcemappingurl=') this.#addReference(offset)
    else if (isBase64MapKeyword(keyword) && beginsBase64Map(this.#bytes, offset))
      this.#addInlineMap(offset, readBareBase64(this.#bytes, offset))
    return true
  }

  #readEmbeddedMaps(offset: number): void {
    this.#embedded ??= new EmbeddedMaps(this.#bytes, this.#budget)
    for (const found of this.#embedded.findAround(offset, !this.#isProse)) {
      if (found.end <= this.#readTo) continue
      this.inline.push({ form: 'embedded', ...found })
    }
    this.#readTo = Math.max(this.#readTo, this.inline.at(-1)?.end ?? 0)
  }

  /** What is left of a map whose beginning was cut off in the middle of a text. */
  #readHeadless(offset: number): void {
    if (this.#readTo > 0 || this.#bytes[0] === 0x7b) return
    const found = readHeadlessMap(this.#bytes, offset)
    if (found === null) return
    this.inline.push({ form: 'embedded', ...found })
    this.#readTo = found.end
  }

  #addInlineMap(offset: number, { document, broken, end }: FoundInline): void {
    this.#budget.spend(end - offset)
    if (document !== null) this.inline.push({ form: 'inline', offset, end, document })
    if (broken !== null) this.broken.push({ offset, reason: broken })
    if (document !== null || broken !== null) this.#readTo = end
  }

  #addReference(offset: number): void {
    const reference = this.#hasComments ? readCommentReference(this.#bytes, offset) : null
    if (reference !== null) this.references.push(reference)
  }
}

/** A map in base64 that nothing announces. */
function readBareBase64(bytes: Buffer, offset: number): FoundInline {
  const { json, complete, end } = readBase64(bytes, offset)
  return json === null ? { document: null, broken: null, end } : readInlineJson(json, complete, end, false)
}

interface FoundInline {
  readonly document: SourceMapDocument | null
  readonly broken: string | null
  readonly end: number
}

function readInlineMap(bytes: Buffer, offset: number): FoundInline {
  const url = readDataUrl(bytes, offset)
  const isNamed = isMapComment(bytes, offset)
  if (url?.json) return readInlineJson(url.json, url.complete, url.end, isNamed)
  const broken = isNamed && hasPayload(bytes, offset) ? 'its data URL does not decode to JSON' : null
  return { document: null, broken, end: Math.max(url?.end ?? offset, offset) }
}

function readInlineJson(json: Buffer, complete: boolean, end: number, isNamed: boolean): FoundInline {
  const recognised = recogniseSourceMap(json, '')
  if (recognised !== null) return { document: recognised.map, broken: recognised.broken, end }
  const broken = complete ? 'its data URL holds no source map' : 'it breaks off before its end'
  return { document: null, broken: isNamed ? broken : null, end }
}

/** Whether the data URL at `offset` is the value of a `sourceMappingURL` comment, in a string or not. */
function isMapComment(bytes: Buffer, offset: number): boolean {
  return /[#@][ \t]*sourceMappingURL=[ \t]*$/.test(bytes.toString('latin1', Math.max(0, offset - 40), offset))
}

function readCommentReference(bytes: Buffer, offset: number): LayerReference | null {
  const start = offset + COMMENT_NAME.length
  if (bytes.toString('latin1', offset, start) !== COMMENT_NAME) return null
  const opener = findCommentOpener(bytes, offset)
  if (opener === null) return null
  const rest = bytes.toString('utf8', start, findUrlEnd(bytes, start))
  const form =
    opener === '//' ? /^[ \t]*([^\s'"`\\]+)[ \t]*(?:[\r\n\u2028\u2029]|$)/ : /^[ \t]*([^\s'"`\\*]+)[ \t]*\*\//
  const url = form.exec(rest)?.[1]
  if (url === undefined || /[{}<>]/.test(url) || /^data:/i.test(url)) return null
  return { offset: start + rest.indexOf(url), url }
}

/** Past the first white space after the URL, or after as much as a URL may be long; what closes the comment is in it. */
function findUrlEnd(bytes: Buffer, start: number): number {
  let at = start
  while (bytes[at] === 32 || bytes[at] === 9) at += 1
  const end = Math.min(bytes.length, start + LONGEST_URL)
  while (at < end && (bytes[at] ?? 0) > 32) at += 1
  return Math.min(bytes.length, at + 64)
}

/** The comment's two characters, if it is a comment of code rather than text about one. */
function findCommentOpener(bytes: Buffer, offset: number): '//' | '/*' | null {
  const behind = bytes.toString('latin1', Math.max(0, offset - LOOK_BEHIND), offset)
  const before = behind.slice(behind.lastIndexOf('\n') + 1)
  const match = /(\/\/|\/\*)[#@][ \t]*$/.exec(before)
  if (match === null) return null
  const lead = before.slice(0, match.index).trim()
  if (/^(\*|\/\/|\/\*(?!.*\*\/))/.test(lead) || /["'`\\]$/.test(lead)) return null
  return match[1] === '//' ? '//' : '/*'
}
