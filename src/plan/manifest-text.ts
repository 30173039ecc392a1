import type { PackageFolder } from '../cause/package-folder.ts'
import { detectLineEnd, findLineStart } from '../text/lines.ts'

/** Members that a `files` list is written behind, the last of them that is there. */
const BEFORE_FILES = [
  'name',
  'version',
  'type',
  'main',
  'module',
  'browser',
  'types',
  'typings',
  'exports',
  'bin',
]

/** The text of package.json with entries added behind those of `files`; null where that list cannot be found in it. */
export function addFilesEntries(
  { manifestText: text, positions, files }: PackageFolder,
  entries: readonly string[],
): string | null {
  const list = positions.findRange(['files'])
  if (text === null || list === null) return null
  const last = positions.findRange(['files', (files?.length ?? 0) - 1])
  if (last === null) return replaceFilesEntries({ manifestText: text, positions }, entries)
  const before = text.slice(findLineStart(text, last.start), last.start)
  const isOwnLine = /^[ \t]*$/.test(before)
  const between = isOwnLine ? `,${detectLineEnd(text)}${before}` : ', '
  const added = entries.map((entry) => between + JSON.stringify(entry)).join('')
  return text.slice(0, last.end) + added + text.slice(last.end)
}

/** The text of package.json without some entries of `files`, each with its comma. */
export function removeFilesEntries(
  { manifestText: text, positions, files }: PackageFolder,
  indexes: readonly number[],
): string | null {
  const list = positions.findRange(['files'])
  const entries = (files ?? []).map((_, index) => positions.findRange(['files', index]))
  if (text === null || list === null || entries.includes(null)) return null
  const lastKept = entries.findLastIndex((_, index) => !indexes.includes(index))
  if (lastKept === -1) return `${text.slice(0, list.start)}[]${text.slice(list.end)}`
  const cuts = indexes
    .filter((index) => index < lastKept)
    .map((index) => [entries[index]?.start ?? 0, entries[index + 1]?.start ?? 0] as const)
  const tail = [entries[lastKept]?.end ?? 0, entries.at(-1)?.end ?? 0] as const
  return [...cuts, tail]
    .toSorted(([a], [b]) => b - a)
    .reduce((changed, [start, end]) => changed.slice(0, start) + changed.slice(end), text)
}

/** The text of package.json with this `files` list, in the place of the one there is or behind the entry points. */
export function replaceFilesEntries(
  { manifestText: text, positions }: Pick<PackageFolder, 'manifestText' | 'positions'>,
  entries: readonly string[],
): string | null {
  if (text === null) return null
  const list = positions.findRange(['files'])
  const member = BEFORE_FILES.findLast((name) => positions.findRange([name]) !== null)
  const key =
    list === null ? positions.findRange([member ?? ''], 'key') : positions.findRange(['files'], 'key')
  if (key === null) return null
  const indent = text.slice(findLineStart(text, key.start), key.start)
  const isOwnLine = /^[ \t]*$/.test(indent) && indent !== ''
  const unit = indent.includes('\t') ? '\t' : indent.slice(0, Math.max(1, Math.min(4, indent.length)))
  const end = detectLineEnd(text)
  const items = entries.map((entry) => JSON.stringify(entry))
  const written = isOwnLine
    ? `[${end}${items.map((item) => indent + unit + item).join(`,${end}`)}${end}${indent}]`
    : `[${items.join(', ')}]`
  if (list !== null) return text.slice(0, list.start) + written + text.slice(list.end)
  const value = positions.findRange([member ?? ''])
  if (value === null) return null
  const between = isOwnLine ? `,${end}${indent}` : ', '
  return `${text.slice(0, value.end)}${between}"files": ${written}${text.slice(value.end)}`
}

/** An ignore file's text with lines added at its end; the file's own line ends are kept. */
export function addLines(text: string | null, lines: readonly string[]): string {
  const before = text ?? ''
  const end = detectLineEnd(before)
  const broken = before === '' || /[\r\n]$/.test(before) ? before : before + end
  return `${broken}${lines.join(end)}${end}`
}
