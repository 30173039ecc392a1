import { readLiteral } from '../../../layers/maps/literal-reader.ts'
import type { Heed } from '../../../model/layer.ts'
import { isModuleSource, isSource } from './source-text.ts'
import { LONGEST, readStringAt } from './string-in-code.ts'

/** A source file that lies somewhere as a string. */
export interface TextByPath {
  readonly path: string
  /** Offset of the path's quote in the bytes. */
  readonly offset: number
  /** Whether the path is a member's name: code has many of these. */
  readonly isMember: boolean
  /** Whether it lies in a folder and is a module of a larger whole: no snippet is that. */
  readonly isModule: boolean
}

/** Characters before a path's end that are looked at. */
const BEFORE = 160
/** Characters behind it in which the text must begin. */
const BEHIND = 400
/** Hits that are looked at: in a bundle every import is one. */
const MOST = 50_000
const PATH =
  /["'`]((?:[A-Za-z]:)?(?:\w+:\/{2,3})?(?:\\\\?|\/)?(?:[\w@.+ ()[\]-]+(?:\/|\\\\?))*[\w@.+ ()[\]-]+)$/
const TEXT_NAME =
  '(?:content|contents|code|originalCode|source|sourceCode|sourceText|text|body|raw|value|lines|data)'
const PATH_NAME = '(?:path|file|fileName|filename|filePath|filepath|name|id|key|title|url|uri|module)'
/** Short members that stand between a path and its text. */
const OTHERS = `(?:\\\\*["'\`]?[\\w$-]{1,40}\\\\*["'\`]?\\s*:\\s*(?:\\\\*["'][^"'\\\\]{0,80}\\\\*["']|[\\w.+-]{1,40}|\\[[^\\[\\]{}]{0,60}\\])\\s*,\\s*){0,8}`
/** From the path to its text: a colon or a comma, perhaps a name for the text, perhaps a list of its lines. */
const TO_TEXT = new RegExp(
  `^\\\\*["'\`]\\s*(?:\\]\\s*=|\\]?\\s*(?:=>|[:,]))\\s*(?:\\{?\\s*${OTHERS}\\\\*["'\`]?${TEXT_NAME}\\\\*["'\`]?\\s*(?:=>|[:=])\\s*)?\\(?\\s*(\\[\\s*)?(\\\\*)(["'\`])`,
)
/** The same the other way round: a text whose end is here, then a member with the path. */
const FROM_TEXT = new RegExp(
  `(["'\`])\\s*,\\s*\\\\*["'\`]?${PATH_NAME}\\\\*["'\`]?\\s*(?:=>|[:=])\\s*\\\\*["'\`][^"'\`\\n]{1,200}$`,
)
/** A path that leads to a variable, which holds the text: how bundlers write what they import as text. */
const TO_NAME = /^["'`]\s*:\s*([A-Za-z_$][\w$]{0,30})\s*[,}]/
/** Variables that are looked up. */
const MOST_NAMES = 12
const BASE64 = /^[A-Za-z0-9+/_-]{120,}={0,2}$/

/**
 * Whether behind a path's quote stands what a text or the end of its record can follow, one of `] = : , }`. Nearly every
 * path in code is an import's, and never told of.
 */
export const isFollowed: Heed = (bytes, _, end) => {
  const last = Math.min(bytes.length, end + BEHIND)
  let at = end
  while (at < last && isBlank(bytes[at] ?? 0)) at += 1
  return at < last && FOLLOWING.has(bytes[at] ?? 0)
}

/** What stands behind a path, and how it leads to a text; null for what does neither that nor ends a record. */
function readWhatFollows(
  bytes: Buffer,
  end: number,
): { behind: string; leading: RegExpExecArray | null } | null {
  const behind = bytes.toString('latin1', end, end + BEHIND)
  const leading = TO_TEXT.exec(behind)
  return leading === null && !/^\\*["'`]\s*[:,}]/.test(behind) ? null : { behind, leading }
}

const FOLLOWING: ReadonlySet<number> = new Set(Buffer.from(']=:,}'))
const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xa0

/** Every path of a source file in quotes that is followed by the file's text, at hits of `PATH_ENDS`. */
export function findTextsByPath(
  bytes: Buffer,
  hits: readonly { readonly keyword: string; readonly offset: number }[],
): TextByPath[] {
  const found: TextByPath[] = []
  let names = 0
  for (const { keyword, offset } of hits.slice(0, MOST)) {
    const end = offset + keyword.replace(/\\?["'`]$/, '').length
    const next = readWhatFollows(bytes, end)
    if (next === null) continue
    const { behind, leading } = next
    const before = bytes.toString('latin1', Math.max(0, offset - BEFORE), end)
    const path = PATH.exec(before)?.[1]
    if (path === undefined || /\.d\.[cm]?ts$/.test(path)) continue
    const variable = leading === null && names < MOST_NAMES ? TO_NAME.exec(behind)?.[1] : undefined
    if (variable !== undefined) names += 1
    const text =
      leading === null ? readBesidePath(bytes, before, end, variable) : readBehindPath(bytes, leading, end)
    if (text === null || !(isSource(text) || isEncodedSource(text))) continue
    const isModule = /[^./]\/|^\/./.test(path) && isModuleSource(text)
    found.push({
      path,
      offset: end - path.length - 1,
      isMember: isMember(leading) || variable !== undefined,
      isModule,
    })
  }
  return found
}

/** Whether the path is a member's name: code has many of these. */
function isMember(leading: RegExpExecArray | null): boolean {
  return leading !== null && /^\\*["'`]\s*:/.test(leading[0]) && leading[1] === undefined
}

function readBehindPath(bytes: Buffer, leading: RegExpExecArray, end: number): string {
  if (leading[1] !== undefined) return readListAt(bytes, end + leading[0].indexOf('['))
  return readStringAt(bytes, end + leading[0].length - 1, leading[2] ?? '')
}

/** The text before the path, or in the variable behind it. */
function readBesidePath(
  bytes: Buffer,
  before: string,
  end: number,
  variable: string | undefined,
): string | null {
  return variable === undefined ? readTextBefore(bytes, before, end) : readVariable(bytes, variable)
}

/** The string that ends before a member with a path. */
function readTextBefore(bytes: Buffer, before: string, end: number): string | null {
  const match = FROM_TEXT.exec(before)
  if (match === null) return null
  const close = end - (before.length - match.index)
  const text = bytes.toString('latin1', Math.max(0, close - LONGEST), close)
  const quote = match[1] ?? '"'
  let open = text.lastIndexOf(quote)
  while (open > 0 && text[open - 1] === '\\') open = text.lastIndexOf(quote, open - 1)
  return text.slice(open + 1).replace(/\\+r?\\*n/g, '\n')
}

/** The string that a variable is set to, if it is one. */
function readVariable(bytes: Buffer, variable: string): string | null {
  for (const quote of ['"', '`', "'"])
    for (const sign of [`${variable}=${quote}`, `${variable} = ${quote}`]) {
      const at = bytes.indexOf(sign)
      if (at !== -1 && !/[\w$.]/.test(String.fromCharCode(bytes[at - 1] ?? 32)))
        return readStringAt(bytes, at + sign.length - 1, '')
    }
  return null
}

function isEncodedSource(text: string): boolean {
  const head = text.slice(0, 2000)
  if (!BASE64.test(head)) return false
  return isSource(Buffer.from(head.slice(0, head.length - (head.length % 4)), 'base64').toString('latin1'))
}

/** Files as blocks of YAML under their paths, at hits of `YAML_ENDS`. */
export function findTextsInYaml(
  bytes: Buffer,
  hits: readonly { readonly keyword: string; readonly offset: number }[],
): TextByPath[] {
  const found: TextByPath[] = []
  for (const { keyword, offset } of hits.slice(0, MOST)) {
    const end = offset + keyword.indexOf(':')
    const before = /(?:^|\n)([ \t]*)["']?([\w@./+-]+)$/.exec(
      bytes.toString('latin1', Math.max(0, offset - BEFORE), end),
    )
    const block = bytes.toString('latin1', offset + keyword.length, offset + keyword.length + LONGEST)
    const path = before?.[2]
    if (path === undefined || !isSource(readIndentedPart(block, before?.[1]?.length ?? 0))) continue
    found.push({ path, offset: end - path.length, isMember: false, isModule: false })
  }
  return found
}

function readIndentedPart(block: string, indent: number): string {
  const lines = block.split('\n').slice(1)
  const last = lines.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent)
  return lines.slice(0, last === -1 ? lines.length : last).join('\n')
}

function readListAt(bytes: Buffer, start: number): string {
  const value = readLiteral(bytes.subarray(0, Math.min(bytes.length, start + 64 * 1024)), start)?.value
  return Array.isArray(value) ? value.filter((line) => typeof line === 'string').join('\n') : ''
}

/** Files as the cells of a table, each behind its path, at hits of `CELL_ENDS` (RFC 4180). */
export function findTextsInTable(
  bytes: Buffer,
  hits: readonly { readonly keyword: string; readonly offset: number }[],
): TextByPath[] {
  const found: TextByPath[] = []
  for (const { keyword, offset } of hits.slice(0, MOST)) {
    const end = offset + keyword.replace(/"?[,\t]"$/, '').length
    const path = /(?:^|[\n,;\t])"?([\w@./+-]+)$/.exec(
      bytes.toString('latin1', Math.max(0, offset - BEFORE), end),
    )?.[1]
    const start = offset + keyword.length
    const cell = /^(?:[^"]|"")*/.exec(bytes.toString('latin1', start, start + LONGEST))?.[0] ?? ''
    if (path === undefined || !isSource(cell.replaceAll('""', '"'))) continue
    found.push({ path, offset: end - path.length, isMember: false, isModule: path.includes('/') })
  }
  return found
}

/** Fields of a form that are looked at. */
const MOST_FIELDS = 200
const FORM_FIELD = /^project\[files\]\[([\w@./ -]{1,160}\.\w{1,8})\]["'][^<>]{0,80}?value=(["'])/

/** Files that a page sends to a service that runs them, at hits of `project[files][`. */
export function findTextsInForm(bytes: Buffer, hits: readonly { readonly offset: number }[]): TextByPath[] {
  return hits.slice(0, MOST_FIELDS).flatMap(({ offset }) => {
    const field = bytes.toString('latin1', offset, offset + LONGEST)
    const [whole = '', path = '', quote = '"'] = FORM_FIELD.exec(field) ?? []
    const text = field.slice(whole.length).split(quote, 1)[0] ?? ''
    return whole === '' || !isSource(text) ? [] : [{ path, offset, isMember: false, isModule: true }]
  })
}
