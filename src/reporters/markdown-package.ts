import type { Exposure } from '../model/exposure.ts'
import type { PackageReport, Verdict } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { encodeMarkdownCode, encodeMarkdownText, encodeSummaryCode } from '../text/safe-text.ts'
import { renderDetails } from './markdown-finding.ts'
import { renderPath, renderProseText } from './markdown-values.ts'
import {
  bytes,
  count,
  describeLevelCounts,
  describePacked,
  formatPackageLabel,
  isBlocking,
  readPackageName,
} from './phrases.ts'
import { describeUnseenCount } from './unseen-text.ts'

/** Heading marks, drawn by GitHub in colour on every theme. */
export const MARKS: Readonly<Record<Verdict, string>> = { pass: '✅', block: '⛔', error: '🚫' }

/** For what somebody else says: nothing is said to have passed. */
export const NO_MARKS: typeof MARKS = { pass: '', block: '⛔', error: '🚫' }

const LABEL_SHOWN = 120
const FOLDERS_SHOWN = 6
const PACKAGES_SHOWN = 100
/** Packages that have a row each; of more, those in which the same was found share one. */
const ROWS_APART = 12
const NAMES_IN_ROW = 5
const TITLES_IN_ROW = 3
/** Names that stand in a line; more are folded. */
const NAMES_IN_LINE = 12
const NOTES_SHOWN = 8
const SUPPRESSIONS_SHOWN = 50

/** `name@version` as code. */
export function renderLabel(one: PackageReport): string {
  return encodeMarkdownCode(formatPackageLabel(one), LABEL_SHOWN)
}

/** The same in the summary of a folded part, which is HTML. */
export function renderLabelInSummary(one: PackageReport): string {
  return encodeSummaryCode(formatPackageLabel(one), LABEL_SHOWN)
}

/**
 * One row for each package that something was found in; of many packages one row for those in which the same was
 * found. Those with nothing to say are one line.
 */
export function renderPackageTable(packages: readonly PackageReport[], marks = MARKS): string {
  const rankGravity = (one: PackageReport): number => ['error', 'block', 'pass'].indexOf(one.verdict)
  const isQuiet = (one: PackageReport): boolean =>
    one.verdict === 'pass' && one.findings.every(({ severity }) => severity === 'notice')
  const telling = packages.filter((one) => !isQuiet(one)).sort((a, b) => rankGravity(a) - rankGravity(b))
  const all =
    telling.length > ROWS_APART
      ? renderRowsByFound(telling, marks)
      : telling.map((one) => renderPackageRow(one, marks))
  const rows = all.slice(0, PACKAGES_SHOWN)
  if (all.length > rows.length) rows.push(`| | and ${count(all.length - rows.length, 'more row')} | |`)
  const table =
    rows.length === 0 ? [] : [['| | Package | Found |', '| :-- | :-- | :-- |', ...rows].join('\n')]
  return [...table, ...renderQuietLine(packages.filter(isQuiet), marks)].join('\n\n')
}

function renderPackageRow(one: PackageReport, marks: typeof MARKS): string {
  const found = [describeUnseenCount([one]), describeLevelCounts(one.findings)]
    .filter((part) => part !== '')
    .join(', ')
  const counts = one.errors.length > 0 ? 'could not be judged' : found
  return `| ${marks[one.verdict]} | ${renderLabel(one)} | ${counts} |`
}

