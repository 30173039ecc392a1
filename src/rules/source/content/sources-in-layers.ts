import { Script } from 'node:vm'
import { pathRole } from '../../../knowledge/path-role.ts'
import { isPackedProgram } from '../../../layers/binaries/program-files.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'
import { isTypedCode, recogniseOriginalFile } from './original-file.ts'

/** What to search for in code that may have kept its types. */
export const TYPE_KEYWORDS: readonly string[] = [
  'import type ',
  '\ninterface ',
  'export interface ',
  'export type ',
  'export enum ',
]

/** Bytes of code that are looked at; a bundle has no types. */
const LARGEST_SOURCE = 256 * 1024
/** Declarations of types, or imports of them, of which a file has more than one. */
const FEWEST_TYPES = 2

/** Lines from which a script says something, and the bytes of one on average where nobody minified it. */
const FEWEST_LINES = 10
const LONGEST_LINE = 120

/** Whether a file is TypeScript under the name of JavaScript; `types` counts hits of `TYPE_KEYWORDS`. */
export function isTypedModule({ kind, entry, trail, bytes }: Layer, types: number): boolean {
  if (kind !== 'text' || trail.length > 0 || types < FEWEST_TYPES || bytes.length > LARGEST_SOURCE)
    return false
  if (!/\.[cm]?js$/i.test(entry.path) || pathRole(entry.path) !== null) return false
  const text = bytes.toString('utf8')
  return isTypedCode(text) && !isScript(text)
}

/** Whether a text is JavaScript to the last sign, types and all in its strings: compiled and never run. */
function isScript(text: string): boolean {
  const statements = text.replace(
    /^import\b[^;\n]*;?$|^export (?:default )?(?=\w)|^export \{[^}]*\};?$/gm,
    '',
  )
  try {
    new Script(`(async () => {${statements}\n})`)
    return true
  } catch {
    return false
  }
}

/** The name of a member of an archive that is an original source; null for everything else. */
export function findArchivedSource(layer: Layer): string | null {
  const member = layer.trail.at(-1)
  if (layer.kind !== 'text' || member === undefined || !isArchived(layer, member)) return null
  if (pathRole(findLayerPath(layer)) !== null) return null
  if (isPackedProgram(layer.entry.content) && isReadableScript(member, layer.bytes)) return member
  return recogniseOriginalFile(member, layer.bytes)?.message === 'files' ? member : null
}

/** Whether a script that was packed into a program is there as somebody wrote it, or nearly so. */
function isReadableScript(path: string, bytes: Buffer): boolean {
  if (!/\.[cm]?js$/.test(path) || /(?:^|\/)node_modules\//.test(path)) return false
  const lines = bytes.toString('latin1', 0, LARGEST_SOURCE).split('\n')
  return lines.length >= FEWEST_LINES && bytes.length < lines.length * LONGEST_LINE
}

/** A member of an archive under its own name; maps and decoded stretches have trails too. */
function isArchived(layer: Layer, member: string): boolean {
  return /\.\w+$/.test(member) && layer.parent !== null && layer.parent.kind !== 'source-map'
}
