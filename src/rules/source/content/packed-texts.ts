import { listHitsOf } from '../../../layers/keyword-hits.ts'
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
  '>>>> ',
  '==> ',
  '--- file: ',
  'begin file: ',
  'cat > ',
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
  /^[`"']?((?:[\w@.+()[\]-]+\/)*[\w@.+()[\]-]+\.(?:[cm]?[jt]sx?|vue|svelte|py|rs|go|java|cs|kt|swift|rb|php|scala|dart))(?=[`"'\s<>:=])/

/** Files that stand one behind the other in a text, each under its path, at hits of `PACK_MARKS`. */
export function findPackedTexts(bytes: Buffer, hits: KeywordHits): TextByPath[] {
  const before = listHitsOf(hits, BEFORE)
  const marks = before.length >= PACK ? before : listHitsOf(hits, BEHIND)
  if (marks.length < PACK) return []
  const found: TextByPath[] = []
  for (const [index, { keyword, offset }] of marks.entries()) {
    const start = BEHIND.has(keyword) ? findLineStart(bytes, offset) : offset + keyword.length
    const next = marks[index + 1]?.offset ?? bytes.length
    const text = bytes.toString('latin1', start, Math.min(next, start + LONGEST))
    const path = PATH.exec(text)?.[1]
    if (path !== undefined && isSource(text.slice(path.length)))
      found.push({ path, offset: start, isMember: false, isModule: false })
  }
  return found.length < PACK ? [] : found
}

/** A path on a line of its own and a block of code under it (CommonMark 0.31, "Fenced code blocks"). */
const FENCED =
  /^[#*\s>-]{0,8}(?:File:?\s*)?[`*"']{0,3}((?:[\w@.+()[\]-]+\/)+[\w@.+()[\]-]+\.\w{1,8})[`*"']{0,3}:?[ \t]*\n\s*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n\2[ \t]*(?=\n|$)/gm
const LARGEST = 4 * 1024 ** 2
/** As many files one right behind the other are no tutorial, which has sentences between. */
const IN_A_ROW = 3

/** Files in blocks of Markdown, each under its path, with nothing between them. */
export function findFencedTexts(bytes: Buffer): TextByPath[] {
  if (bytes.length > LARGEST) return []
  const text = bytes.toString('latin1')
  let row: TextByPath[] = []
  let best: TextByPath[] = []
  let end = 0
  for (const { index, 0: whole, 1: path = '', 3: body = '' } of text.matchAll(FENCED)) {
    if (text.slice(end, index).trim() !== '') row = []
    end = index + whole.length
    if (isSource(body)) row.push({ path, offset: index, isMember: false, isModule: true })
    if (row.length > best.length) best = row
  }
  return best.length < IN_A_ROW ? [] : best
}

/** Where the line of a path begins. */
function findLineStart(bytes: Buffer, offset: number): number {
  const before = bytes.toString('latin1', Math.max(0, offset - 300), offset)
  const start = offset - before.length + before.lastIndexOf('\n') + 1
  const marks = /^[#*\s`>-]{0,8}/.exec(bytes.toString('latin1', start, start + 8))?.[0].length ?? 0
  return start + marks
}
