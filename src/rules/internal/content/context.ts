import { type PathRole, pathRole } from '../../../knowledge/path-role.ts'
import { baseName, extension } from '../../../knowledge/path-words.ts'
import type { Layer } from '../../../model/layer.ts'
import { layerPath } from '../../../model/layer.ts'

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
  const path = layerPath(layer)
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
export function lineBefore(layer: Layer, offset: number): string {
  const start = Math.max(0, offset - BEFORE)
  const before = layer.bytes.toString('latin1', start, offset)
  return before.slice(before.lastIndexOf('\n') + 1)
}

/** Whether the hit stands in a comment, as far as its line tells. */
export function isInComment(layer: Layer, offset: number): boolean {
  const before = lineBefore(layer, offset)
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
 * A note with a login and nothing else is none.
 */
export function isInDocumentation(layer: Layer, offset: number): boolean {
  if (!/^\s*\*(?!\/)/.test(lineBefore(layer, offset))) return false
  const before = layer.bytes.toString('latin1', Math.max(0, offset - COMMENT_BEFORE), offset)
  const behind = layer.bytes.toString('latin1', offset, offset + COMMENT_BEHIND)
  const comment = before.slice(before.lastIndexOf('/*') + 2) + behind.split('*/', 1)[0]
  return SHOWS.test(comment) || /\.d\.[cm]?ts$/.test(layerPath(layer))
}

/** The text behind an offset, at most `length` bytes, one character a byte. */
export function after(layer: Layer, offset: number, length: number): string {
  return layer.bytes.toString('latin1', offset, offset + length)
}
