import type { BrokenMap, KeywordHit, LayerReference } from '../../model/layer.ts'
import type { SourceMapDocument } from '../../model/source-map-document.ts'
import { ScanBudget } from '../scan-budget.ts'
import { hasPayload, readDataUrl } from './data-url.ts'
import { EmbeddedMaps, MAP_MEMBER } from './embedded-maps.ts'
import { recogniseSourceMap } from './recognise-source-map.ts'

/** What this reader needs to have searched for. */
export const LINK_KEYWORDS: readonly string[] = ['sourcemappingurl=', 'data:', MAP_MEMBER]

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
 */
export function findMapLinks(bytes: Buffer, hits: readonly KeywordHit[], hasComments: boolean): MapLinks {
  const inline: InlineMap[] = []
  const references: LayerReference[] = []
  const broken: BrokenMap[] = []
  let embedded: EmbeddedMaps | null = null
  const budget = new ScanBudget(bytes.length)
  let readTo = 0
  for (const { keyword, offset } of hits) {
    if (offset < readTo) continue
    if (budget.isSpent) {
      broken.push({ offset, reason: 'it lies among too many others to be told apart' })
      break
    }
    if (keyword === MAP_MEMBER) {
      embedded ??= new EmbeddedMaps(bytes, budget)
      const found = embedded.around(offset)
      if (found === null || found.offset < readTo) continue
      inline.push({ form: 'embedded', offset: found.offset, end: found.end, document: found.document })
      readTo = found.end
    } else if (keyword === 'data:') {
      const found = inlineMap(bytes, offset)
      budget.spend(found.end - offset)
      if (found.document !== null)
        inline.push({ form: 'inline', offset, end: found.end, document: found.document })
      if (found.broken !== null) broken.push({ offset, reason: found.broken })
      if (found.document !== null || found.broken !== null) readTo = found.end
    } else if (keyword === 'sourcemappingurl=' && hasComments) {
      const reference = commentReference(bytes, offset)
      if (reference !== null) references.push(reference)
    }
  }
  return { inline, references, broken }
}

interface FoundInline {
  readonly document: SourceMapDocument | null
  readonly broken: string | null
  readonly end: number
}

function inlineMap(bytes: Buffer, offset: number): FoundInline {
  const url = readDataUrl(bytes, offset)
  const isNamed = isMapComment(bytes, offset)
  if (url?.json) return inlineJson(url.json, url.complete, url.end, isNamed)
  const broken = isNamed && hasPayload(bytes, offset) ? 'its data URL does not decode to JSON' : null
  return { document: null, broken, end: Math.max(url?.end ?? offset, offset) }
}

function inlineJson(json: Buffer, complete: boolean, end: number, isNamed: boolean): FoundInline {
  const recognised = recogniseSourceMap(json, '')
  if (recognised !== null) return { document: recognised.map, broken: recognised.broken, end }
  const broken = complete ? 'its data URL holds no source map' : 'it breaks off before its end'
  return { document: null, broken: isNamed ? broken : null, end }
}

/** Whether the data URL at `offset` is the value of a `sourceMappingURL` comment, in a string or not. */
function isMapComment(bytes: Buffer, offset: number): boolean {
  return /[#@][ \t]*sourceMappingURL=[ \t]*$/.test(bytes.toString('latin1', Math.max(0, offset - 40), offset))
}

function commentReference(bytes: Buffer, offset: number): LayerReference | null {
  const start = offset + COMMENT_NAME.length
  if (bytes.toString('latin1', offset, start) !== COMMENT_NAME) return null
  const opener = commentOpener(bytes, offset)
  if (opener === null) return null
  const rest = bytes.toString('utf8', start, urlEnd(bytes, start))
  const form =
    opener === '//' ? /^[ \t]*([^\s'"`\\]+)[ \t]*(?:[\r\n\u2028\u2029]|$)/ : /^[ \t]*([^\s'"`\\*]+)[ \t]*\*\//
  const url = form.exec(rest)?.[1]
  if (url === undefined || /[{}<>]/.test(url) || /^data:/i.test(url)) return null
  return { offset: start + rest.indexOf(url), url }
}

/** Past the first white space after the URL, or after as much as a URL may be long; what closes the comment is in it. */
function urlEnd(bytes: Buffer, start: number): number {
  let at = start
  while (bytes[at] === 32 || bytes[at] === 9) at += 1
  const end = Math.min(bytes.length, start + LONGEST_URL)
  while (at < end && (bytes[at] ?? 0) > 32) at += 1
  return Math.min(bytes.length, at + 64)
}

/** The comment's two characters, if it is a comment of code rather than text about one. */
function commentOpener(bytes: Buffer, offset: number): '//' | '/*' | null {
  const behind = bytes.toString('latin1', Math.max(0, offset - LOOK_BEHIND), offset)
  const before = behind.slice(behind.lastIndexOf('\n') + 1)
  const match = /(\/\/|\/\*)[#@][ \t]*$/.exec(before)
  if (match === null) return null
  const lead = before.slice(0, match.index).trim()
  if (/^(\*|\/\/|\/\*(?!.*\*\/))/.test(lead) || /["'`\\]$/.test(lead)) return null
  return match[1] === '//' ? '//' : '/*'
}
