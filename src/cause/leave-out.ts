import type { Change } from '../model/report.ts'
import { lineChange } from './line-change.ts'
import type { PackageFolder } from './package-folder.ts'

/** The edit that adds patterns to `files` in package.json, behind all others: npm 10 and later let the last one win. */
export function addToFiles(folder: PackageFolder, patterns: readonly string[]): Change | null {
  const text = folder.manifestText
  const list = folder.positions.range(['files'])
  const last = folder.positions.range(['files', (folder.files?.length ?? 0) - 1])
  if (text === null || list === null || last === null) return null
  const before = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start)
  const isOwnLine = /^[ \t]*$/.test(before)
  const between = isOwnLine ? `,${text.includes('\r\n') ? '\r\n' : '\n'}${before}` : ', '
  const added = patterns.map((pattern) => between + JSON.stringify(pattern)).join('')
  return lineChange('package.json', text, text.slice(0, last.end) + added + text.slice(last.end))
}

/** The edit that takes one entry out of `files` in package.json, with its comma. */
export function removeFromFiles(folder: PackageFolder, index: number): Change | null {
  const text = folder.manifestText
  const entry = folder.positions.range(['files', index])
  if (text === null || entry === null) return null
  const next = folder.positions.range(['files', index + 1])
  const previous = index === 0 ? null : folder.positions.range(['files', index - 1])
  if (next !== null)
    return lineChange('package.json', text, text.slice(0, entry.start) + text.slice(next.start))
  const start = previous?.end ?? entry.start
  return lineChange('package.json', text, text.slice(0, start) + text.slice(entry.end))
}

/** The edit that adds lines at the end of an ignore file, or makes the file. */
export function addToIgnoreFile(folder: PackageFolder, file: string, lines: readonly string[]): Change {
  const text = folder.text(file) ?? ''
  const broken = text === '' || text.endsWith('\n') ? text : `${text}\n`
  const change = lineChange(file, text, `${broken}${lines.join('\n')}\n`)
  return change ?? { path: file, line: 1, remove: [], add: [...lines] }
}
