import { CannotLook } from '../model/cannot-look.ts'
import type { Finding, PackageReport, Report } from '../model/report.ts'
import { count, formatPackageLabel } from '../reporters/phrases.ts'

/** Known fingerprints that a message lists. */
const MOST_LISTED = 20
/** Characters of a fingerprint that are enough, where they are only one's. */
const LEAST_CHARACTERS = 6

/**
 * The finding of that fingerprint, or of one that begins so.
 * @throws CannotLook when there is none, naming those that there are, or why nothing could be looked at.
 */
export function findFinding(report: Report, fingerprint: string): { one: PackageReport; finding: Finding } {
  const all = report.packages.flatMap((one) => one.findings.map((finding) => ({ one, finding })))
  const wanted = fingerprint.toLowerCase()
  const matching = all.filter(({ finding }) =>
    wanted.length < LEAST_CHARACTERS
      ? finding.fingerprint === wanted
      : finding.fingerprint.startsWith(wanted),
  )
  const [first, second] = matching
  if (first !== undefined && second === undefined) return first
  if (second !== undefined)
    throw new CannotLook(
      `Several findings begin with ${fingerprint}. Give the whole fingerprint:\n${listFindings(matching)}`,
    )
  const done = report.packages
    .flatMap((one) => one.suppressed)
    .find(({ finding }) => wanted.length >= LEAST_CHARACTERS && finding.fingerprint.startsWith(wanted))
  if (done !== undefined)
    throw new CannotLook(
      `${done.finding.fingerprint} (${done.finding.rule}) is suppressed already${done.expires === null ? '' : ` until ${done.expires}`}: ${done.reason}. Edit that suppression; seaworthy config shows where it is.`,
    )
  const problems = [...report.errors, ...report.packages.flatMap((one) => one.errors)]
  if (all.length === 0 && problems.length > 0)
    throw new CannotLook(
      ['There is no such finding, because not everything could be looked at:', ...problems].join('\n'),
    )
  throw new CannotLook(
    all.length === 0
      ? `There is no finding ${fingerprint}: nothing was found in ${report.packages.map(formatPackageLabel).join(', ')}.`
      : `There is no finding ${fingerprint}. There ${all.length === 1 ? 'is' : 'are'}:\n${listFindings(all)}`,
  )
}

function listFindings(all: readonly { one: PackageReport; finding: Finding }[]): string {
  const isSeveral = new Set(all.map(({ one }) => one)).size > 1
  const lines = all.slice(0, MOST_LISTED).map(({ one, finding }) => {
    const at = [isSeveral ? formatPackageLabel(one) : null, finding.path]
      .filter((part) => part !== null)
      .join(' ')
    return `  ${finding.fingerprint}  ${finding.severity.padEnd(7)}  ${finding.rule}  ${at}`.trimEnd()
  })
  if (all.length > MOST_LISTED) lines.push(`  and ${count(all.length - MOST_LISTED, 'more finding')}`)
  return lines.join('\n')
}
