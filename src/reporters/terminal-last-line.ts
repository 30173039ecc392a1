import type { PackageReport, Report } from '../model/report.ts'
import { writeShortList } from '../text/fill-template.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import {
  count,
  describeAllPackages,
  describeAside,
  describeLevelCounts,
  describePassOf,
  formatDuration,
  formatPackageLabel,
  listAllFindings,
} from './phrases.ts'
import { type Colors, renderBadge } from './terminal-page.ts'
import { describeUnseenCount } from './unseen-text.ts'

/** Packages that the last line names. */
const PACKAGES_NAMED = 8

/** "2 errors, 1 warning", with what was not looked at before them. */
export function describeCounts(packages: readonly PackageReport[]): string {
  const found = describeLevelCounts(packages.flatMap((one) => one.findings))
  return [describeUnseenCount(packages), found].filter((part) => part !== '').join(', ')
}

/** The line that says it all: the verdict, which packages it is about, and how long it took. */
export function renderLastLine(report: Report, colors: Colors): string {
  const time = colors.dim(`(${formatDuration(report.timing.total)})`)
  if (report.verdict === 'error') return `${renderBadge('error', colors)} ${renderErrorLine(report)}. ${time}`
  const sentence = report.verdict === 'pass' ? renderPassLine(report) : renderBlockLine(report)
  return `${renderBadge(report.verdict, colors)} ${sentence}. ${time}`
}

function renderPassLine({ packages, ...report }: Report): string {
  const all = describeAllPackages(packages.length)
  const rest = describeCounts(packages)
  const aside = describeAside({ packages, ...report })
  // Of one package the sentence needs no name: its own line has it.
  const sentence = describePassOf(all, packages).replace(/^The package: this/, 'This')
  return [sentence, ...(rest ? [`${rest} to read`] : []), ...(aside ? [aside] : [])].join('; ')
}

/** Names the packages that are held back; the others may go. */
function renderBlockLine(report: Report): string {
  const { packages } = report
  const exposed = packages.reduce((sum, one) => sum + one.exposure.lines, 0)
  const leak =
    exposed > 0 && listAllFindings(report).some((finding) => finding.exposes && finding.severity === 'error')
  const exposure = leak ? `; ${count(exposed, 'line')} of original source would become readable` : ''
  const held = packages.filter(({ verdict }) => verdict !== 'pass')
  const of = packages.length > held.length ? ` (${held.length} of ${count(packages.length, 'package')})` : ''
  return `Do not publish${packages.length === 1 ? '' : ` ${joinNames(held)}${of}`}: ${describeCounts(held)}${exposure}`
}

/** What could not be looked at, and what of the rest is held back. */
function renderErrorLine({ packages, errors }: Report): string {
  const unread = packages.filter(({ verdict }) => verdict === 'error')
  // Of one package its own line has told it.
  if (errors.length > 0 || packages.length < 2)
    return 'Nothing passed: Seaworthy could not look at everything'
  const held = packages.filter(({ verdict }) => verdict === 'block')
  const rest = held.length === 0 ? '' : `; do not publish ${joinNames(held)}`
  return `Nothing passed: Seaworthy could not look at ${joinNames(unread)}${rest}`
}

function joinNames(packages: readonly PackageReport[]): string {
  return writeShortList(
    packages.map((one) => encodeTerminalText(formatPackageLabel(one))),
    PACKAGES_NAMED,
  )
}
