import { isSource } from './source-text.ts'
import type { TextByPath } from './texts-by-path.ts'

/** What stands before the path of each file in the texts that tools make of a repository for a language model. */
export const PACK_MARKS: readonly string[] = [
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
const MARKS = new Set(PACK_MARKS)
/** As many files are a repository; fewer are examples. */
export const PACK = 4
/** Bytes of one file that are looked at. */
const LONGEST = 8192
const PATH =
  /^[`"']?((?:[\w@.+()[\]-]+\/)*[\w@.+()[\]-]+\.(?:[cm]?[jt]sx?|vue|svelte|py|rs|go|java|cs|kt|swift|rb|php|scala|dart))(?=[`"'\s<>])/

/** Files that stand one behind the other in a text, each under its path, at hits of `PACK_MARKS`. */
export function packedTexts(
  bytes: Buffer,
  hits: readonly { readonly keyword: string; readonly offset: number }[],
): TextByPath[] {
  const marks = hits.filter(({ keyword }) => MARKS.has(keyword))
  if (marks.length < PACK) return []
  const found: TextByPath[] = []
  for (const [index, { keyword, offset }] of marks.entries()) {
    const start = offset + keyword.length
    const next = marks[index + 1]?.offset ?? bytes.length
    const text = bytes.toString('latin1', start, Math.min(next, start + LONGEST))
    const path = PATH.exec(text)?.[1]
    if (path !== undefined && isSource(text.slice(path.length)))
      found.push({ path, offset: start, isMember: false, isModule: false })
  }
  return found.length < PACK ? [] : found
}
