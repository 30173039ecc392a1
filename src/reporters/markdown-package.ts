import type { Exposure, PackageReport, Verdict } from '../model/report.ts'
import { markdownCode, markdownText, summaryCode } from '../text/safe-text.ts'
import { folded } from './markdown-finding.ts'
import { pathText, proseText } from './markdown-values.ts'
import { bytes, count, levelCounts, packageLabel, packedSentence } from './phrases.ts'
import { unseenCount } from './unseen-text.ts'

/** Heading marks, drawn by GitHub in colour on every theme. */
export const MARKS: Readonly<Record<Verdict, string>> = { pass: '✅', block: '⛔', error: '🚫' }

/** For what somebody else says: nothing is said to have passed. */
export const NO_MARKS: typeof MARKS = { pass: '', block: '⛔', error: '🚫' }

const LABEL_SHOWN = 120
const FOLDERS_SHOWN = 6
const PACKAGES_SHOWN = 100
const NOTES_SHOWN = 8
const SUPPRESSIONS_SHOWN = 50

/** `name@version` as code. */
export function labelText(one: PackageReport): string {
  return markdownCode(packageLabel(one), LABEL_SHOWN)
}

/** The same in the summary of a folded part, which is HTML. */
export function labelInSummary(one: PackageReport): string {
  return summaryCode(packageLabel(one), LABEL_SHOWN)
}

/** One row for each package that something was found in; those with nothing to say are one line. */
export function packageTable(packages: readonly PackageReport[], marks = MARKS): string {
  const grave = (one: PackageReport): number => ['error', 'block', 'pass'].indexOf(one.verdict)
  const isQuiet = (one: PackageReport): boolean =>
    one.verdict === 'pass' && one.findings.every(({ severity }) => severity === 'notice')
  const telling = packages.filter((one) => !isQuiet(one)).sort((a, b) => grave(a) - grave(b))
  const shown = telling.slice(0, PACKAGES_SHOWN)
  const rows = shown.map((one) => {
    const found = [unseenCount([one]), levelCounts(one.findings)].filter((part) => part !== '').join(', ')
    const counts = one.errors.length > 0 ? 'could not be judged' : found
    return `| ${marks[one.verdict]} | ${labelText(one)} | ${counts} |`
  })
  const left = telling.length - shown.length
  if (left > 0) rows.push(`| | and ${count(left, 'more package')} | |`)
  const table =
    rows.length === 0 ? [] : [['| | Package | Found |', '| :-- | :-- | :-- |', ...rows].join('\n')]
  return [...table, ...quietLine(packages.filter(isQuiet), marks)].join('\n\n')
}

function quietLine(packages: readonly PackageReport[], marks: typeof MARKS): string[] {
  if (packages.length === 0) return []
  const names = packages.slice(0, PACKAGES_SHOWN).map(labelText)
  const left = packages.length - names.length
  if (left > 0) names.push(`${left.toLocaleString('en-US')} more`)
  return [
    `${marks.pass} Nothing that asks for a change in ${count(packages.length, 'package')}: ${names.join(', ')}`.trim(),
  ]
}

/** What would become readable, folder by folder; null if nothing would. */
export function exposureText(exposure: Exposure): string | null {
  if (exposure.files === 0) return null
  const folders = exposure.folders.slice(0, FOLDERS_SHOWN)
  const number = (value: number): string => value.toLocaleString('en-US')
  const rows = folders.map(
    ({ path, files, lines }) => `| ${pathText(path)} | ${number(files)} | ${number(lines)} |`,
  )
  const left = exposure.files - folders.reduce((sum, { files }) => sum + files, 0)
  if (left > 0) rows.push(`| in other folders | ${number(left)} | |`)
  rows.push(
    `| **all**, ${bytes(exposure.bytes)} | **${number(exposure.files)}** | **${number(exposure.lines)}** |`,
  )
  const aside = asideText(exposure)
  return [
    '| What would become readable | Files | Lines |',
    '| :-- | --: | --: |',
    ...rows,
    ...(aside === '' ? [] : ['', `<sub>Not counted: ${aside}.</sub>`]),
  ].join('\n')
}

function asideText({ elsewhere }: Exposure): string {
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
export function scannedText(one: PackageReport): string | null {
  const { tarball } = one
  if (tarball === null) return null
  const packed = packedSentence(one)
  return [
    `**Scanned:** ${pathText(tarball.filename)}, ${count(tarball.fileCount, 'file')}, ${bytes(tarball.size)} packed, ${bytes(tarball.unpackedSize)} unpacked`,
    `- Integrity: \`${tarball.integrity}\``,
    `- SHA-256: \`${tarball.sha256}\``,
    ...(packed === null ? [] : [`- ${packed.charAt(0).toUpperCase()}${proseText(packed).slice(1)}`]),
    `- Profile: ${one.profile}, because ${proseText(one.profileReason)}; fails on: ${one.failOn}`,
  ].join('\n')
}

/** Exceptions in force, folded; null if there are none. */
export function suppressionsText(one: PackageReport, name: string): string | null {
  if (one.suppressed.length === 0) return null
  const items = one.suppressed.slice(0, SUPPRESSIONS_SHOWN).map(({ finding, reason, expires, by }) => {
    const until = expires === null ? 'without end' : `until ${markdownText(expires)}`
    const who = by === null ? '' : `, approved by ${markdownText(by)}`
    const more = finding.count > 1 ? ` and ${count(finding.count - 1, 'more place')}` : ''
    const where = finding.path === null ? '' : ` in ${pathText(finding.path)}${more}`
    return `- **${finding.rule}**${where}, ${until}${who} — ${proseText(reason)}`
  })
  const left = one.suppressed.length - items.length
  if (left > 0) items.push(`- and ${left.toLocaleString('en-US')} more`)
  return folded(`${name}${count(one.suppressed.length, 'suppression')} in force`, items.join('\n'))
}

/** What the reader should know about how it was made and what waits for the merge; null if there is nothing. */
export function notesText(one: PackageReport, several: boolean): string | null {
  if (one.notes.length === 0) return null
  const items = one.notes.map((note) => `- ${proseText(note)}`)
  const shown = items.slice(0, NOTES_SHOWN).join('\n')
  const rest = items.slice(NOTES_SHOWN, NOTES_SHOWN * 10)
  const left = items.length - NOTES_SHOWN - rest.length
  if (left > 0) rest.push(`- and ${left.toLocaleString('en-US')} more`)
  const more = rest.length === 0 ? '' : `\n\n${folded(`${items.length - NOTES_SHOWN} more`, rest.join('\n'))}`
  return `**Note${several ? ` on ${labelText(one)}` : ''}:**\n${shown}${more}`
}
