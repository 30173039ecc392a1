import { formatDay } from '../../config/merge/suppression.ts'
import type { Harm } from '../../model/harm.ts'
import type { Finding, Level, PackageReport, Profile, Report, Verdict } from '../../model/report.ts'
import { VERSION } from '../../model/version.ts'
import { isPublishedSpec } from '../../pack/fetch-published.ts'
import type { RunOrigin } from '../../repository/run-origin.ts'
import { shorten } from '../../text/safe-text.ts'

/** What one run says of one package, small enough to be kept for years: one line of NDJSON. All text in it is hostile. */
export interface RunRecord {
  recordVersion: 1
  /** Of Seaworthy. */
  tool: string
  /** When, in UTC (`2026-01-31T12:00:00.000Z`). */
  time: string
  /** `owner/name` where it ran; null where nobody knows. */
  repository: string | null
  commit: string | null
  /** `refs/heads/main`. */
  ref: string | null
  /** Page of the run. */
  run: string | null
  /** Null where the package could not be opened, or the run failed before any. */
  name: string | null
  version: string | null
  target: string | null
  /** Whether it was fetched from the registry, where it is out already. */
  published: boolean
  verdict: Verdict
  /** Null for a run that failed before any package. */
  profile: Profile | null
  /** `sha256:…` of the policy that held. */
  policy: string | null
  tarball: { integrity: string; sha256: string; size: number } | null
  packer: string | null
  /** By rule and severity, those first that harm most. */
  findings: RecordedFindings[]
  /** Parts that could not be looked at. */
  unseen: number
  /** In force on that day, those first that end first. */
  exceptions: RecordedException[]
  /** What prevented looking; whole sentences. */
  errors: string[]
  /** What the registry says of it, for an audit of what is out; null elsewhere. */
  release: RecordedRelease | null
}

export interface RecordedRelease {
  registry: string
  /** UTC; null where the registry does not say. */
  publishedAt: string | null
  deprecated: boolean
  /** Dist-tags that point at it. */
  tags: string[]
}

export interface RecordedFindings {
  rule: string
  severity: Level
  harm: Harm | null
  count: number
  /** Of the first one, inside the package. */
  path: string | null
}

export interface RecordedException {
  /** Null for an acceptance of what could not be looked at. */
  rule: string | null
  /** Of the first thing it covers, inside the package. */
  path: string | null
  /** How many findings, or parts that could not be looked at. */
  count: number
  reason: string
  by: string | null
  /** Last day, `YYYY-MM-DD`; null for one without end. */
  expires: string | null
  /** Days after the run's own on which it still holds. */
  daysLeft: number | null
}

/** Characters of one text. */
export const RECORDED_TEXT = 2000
const ERRORS_KEPT = 5
const DAY = 86_400_000

/** One record a package. A run that failed before any package leaves one too: it must not look as if it never was. */
export function buildRecords(report: Report, origin: RunOrigin, time: Date): RunRecord[] {
  const shared = {
    recordVersion: 1,
    tool: report.tool.version,
    time: time.toISOString(),
    ...origin,
    policy: report.policy?.digest ?? null,
  } as const
  const records = report.packages.map((one): RunRecord => ({ ...shared, ...buildPackageRecord(one, time) }))
  const [first] = records
  if (report.errors.length === 0) return records
  if (first === undefined)
    return [{ ...buildFailedRecord(origin, time, report.errors), policy: shared.policy }]
  // What is wrong with the run as a whole is wrong with each of its packages.
  return records.map((one) => ({
    ...one,
    verdict: 'error',
    errors: [...report.errors.map(cutText), ...one.errors].slice(0, ERRORS_KEPT),
  }))
}

/** The record of a run that got at no package. */
export function buildFailedRecord(origin: RunOrigin, time: Date, errors: readonly string[]): RunRecord {
  return {
    recordVersion: 1,
    tool: VERSION,
    time: time.toISOString(),
    ...origin,
    policy: null,
    name: null,
    version: null,
    target: null,
    published: false,
    verdict: 'error',
    profile: null,
    tarball: null,
    packer: null,
    findings: [],
    unseen: 0,
    exceptions: [],
    errors: errors.slice(0, ERRORS_KEPT).map(cutText),
    release: null,
  }
}

function buildPackageRecord(one: PackageReport, time: Date) {
  const { tarball } = one
  return {
    name: one.name === null ? null : cutText(one.name),
    version: one.version === null ? null : cutText(one.version),
    target: cutText(one.target),
    published: one.packer === null && isPublishedSpec(one.target),
    verdict: one.verdict,
    profile: one.profile,
    tarball: tarball && { integrity: tarball.integrity, sha256: tarball.sha256, size: tarball.size },
    packer: one.packer?.packer ?? null,
    findings: groupByRule(one.findings),
    unseen: one.unseen.length,
    exceptions: groupExceptions(one, time),
    errors: one.errors.slice(0, ERRORS_KEPT).map(cutText),
    release: null,
  }
}

/** The report has the findings in their order already. */
function groupByRule(findings: readonly Finding[]): RecordedFindings[] {
  const groups = new Map<string, RecordedFindings>()
  for (const { rule, severity, harm, path, similar } of findings) {
    const key = `${rule} ${severity}`
    const group = groups.get(key)
    if (group === undefined)
      groups.set(key, {
        rule,
        severity,
        harm: harm ?? null,
        count: 1 + similar,
        path: path === null ? null : cutText(path),
      })
    else group.count += 1 + similar
  }
  return [...groups.values()]
}

function groupExceptions({ suppressed, accepted }: PackageReport, time: Date): RecordedException[] {
  const groups = new Map<string, RecordedException>()
  const add = (one: Omit<RecordedException, 'count' | 'daysLeft'>, count: number): void => {
    const key = JSON.stringify([one.rule, one.reason, one.by, one.expires])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { ...one, count, daysLeft: countDaysLeft(one.expires, time) })
    else group.count += count
  }
  for (const { finding, reason, expires, by } of suppressed)
    add(
      {
        rule: finding.rule,
        path: finding.path === null ? null : cutText(finding.path),
        reason: cutText(reason),
        by: by === null ? null : cutText(by),
        expires,
      },
      1 + finding.similar,
    )
  for (const { unseen, reason, expires, by } of accepted)
    add(
      {
        rule: null,
        path: unseen.path === null ? null : cutText(unseen.path),
        reason: cutText(reason),
        by: by === null ? null : cutText(by),
        expires,
      },
      1,
    )
  const end = ({ expires }: RecordedException): string => expires ?? '9999-12-31'
  return [...groups.values()].sort((a, b) => (end(a) < end(b) ? -1 : end(a) > end(b) ? 1 : 0))
}

/** Days after `now`'s own (UTC) on which something that ends on that day still holds; below 0 when it ended. */
export function countDaysLeft(expires: string | null, now: Date): number | null {
  if (expires === null) return null
  const left = (Date.parse(expires) - Date.parse(formatDay(now))) / DAY
  return Number.isFinite(left) ? left : null
}

function cutText(text: string): string {
  return shorten(text, RECORDED_TEXT - 100)
}
