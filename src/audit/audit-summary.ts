import semver from 'semver'
import type { Verdict } from '../model/report.ts'
import { compareBy, FirstOfMany } from '../report/records/first-of-many.ts'
import { rankHarm } from '../report/records/overview.ts'
import type { RunRecord } from '../report/records/run-record.ts'
import { type AuditStep, listAuditSteps } from './audit-steps.ts'

/** What an audit came to. All text in it is hostile, but for the steps' own words. */
export interface AuditSummary {
  readonly auditVersion: 1
  readonly time: string
  readonly verdict: Verdict
  readonly packages: number
  readonly releases: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Packages with releases that must not have gone out, what harms most first. */
  readonly harmful: readonly AuditedPackage[]
  /** How many more there are. */
  readonly more: number
  /** Releases that could not be looked at. */
  readonly failed: { readonly count: number; readonly first: readonly RunRecord[] }
  readonly notes: readonly string[]
}

export interface AuditedPackage {
  readonly name: string
  readonly releases: readonly RunRecord[]
  readonly steps: readonly AuditStep[]
}

const PACKAGES_TOLD = 500
const RELEASES_TOLD = 5000

/** Puts the records of an audit together, one at a time; what passes leaves no more than a version. */
export class AuditBuilder {
  readonly #verdicts: Record<Verdict, number> = { pass: 0, block: 0, error: 0 }
  readonly #blocking = new FirstOfMany<RunRecord>(RELEASES_TOLD, compareBy(rankHarm))
  readonly #failed = new FirstOfMany<RunRecord>(
    PACKAGES_TOLD,
    compareBy((one) => one.target ?? ''),
  )
  /** Package → its newest version that passes, prereleases apart; null for none. */
  readonly #good = new Map<string, string | null>()

  add(record: RunRecord): void {
    this.#verdicts[record.verdict] += 1
    const { name, version, verdict } = record
    if (name === null) return
    const good = this.#good.get(name) ?? null
    const isGood = verdict === 'pass' && version !== null && semver.prerelease(version) === null
    this.#good.set(name, isGood && (good === null || semver.gt(version, good)) ? version : good)
    if (verdict === 'block') this.#blocking.add(record)
    if (verdict === 'error') this.#failed.add(record)
  }

  finish(notes: readonly string[], now: Date): AuditSummary {
    const { pass, block, error } = this.#verdicts
    const byName = new Map<string, RunRecord[]>()
    for (const record of this.#blocking.readListed().first)
      if (record.name !== null) byName.set(record.name, [...(byName.get(record.name) ?? []), record])
    const harmful = [...byName].slice(0, PACKAGES_TOLD).map(([name, unsorted]): AuditedPackage => {
      const releases = unsorted.sort((a, b) => semver.rcompare(a.version ?? '0.0.0', b.version ?? '0.0.0'))
      const goodVersion = this.#good.get(name) ?? null
      return { name, releases, steps: listAuditSteps({ name, releases, goodVersion }, now) }
    })
    return {
      auditVersion: 1,
      time: now.toISOString(),
      verdict: error > 0 || pass + block === 0 || notes.length > 0 ? 'error' : block > 0 ? 'block' : 'pass',
      packages: this.#good.size,
      releases: pass + block + error,
      verdicts: { ...this.#verdicts },
      harmful,
      more: byName.size - harmful.length,
      failed: this.#failed.readListed(),
      notes,
    }
  }
}
