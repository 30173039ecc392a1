import { fillTemplate } from '../report/fill-template.ts'
import type { Exposure, Finding, PackageReport, ReportPlace } from '../report/report.ts'
import { address, bytes, count, levelCounts, originalAddress, packageLabel } from './phrases.ts'
import { markdownCode, markdownText, showInvisible } from './safe-text.ts'

/** Heading marks, drawn by GitHub in colour on every theme. */
export const MARKS = { pass: '✅', block: '⛔', error: '🚫', warning: '⚠️', notice: 'ℹ️' } as const

/** Places of one finding that are written out in Markdown. */
const PLACES_SHOWN = 5
const FOLDERS_SHOWN = 6

/** A finding as a section: what, where, why it is in the tarball, what to change. */
export function findingSection(finding: Finding, heading: string): string {
  const value = (text: string): string => markdownCode(text)
  const lines = [
    `${heading} ${finding.title}`,
    '',
    `${fillTemplate(finding.template.what, finding.data, value)} ${fillTemplate(finding.template.why, finding.data, value)}`,
    '',
    ...whereItems(finding),
  ]
  if (finding.cause !== null) lines.push(`- **Why it is in the tarball:** ${causeText(finding)}`)
  lines.push(`- **What to change:** ${fillTemplate(finding.template.fix, finding.data, value)}`)
  if (finding.change !== null)
    lines.push('', diffBlock(finding.change.path, finding.change.remove, finding.change.add))
  lines.push(
    '',
    `<sub>${finding.rule} · <a href="${finding.docs}">about this rule</a> · ${finding.fingerprint}</sub>`,
  )
  return lines.join('\n')
}

/** A finding as one item of a list. */
export function findingItem(finding: Finding): string {
  const what = fillTemplate(finding.template.what, finding.data, (text) => markdownCode(text))
  const first = finding.places[0]
  const where = first === undefined ? '' : ` ${placeText(first)}${more(finding.count - 1)}`
  return `- ${what}${where} <sub><a href="${finding.docs}">${finding.rule}</a></sub>`
}

/** What would become readable, folder by folder; empty if nothing would. */
export function exposureSection(exposure: Exposure): string {
  if (exposure.files === 0) return ''
  const { elsewhere, folders } = exposure
  const rows = folders
    .slice(0, FOLDERS_SHOWN)
    .map(
      (folder) =>
        `| ${markdownCode(folder.path)} | ${folder.files.toLocaleString('en-US')} | ${folder.lines.toLocaleString('en-US')} |`,
    )
  const left = exposure.files - folders.slice(0, FOLDERS_SHOWN).reduce((sum, folder) => sum + folder.files, 0)
  const rest = left > 0 ? [`| ${count(left, 'file')} in other folders | | |`] : []
  const set = (number: number, text: string): string[] =>
    number > 0 ? [`${count(number, 'file')} ${text}`] : []
  const aside = [
    ...set(elsewhere.dependency, 'of dependencies'),
    ...set(elsewhere.bundler, 'of the bundler itself'),
    ...set(elsewhere.inTarball, 'in the tarball anyway'),
    ...set(elsewhere.alreadyPublic, 'public in the repository'),
  ]
  return [
    `**What would become readable:** ${count(exposure.files, 'original file')}, ${count(exposure.lines, 'line')}, ${bytes(exposure.bytes)} of text that is published nowhere else.`,
    '',
    '| Folder | Files | Lines |',
    '| :-- | --: | --: |',
    ...rows,
    ...rest,
    ...(aside.length > 0 ? ['', `<sub>Not counted: ${aside.join(', ')}.</sub>`] : []),
  ].join('\n')
}

/** Which bytes were looked at, so that an approver can compare. */
export function tarballTable(one: PackageReport): string {
  const { tarball } = one
  if (tarball === null) return ''
  return [
    '| | |',
    '| :-- | :-- |',
    `| Tarball | ${markdownCode(tarball.filename)} |`,
    `| Contents | ${count(tarball.fileCount, 'file')}, ${bytes(tarball.size)} packed, ${bytes(tarball.unpackedSize)} unpacked |`,
    `| Integrity | <code>${tarball.integrity}</code> |`,
    `| SHA-256 | <code>${tarball.sha256}</code> |`,
    `| Profile | ${one.profile}: ${markdownText(one.profileReason)} |`,
  ].join('\n')
}

/** Exceptions in force, one line each; empty if there are none. */
export function suppressionList(one: PackageReport): string {
  return one.suppressed
    .map(({ finding, reason, expires, by }) => {
      const until = expires === null ? 'without end' : `until ${markdownText(expires)}`
      const who = by === null ? '' : `, by ${markdownText(by)}`
      const where = finding.path === null ? '' : ` in ${markdownCode(finding.path)}${more(finding.count - 1)}`
      return `- ${finding.rule}${where}, ${until}${who}: ${markdownText(reason)}`
    })
    .join('\n')
}

/** One row a package. */
export function packageTable(packages: readonly PackageReport[]): string {
  const rows = packages.map((one) => {
    const counts =
      one.errors.length > 0 ? 'could not be judged' : levelCounts(one.findings) || 'nothing found'
    return `| ${MARKS[one.verdict]} | ${markdownCode(packageLabel(one))} | ${counts} |`
  })
  return ['| | Package | Found |', '| :-- | :-- | :-- |', ...rows].join('\n')
}

/** A folded part. The summary must be safe already. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

function whereItems(finding: Finding): string[] {
  const shown = finding.places.slice(0, PLACES_SHOWN)
  if (shown.length === 0) return []
  if (finding.count === 1 && shown[0]) return [`- **Where:** ${placeText(shown[0])}`]
  const items = shown.map((place) => `  - ${placeText(place)}`)
  const left = finding.count - shown.length
  return [
    `- **Where:** ${count(finding.count, 'place')}`,
    ...items,
    ...(left > 0 ? [`  - and ${count(left, 'more', 'more')}`] : []),
  ]
}

function placeText(place: ReportPlace): string {
  const original = originalAddress(place)
  const traced = original === null ? '' : `, from ${markdownCode(original)}`
  const evidence = place.evidence === null ? '' : `: ${markdownCode(place.evidence)}`
  return `${markdownCode(address(place))}${traced}${evidence}`
}

function causeText(finding: Finding): string {
  if (finding.cause === null) return ''
  const { path, line, reason } = finding.cause
  const at = path === null ? '' : `${markdownCode(line === null ? path : `${path}:${line}`)}: `
  return `${at}${markdownText(reason)}`
}

/** A fence longer than any run of backticks inside it (GFM, 4.5), so that no line can end it. */
function diffBlock(path: string, remove: readonly string[], add: readonly string[]): string {
  const body = [`# ${path}`, ...remove.map((line) => `-${line}`), ...add.map((line) => `+${line}`)].map(
    showInvisible,
  )
  const longest = Math.max(
    2,
    ...body.flatMap((line) => [...line.matchAll(/`+/g)].map((run) => run[0].length)),
  )
  const fence = '`'.repeat(longest + 1)
  return [`${fence}diff`, ...body, fence].join('\n')
}

function more(number: number): string {
  return number > 0 ? ` and ${number.toLocaleString('en-US')} more` : ''
}
