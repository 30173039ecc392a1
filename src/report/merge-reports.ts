import { decideVerdict, findWorstVerdict } from '../judge/judge.ts'
import type { FailOn, PackageReport, Report, Verdict } from '../model/report.ts'
import { VERSION } from '../model/version.ts'
import type { NamedReport } from './named-report.ts'
import { listShardErrors } from './shard-errors.ts'

/**
 * Several reports as one. Every verdict is worked out again from what stands in the reports, and none comes out milder
 * than the report said. Where a run was dealt out to shards, all must be there: what nobody looked at is an error.
 */
export function mergeReports(reports: readonly NamedReport[]): Report {
  const packages = reports.flatMap(({ report }) => report.packages.map(judgeAgain))
  const errors = [
    ...new Set(reports.flatMap(({ report }) => report.errors)),
    ...listShardErrors(reports),
    ...findContradictions(reports),
    ...listUnexplained(reports),
  ]
  if (reports.length === 0)
    errors.push(
      'There are no reports to merge, so nothing was looked at. Name the files that --format json wrote.',
    )
  const said = reports.map(({ report }) => report.verdict)
  const verdicts = [...packages.map(({ verdict }) => verdict), ...said]
  const policies = new Set(reports.map(({ report }) => JSON.stringify(report.policy)))
  const profiles = new Set(packages.map(({ profile }) => profile))
  return {
    schemaVersion: 2,
    tool: { name: 'seaworthy', version: VERSION },
    verdict: errors.length > 0 ? 'error' : findWorstVerdict(verdicts),
    failOn: pickStrictest(reports.map(({ report }) => report.failOn)),
    profile: profiles.size === 1 ? ([...profiles][0] ?? null) : null,
    policy: policies.size === 1 ? (reports[0]?.report.policy ?? null) : null,
    packages,
    errors,
    timing: {
      // The runs went side by side.
      total: Math.max(0, ...reports.map(({ report }) => report.timing.total)),
      pack: sumNumbers(reports.map(({ report }) => report.timing.pack)),
      scan: sumNumbers(reports.map(({ report }) => report.timing.scan)),
    },
    shard: null,
  }
}

function judgeAgain(one: PackageReport): PackageReport {
  const own = decideVerdict(one.findings, one.failOn, one.errors, one.unseen)
  // A change to the gate alone passes with findings that it sets aside; those stand among the suppressed.
  const verdict: Verdict = findWorstVerdict([own, one.verdict])
  if (verdict === 'pass' && one.tarball === null)
    return {
      ...one,
      verdict: 'error',
      errors: [`No tarball of ${one.target} was looked at. Run its job again.`],
    }
  return verdict === one.verdict ? one : { ...one, verdict }
}

/** Verdicts that nothing in their reports explains. */
function listUnexplained(reports: readonly NamedReport[]): string[] {
  return reports.flatMap(({ name, report: { verdict, packages, errors } }) =>
    verdict === 'pass' || errors.length > 0 || packages.some((one) => judgeAgain(one).verdict !== 'pass')
      ? []
      : [`${name} says ${verdict}, and nothing in it does. Run its job again.`],
  )
}

/** The same release with different bytes: then one of the reports is about something else. */
function findContradictions(reports: readonly NamedReport[]): string[] {
  const known = new Map<string, { readonly name: string; readonly integrity: string }>()
  const errors: string[] = []
  for (const { name: file, report } of reports)
    for (const { name, version, tarball } of report.packages) {
      if (name === null || version === null || tarball === null) continue
      const label = `${name}@${version}`
      const before = known.get(label)
      if (before === undefined) known.set(label, { name: file, integrity: tarball.integrity })
      else if (before.integrity !== tarball.integrity)
        errors.push(
          `${before.name} and ${file} judged different tarballs of ${label}. Only one of them can be published: merge the report that is about it.`,
        )
    }
  return errors
}

function pickStrictest(levels: readonly FailOn[]): FailOn {
  const order: readonly FailOn[] = ['notice', 'warning', 'error', 'never']
  return order.find((level) => levels.includes(level)) ?? 'error'
}

function sumNumbers(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