/** Packages in which the same was found share a row. The gravest first, of those the largest. */
function renderRowsByFound(packages: readonly PackageReport[], marks: typeof MARKS): string[] {
  const groups = new Map<string, PackageReport[]>()
  for (const one of packages) {
    const key = `${one.verdict} ${renderFoundTitles(one)}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const order = ['error', 'block', 'pass']
  const sorted = [...groups.values()].sort(
    (a, b) => order.indexOf(a[0]?.verdict ?? '') - order.indexOf(b[0]?.verdict ?? '') || b.length - a.length,
  )
  return sorted.flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const names = group
      .slice(0, NAMES_IN_ROW)
      .map((one) => encodeMarkdownCode(readPackageName(one), LABEL_SHOWN))
    const left = group.length - names.length
    const more = left > 0 ? ` and ${formatNumber(left)} more` : ''
    const counted = group.length > 1 ? `**${count(group.length, 'package')}:** ` : ''
    return [
      `| ${marks[first.verdict]} | ${counted}${names.join(', ')}${more} | ${renderFoundTitles(first)} |`,
    ]
  })
}

/** What was found in a package, in a few words: the titles of what blocks, or of what warns where nothing does. */
function renderFoundTitles(one: PackageReport): string {
  if (one.errors.length > 0) return 'could not be judged'
  const telling = one.findings.filter((finding) =>
    one.verdict === 'pass' ? finding.severity !== 'notice' : isBlocking(finding, one),
  )
  const titles = [...new Set(telling.map(({ title }) => title))]
  const named = titles.slice(0, TITLES_IN_ROW)
  if (titles.length > named.length) named.push(`${titles.length - named.length} more`)
  return [describeUnseenCount(one.unseen.length > 0 ? [one] : []), ...named]
    .filter((part) => part !== '')
    .join(', ')
}

function renderQuietLine(packages: readonly PackageReport[], marks: typeof MARKS): string[] {
  if (packages.length === 0) return []
  const isLong = packages.length > NAMES_IN_LINE
  const names = packages
    .slice(0, PACKAGES_SHOWN)
    .map((one) => (isLong ? encodeMarkdownCode(readPackageName(one), LABEL_SHOWN) : renderLabel(one)))
  const left = packages.length - names.length
  if (left > 0) names.push(`${formatNumber(left)} more`)
  const sentence = `${marks.pass} Nothing to change in ${count(packages.length, 'package')}`.trim()
  return [isLong ? renderDetails(sentence, names.join(', ')) : `${sentence}: ${names.join(', ')}`]
}

/** What would become readable, folder by folder; null if nothing would. */
export function renderExposureText(exposure: Exposure): string | null {
  if (exposure.files === 0) return null
  const folders = exposure.folders.slice(0, FOLDERS_SHOWN)
  const number = (value: number): string => formatNumber(value)
  const rows = folders.map(
    ({ path, files, lines }) => `| ${renderPath(path)} | ${number(files)} | ${number(lines)} |`,
  )
  const left = exposure.files - folders.reduce((sum, { files }) => sum + files, 0)
  if (left > 0) rows.push(`| in other folders | ${number(left)} | |`)
  rows.push(
    `| **all**, ${bytes(exposure.bytes)} | **${number(exposure.files)}** | **${number(exposure.lines)}** |`,
  )
  const aside = describeElsewhere(exposure)
  return [
    '| What would become readable | Files | Lines |',
    '| :-- | --: | --: |',
    ...rows,
    ...(aside === '' ? [] : ['', `<sub>Not counted: ${aside}.</sub>`]),
  ].join('\n')
}

function describeElsewhere({ elsewhere }: Exposure): string {
  const parts: [number, string][] = [
    [elsewhere.dependency, 'of dependencies'],
    [elsewhere.bundler, 'of the bundler itself'],
    [elsewhere.inTarball, 'in the tarball anyway'],
    [elsewhere.alreadyPublic, 'public in the repository'],
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${count(number, 'file')} ${what}`)
    .join(', ')
}

/** Which bytes were looked at, so that an approver can compare; null if there were none. */
export function renderScanned(one: PackageReport): string | null {
  const { tarball } = one
  if (tarball === null) return null
  const packed = describePacked(one)
  return [
    `**Scanned:** ${renderPath(tarball.filename)}, ${count(tarball.fileCount, 'file')}, ${bytes(tarball.size)} packed, ${bytes(tarball.unpackedSize)} unpacked`,
    `- Integrity: \`${tarball.integrity}\``,
    `- SHA-256: \`${tarball.sha256}\``,
    ...(packed === null ? [] : [`- ${packed.charAt(0).toUpperCase()}${renderProseText(packed).slice(1)}`]),
    `- Profile: ${one.profile}, because ${renderProseText(one.profileReason)}; fails on: ${one.failOn}`,
  ].join('\n')
}

/** Exceptions in force, folded; null if there are none. */
export function renderSuppressions(one: PackageReport, name: string): string | null {
  if (one.suppressed.length === 0) return null
  const items = one.suppressed.slice(0, SUPPRESSIONS_SHOWN).map(({ finding, reason, expires, by }) => {
    const until = expires === null ? 'without end' : `until ${encodeMarkdownText(expires)}`
    const who = by === null ? '' : `, approved by ${encodeMarkdownText(by)}`
    const more = finding.count > 1 ? ` and ${count(finding.count - 1, 'more place')}` : ''
    const where = finding.path === null ? '' : ` in ${renderPath(finding.path)}${more}`
    return `- **${finding.rule}**${where}, ${until}${who} — ${renderProseText(reason)}`
  })
  const left = one.suppressed.length - items.length
  if (left > 0) items.push(`- and ${formatNumber(left)} more`)
  return renderDetails(`${name}${count(one.suppressed.length, 'suppression')} in force`, items.join('\n'))
}

/** What the reader should know about how it was made and what waits for the merge; null if there is nothing. */
export function renderNotes(one: PackageReport): string | null {
  if (one.notes.length === 0) return null
  const items = one.notes.map((note) => `- ${renderProseText(note)}`)
  const shown = items.slice(0, NOTES_SHOWN).join('\n')
  const rest = items.slice(NOTES_SHOWN, NOTES_SHOWN * 10)
  const left = items.length - NOTES_SHOWN - rest.length
  if (left > 0) rest.push(`- and ${formatNumber(left)} more`)
  const more =
    rest.length === 0 ? '' : `\n\n${renderDetails(`${items.length - NOTES_SHOWN} more`, rest.join('\n'))}`
  return `**Note:**\n${shown}${more}`
}

/** What is noted of packages, as items: the same note of several once, with how many it is about. */
export function listNotesOfMany(packages: readonly PackageReport[]): string[] {
  const about = new Map<string, PackageReport[]>()
  for (const one of packages) for (const note of one.notes) about.set(note, [...(about.get(note) ?? []), one])
  return [...about]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([note, of]) => {
      if (of.length === packages.length) return `- **Note:** ${renderProseText(note)}`
      const [first] = of
      const whom =
        of.length > 1 || first === undefined
          ? count(of.length, 'package')
          : encodeMarkdownCode(readPackageName(first), LABEL_SHOWN)
      return `- **Note on ${whom}:** ${renderProseText(note)}`
    })
}
