import { decideVerdict, findWorstVerdict } from '../judge/judge.ts'
import type { FailOn, PackageReport, Report, Verdict } from '../model/report.ts'
import { VERSION } from '../model/version.ts'
import { MOST_SHARDS } from '../pack/shards.ts'
import type { NamedReport } from './named-report.ts'

/** Targets of a lost shard that are named. */
const NAMED = 10

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

type NamedShard = NonNullable<Report['shard']> & { readonly name: string }

/** Why reports cannot be the shards of one run, as a sentence; null where they can. */
function explainContradiction(shards: readonly NamedShard[], first: NamedShard): string | null {
  const strange = shards.find(({ index, count }) => index > count || count > MOST_SHARDS)
  if (strange !== undefined)
    return `${strange.name} says that it is shard ${strange.index} of ${strange.count}, and there is no such shard. Run its job again.`
  const dealt = JSON.stringify([first.count, first.targets])
  const other = shards.find(({ count, targets }) => JSON.stringify([count, targets]) !== dealt)
  if (other !== undefined)
    return `${first.name} and ${other.name} are shards of different runs, so nobody can tell what is missing. Merge the reports of one run.`
  const elsewhere = shards.find(({ commit }) => commit && first.commit && commit !== first.commit)
  if (elsewhere !== undefined)
    return `${first.name} is about the commit ${first.commit} and ${elsewhere.name} about ${elsewhere.commit}: together they are no release. Merge the reports of one run.`
  return null
}

/** What is missing of runs that were dealt out, as whole sentences. */
function listShardErrors(reports: readonly NamedReport[]): string[] {
  const shards = reports.flatMap(({ name, report }) =>
    report.shard === null ? [] : [{ name, ...report.shard }],
  )
  const [first] = shards
  if (first === undefined) return []
  const contradiction = explainContradiction(shards, first)
  if (contradiction !== null) return [contradiction]
  const errors: string[] = []
  const seen = new Map<number, string>()
  for (const { index, name } of shards) {
    const before = seen.get(index)
    if (before !== undefined)
      errors.push(`${before} and ${name} are both shard ${index} of ${first.count}. Name each once.`)
    seen.set(index, name)
  }
  const missing = Array.from({ length: first.count }, (_, at) => at + 1).filter((index) => !seen.has(index))
  const looked = new Set(reports.flatMap(({ report }) => report.packages.map(({ target }) => target)))
  const lost = first.targets.filter((target) => !looked.has(target))
  if (missing.length > 0 || lost.length > 0) {
    const named = lost.slice(0, NAMED).join(', ')
    const more = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : ''
    const which =
      missing.length === 0
        ? 'The shards are all there, but not all of their packages'
        : `${missing.length === 1 ? 'Shard' : 'Shards'} ${missing.join(', ')} of ${first.count} ${missing.length === 1 ? 'is' : 'are'} missing`
    const what = lost.length === 0 ? '' : `: nobody has looked at ${named}${more}`
    errors.push(`${which}${what}. Run the jobs again whose reports are missing.`)
  }
  return errors
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
