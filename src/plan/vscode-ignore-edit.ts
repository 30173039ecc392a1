import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import picomatch from 'picomatch'
import type { Cause, Finding, PackageReport } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import { findHunksBetween } from './file-diff.ts'
import { convertPathForMaker } from './neighbour-remedies.ts'

const LIST = '.vscodeignore'
/** Lines that an edit may add. */
const MOST_LINES = 20

export interface ExtensionFolder {
  /** Absolute path of the extension's folder. */
  readonly folder: string
  /** Absolute path of the `.vsix`, from which reports count the paths of edits. */
  readonly file: string
  readonly rules: readonly AnyRule[]
}

/**
 * The edit of `.vscodeignore` that leaves out the files that must not ship, and the reason why they do. Each file is
 * named by its whole path, which leaves it out unless a line with `!` lets it in: `vsce` heeds those last.
 */
export function proposeVscodeIgnore(
  report: PackageReport,
  { folder, file, rules }: ExtensionFolder,
): PackageReport {
  const remedies = new Map(rules.map(({ meta }) => [meta.id, meta.traits.remedy]))
  const cause = findCauseIn(folder)
  const list = path.join(folder, LIST)
  const before = existsSync(list) ? readFileSync(list, 'utf8') : null
  const lines: string[] = []
  const settles: string[] = []
  const findings = report.findings.map((finding) => {
    const isFile = finding.also.some(({ rule }) => remedies.get(rule) === 'leave-out')
    const paths = listLeftOutPaths(finding, isFile ? 'leave-out' : remedies.get(finding.rule))
    if (paths.length === 0) return finding
    const kept = letInBy(paths, before)
    if (kept !== null) return { ...finding, cause: finding.cause ?? kept }
    // What ships on purpose, or may, is nobody's edit.
    if (finding.severity === 'notice') return { ...finding, cause: finding.cause ?? cause }
    if (paths.every((one) => lines.includes(one)) || lines.length + paths.length <= MOST_LINES) {
      lines.push(...paths.filter((one) => !lines.includes(one)))
      settles.push(finding.fingerprint)
    }
    return { ...finding, cause: finding.cause ?? cause }
  })
  if (lines.length === 0 || cause.path !== LIST) return { ...report, findings }
  const text = before === null || before === '' || before.endsWith('\n') ? (before ?? '') : `${before}\n`
  const edit = {
    path: path.relative(file, list).split(path.sep).join('/'),
    isNew: before === null,
    hunks: findHunksBetween(
      before ?? '',
      `${text}${lines.map((line) => `${escapePattern(line)}\n`).join('')}`,
    ),
    settles,
    needsBuild: false,
  }
  const rest = findings
    .filter(({ severity, fingerprint }) => severity !== 'notice' && !settles.includes(fingerprint))
    .map(({ fingerprint }) => ({ fingerprint, reason: null }))
  const plan = { edits: [edit], settles, rest, tried: [], fileCount: null, buildScript: null }
  return { ...report, findings, plan }
}

/** A line of the list that lets a file in again, which no other line takes back. */
function letInBy(paths: readonly string[], list: string | null): Cause | null {
  for (const [index, line] of (list ?? '').split(/\r?\n/).entries()) {
    const pattern = /^\s*!(.+?)\s*$/.exec(line)?.[1]
    if (pattern === undefined || !paths.some((one) => matches(pattern, one))) continue
    return { path: LIST, line: index + 1, reason: 'a line of .vscodeignore that begins with ! lets it in' }
  }
  return null
}

function matches(pattern: string, one: string): boolean {
  try {
    return picomatch.isMatch(one, [pattern, `${pattern}/**`], { dot: true })
  } catch {
    return true
  }
}

/** `vsce` refuses an extension with both a `files` list and a .vscodeignore, and packs everything where there is neither. */
function findCauseIn(folder: string): Cause {
  if (existsSync(path.join(folder, LIST)))
    return { path: LIST, line: null, reason: 'no line of .vscodeignore leaves it out' }
  const hasList = /"files"\s*:\s*\[/.test(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return hasList
    ? { path: 'package.json', line: null, reason: '`files` in package.json lets it in' }
    : { path: LIST, line: null, reason: 'there is no .vscodeignore, so everything ships' }
}

/** The files of a finding that nobody needs, where leaving them out ends it: whole files, and maps as files. */
function listLeftOutPaths(finding: Finding, remedy: string | undefined): string[] {
  const isMap = remedy === 'map' || remedy === 'map-text'
  if (remedy !== 'leave-out' && !isMap) return []
  const paths = finding.places.map(({ path: place }) => convertPathForMaker(place, 'vscode'))
  const isWhole =
    finding.count === finding.places.length && paths.every((one) => !isMap || one.endsWith('.map'))
  return isWhole ? [...new Set(paths)].filter((one) => one !== '') : []
}

function escapePattern(line: string): string {
  return line.replace(/[[\]{}()*?!\\#]/g, '\\$&')
}
