import { type PathRole, pathRole } from '../../../knowledge/path-role.ts'
import { baseName, extension } from '../../../knowledge/path-words.ts'
import type { KeywordHit, Layer } from '../../../model/layer.ts'
import { findLayerPath } from '../../../model/layer.ts'

const PROSE = new Set([
  'md',
  'mdx',
  'markdown',
  'txt',
  'rst',
  'adoc',
  'html',
  'htm',
  'textile',
  'pod',
  '1',
  '3',
])
const PROSE_NAMES =
  /^(?:readme|changelog|changes|history|licen[cs]e|copying|notice|authors|contributing|contributors|security|eula|terms)/
const READ_ROLES = new Set<PathRole | null>(['documentation', 'example', 'template'])

/** Whether a layer is a text that people read: documents, examples, declarations with their comments. */
export function isProse(layer: Layer): boolean {
  const path = findLayerPath(layer)
  return (
    PROSE.has(extension(path)) ||
    PROSE_NAMES.test(baseName(path)) ||
    /\.d\.[cm]?ts$/.test(path) ||
    READ_ROLES.has(pathRole(path))
  )
}

/** As much of a line is looked at before a hit: bundles have lines of megabytes. */
const BEFORE = 240

/** The line up to an offset, or its last part. */
export function readLineBefore(layer: Layer, offset: number): string {
  const start = Math.max(0, offset - BEFORE)
  const before = layer.bytes.toString('latin1', start, offset)
  return before.slice(before.lastIndexOf('\n') + 1)
}

/** Generators of clients write whole chapters on one line of a comment. */
const LONGEST_COMMENT = 4000

/** The first characters of the line; none of a line that is longer than those of comments. */
function readLineStart(layer: Layer, offset: number): string {
  const start = Math.max(0, offset - LONGEST_COMMENT)
  const begin = layer.bytes.subarray(start, offset).lastIndexOf(10)
  return begin === -1 && start > 0
    ? ''
    : layer.bytes.toString('latin1', start + begin + 1, offset).slice(0, 40)
}

/** Whether the hit stands in a comment, as far as its line tells. */
export function standsInComment(layer: Layer, offset: number): boolean {
  const before = readLineBefore(layer, offset)
  if (/^\s*(?:\*|\/\/|\/\*|#|<!--|--|;|%)/.test(before)) return true
  const line = /(?:^|[^:"'`\\])\/\/(?!.*["'`]\s*[,;)\]}])/.exec(before)
  const open = before.lastIndexOf('/*')
  return line !== null
    ? !/["'`][^"'`]*$/.test(before.slice(0, line.index + 1))
    : open !== -1 && before.indexOf('*/', open) === -1
}

/** As much of a comment is looked at for what it is about. */
const COMMENT_BEFORE = 4000
const COMMENT_BEHIND = 400
/** What comments have that show how something is used: examples, code, parameters, links to pages. */
const SHOWS =
  /@(?:example|param|returns?|code|usage|see|link|default|type|property|arg)\b|```|<(?:pre|code)\b|\be\.g\.|\b(?:for example|example|usage|sample)\b|=>|\b(?:const|let|var|await|import|require)\b|[;{]\s*$/im

/**
 * Whether the line is one of a comment that documents: what is there is an example more often than something left over.
 * A note with a login and nothing else is none. In Rust, tests stand in the file itself, at its end.
 */
export function isInDocumentation(layer: Layer, offset: number): boolean {
  const line = readLineBefore(layer, offset)
  if (/^\s*\*(?!\/)/.test(readLineStart(layer, offset))) return isShowing(layer, offset)
  return (
    extension(findLayerPath(layer)) === 'rs' && (/^\s*\/\/[/!]/.test(line) || isInRustTests(layer, offset))
  )
}

/** What says in so many words that something is an example. */
const EXAMPLE = /@example\b|\be\.g\.|\b(?:example|sample|demo|dummy|test(?:s|ing)?)\b/i

/** Whether the line is one of a comment that says that it gives an example: of whole keys, less is not enough. */
export function isGivenAsExample(layer: Layer, offset: number): boolean {
  if (!isInDocumentation(layer, offset)) return false
  return (
    extension(findLayerPath(layer)) === 'rs' ||
    /\.d\.[cm]?ts$/.test(findLayerPath(layer)) ||
    EXAMPLE.test(readCommentAround(layer, offset))
  )
}

/** Whether the comment around a place shows how something is used. */
function isShowing(layer: Layer, offset: number): boolean {
  return SHOWS.test(readCommentAround(layer, offset)) || /\.d\.[cm]?ts$/.test(findLayerPath(layer))
}

function readCommentAround(layer: Layer, offset: number): string {
  const before = layer.bytes.toString('latin1', Math.max(0, offset - COMMENT_BEFORE), offset)
  const behind = layer.bytes.toString('latin1', offset, offset + COMMENT_BEHIND)
  return before.slice(before.lastIndexOf('/*') + 2) + behind.split('*/', 1)[0]
}

function isInRustTests(layer: Layer, offset: number): boolean {
  const at = layer.bytes.lastIndexOf('\n#[cfg(test)]', offset)
  return (
    at !== -1 &&
    /^\n#\[cfg\(test\)\]\s{1,8}(?:#\[[^\]\n]{1,80}\]\s{1,8})?(?:pub )?mod \w/.test(
      readTextBehind(layer, at, 200),
    )
  )
}

/** Whether the place is in a text of Python that documents: one that stands alone, as no value of anything. */
export function isInDocstring(layer: Layer, offset: number): boolean {
  if (extension(findLayerPath(layer)) !== 'py') return false
  const text = layer.bytes.toString('latin1', 0, offset)
  const marks = [...text.matchAll(/"{3}|'{3}/g)]
  const open = marks.at(-1)
  if (open === undefined || marks.length % 2 === 0) return false
  const before = text.slice(0, open.index)
  return /(?::|^|"{3}|'{3})[ \t]*(?:#[^\n]*)?\n\s*[rRuU]?$/.test(before.slice(-400))
}

/** Descriptions of interfaces and schemas hold examples of what is sent. */
export function isSpecification({ kind, bytes }: Layer): boolean {
  if (kind !== 'text') return false
  const head = bytes.toString('latin1', 0, 1000)
  return (
    /"(?:openapi|swagger|asyncapi)"\s*:|^(?:openapi|swagger|asyncapi):|json-schema\.org/m.test(head) ||
    (/"documentationUrl"\s*:/.test(head) && /"method"\s*:/.test(head))
  )
}

/** The text behind an offset, at most `length` bytes, one character a byte. */
export function readTextBehind(layer: Layer, offset: number, length: number): string {
  return layer.bytes.toString('latin1', offset, offset + length)
}

/** Bytes on both sides of a keyword that are looked at for what it is part of. */
export const AROUND = 160

/** The text around a keyword, one character a byte, and where in it the keyword begins. */
export function readTextAround(
  { bytes }: Layer,
  { keyword, offset }: KeywordHit,
): { readonly text: string; readonly index: number } {
  const start = Math.max(0, offset - AROUND)
  return { text: bytes.toString('latin1', start, offset + keyword.length + AROUND), index: offset - start }
}
