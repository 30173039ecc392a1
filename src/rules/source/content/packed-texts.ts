import type { KeywordHits } from '../../../model/layer.ts'
import { isSource } from './source-text.ts'
import type { TextByPath } from './texts-by-path.ts'

/** What stands before the path of each file in the texts that tools make of a repository for a language model. */
const BEFORE_PATH = [
  '<file path="',
  '<file name="',
  '<document path="',
  '<source>',
  '## file: ',
  '# file: ',
  '=\nfile: ',
  '=\r\nfile: ',
  '-\nfile: ',
]
/** What stands behind a path on a line of its own. */
const BEHIND_PATH = [
  'ts',
  'tsx',
  'js',
  'jsx',
  'mjs',
  'vue',
  'svelte',
  'py',
  'rs',
  'go',
  'java',
  'cs',
  'kt',
].flatMap((end) => [`.${end}\n---\n`, `.${end}:\n\`\`\``, `.${end}\n\`\`\``, `.${end}\n====`])
/** Of tools that put many files into one text. */
export const PACK_MARKS: readonly string[] = [...BEFORE_PATH, ...BEHIND_PATH]
const BEFORE = new Set(BEFORE_PATH)
const BEHIND = new Set(BEHIND_PATH)
/** As many files are a repository; fewer are examples. */
export const PACK = 4
/** Bytes of one file that are looked at. */
const LONGEST = 8192
const PATH =
  /^[`"']?((?:[\w@.+()[\]-]+\/)*[\w@.+()[\]-]+\.(?:[cm]?[jt]sx?|vue|svelte|py|rs|go|java|cs|kt|swift|rb|php|scala|dart))(?=[`"'\s<>:])/

/** Files that stand one behind the other in a text, each under its path, at hits of `PACK_MARKS`. */
export function packedTexts(bytes: Buffer, hits: KeywordHits): TextByPath[] {
  const before = hits.filter(({ keyword }) => BEFORE.has(keyword))
  const marks = before.length >= PACK ? before : hits.filter(({ keyword }) => BEHIND.has(keyword))
  if (marks.length < PACK) return []
  const found: TextByPath[] = []
  for (const [index, { keyword, offset }] of marks.entries()) {
    const start = BEHIND.has(keyword) ? lineStart(bytes, offset) : offset + keyword.length
    const next = marks[index + 1]?.offset ?? bytes.length
    const text = bytes.toString('latin1', start, Math.min(next, start + LONGEST))
    const path = PATH.exec(text)?.[1]
    if (path !== undefined && isSource(text.slice(path.length)))
      found.push({ path, offset: start, isMember: false, isModule: false })
  }
  return found.length < PACK ? [] : found
}

/** Where the line of a path begins. */
function lineStart(bytes: Buffer, offset: number): number {
  const before = bytes.toString('latin1', Math.max(0, offset - 300), offset)
  const start = offset - before.length + before.lastIndexOf('\n') + 1
  const marks = /^[#*\s`>-]{0,8}/.exec(bytes.toString('latin1', start, start + 8))?.[0].length ?? 0
  return start + marks
}
