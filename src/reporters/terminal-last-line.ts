import type { PackageReport, Report } from '../model/report.ts'
import { writeShortList } from '../text/fill-template.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import {
  allFindings,
  allPackages,
  asideSentence,
  count,
  duration,
  levelCounts,
  packageLabel,
  passSentence,
} from './phrases.ts'
import { badge, type Colors } from './terminal-page.ts'
import { unseenCount } from './unseen-text.ts'

/** Packages that the last line names. */
const PACKAGES_NAMED = 8

/** "2 errors, 1 warning", with what was not looked at before them. */
export function countsOf(packages: readonly PackageReport[]): string {
  const found = levelCounts(packages.flatMap((one) => one.findings))
  return [unseenCount(packages), found].filter((part) => part !== '').join(', ')
}

/** The line that says it all: the verdict, which packages it is about, and how long it took. */
export function lastLine(report: Report, colors: Colors): string {
  const time = colors.dim(`(${duration(report.timing.total)})`)
  if (report.verdict === 'error') return `${badge('error', colors)} ${errorLine(report)}. ${time}`
  const sentence = report.verdict === 'pass' ? passLine(report) : blockLine(report)
  return `${badge(report.verdict, colors)} ${sentence}. ${time}`
}

function passLine({ packages, ...report }: Report): string {
  const all = allPackages(packages.length)
  const rest = countsOf(packages)
  const aside = asideSentence({ packages, ...report })
  // Of one package the sentence needs no name: its own line has it.
  const sentence = passSentence(all, packages).replace(/^The package: this/, 'This')
  return [sentence, ...(rest ? [`${rest} to read`] : []), ...(aside ? [aside] : [])].join('; ')
}

/** Names the packages that are held back; the others may go. */
function blockLine(report: Report): string {
  const { packages } = report
  const exposed = packages.reduce((sum, one) => sum + one.exposure.lines, 0)
  const leak =
    exposed > 0 && allFindings(report).some((finding) => finding.exposes && finding.severity === 'error')
  const exposure = leak ? `; ${count(exposed, 'line')} of original source would become readable` : ''
  const held = packages.filter(({ verdict }) => verdict !== 'pass')
  const of = packages.length > held.length ? ` (${held.length} of ${count(packages.length, 'package')})` : ''
  return `Do not publish${packages.length === 1 ? '' : ` ${namesOf(held)}${of}`}: ${countsOf(held)}${exposure}`
}

/** What could not be looked at, and what of the rest is held back. */
function errorLine({ packages, errors }: Report): string {
  const unread = packages.filter(({ verdict }) => verdict === 'error')
  // Of one package its own line has told it.
  if (errors.length > 0 || packages.length < 2)
    return 'Nothing passed: Seaworthy could not look at everything'
  const held = packages.filter(({ verdict }) => verdict === 'block')
  const rest = held.length === 0 ? '' : `; do not publish ${namesOf(held)}`
  return `Nothing passed: Seaworthy could not look at ${namesOf(unread)}${rest}`
}

function namesOf(packages: readonly PackageReport[]): string {
  return writeShortList(
    packages.map((one) => encodeTerminalText(packageLabel(one))),
    PACKAGES_NAMED,
  )
}
