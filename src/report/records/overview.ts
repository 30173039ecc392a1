import { findWorstVerdict } from '../../judge/judge.ts'
import type { Listed } from '../../model/changes.ts'
import { HARMS } from '../../model/harm.ts'
import type { Level, Verdict } from '../../model/report.ts'
import { compareBy, FirstOfMany } from './first-of-many.ts'
import { countDaysLeft, type RecordedException, type RunRecord } from './run-record.ts'

/** What many records come to: the last one of each package counts. All text in it is hostile. */
export interface Overview {
  readonly overviewVersion: 1
  readonly time: string
  /** The worst; `error` as well where lines could not be read or a repository is not covered. */
  readonly verdict: Verdict
  /** Lines that were read. */
  readonly lines: number
  readonly packages: number
  readonly repositories: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** What must not be published or could not be judged, what harms most first. */
  readonly blocking: Listed<RunRecord>
  readonly exceptions: {
    /** Exceptions that hold today. */
    readonly inForce: number
    /** Of these, those that never end. */
    readonly endless: number
    readonly withinDays: number
    /** What runs out within these days or has run out, the soonest first. */
    readonly ending: Listed<EndingException>
  }
  readonly rules: readonly RuleTotal[]
  /** Repositories that should have left a line and have not; null where nobody said which should. */
  readonly uncovered: Listed<string> | null
  /** Packages that were not looked at for long. */
  readonly stale: { readonly afterDays: number; readonly packages: Listed<RunRecord> }
  /** Lines that are not records, each as a whole sentence. */
  readonly problems: Listed<string>
}

export interface EndingException extends RecordedException {
  readonly repository: string | null
  readonly name: string | null
  /** Today; below 0 when it has run out. */
  readonly daysLeft: number
}

export interface RuleTotal extends Readonly<Record<Level, number>> {
  /** Null for rules beyond the number that is told apart. */
  readonly rule: string | null
  readonly packages: number
}

export interface OverviewOptions {
  readonly today: Date
  readonly withinDays: number
  /** Repositories that should have left a line; null where nobody says. */
  readonly expected: readonly string[] | null
}

const LISTED = 1000
const RULES_TOLD_APART = 1000
const STALE_AFTER_DAYS = 90
const DAY = 86_400_000

/** Puts records together, one at a time, in bounded memory. */
export class OverviewBuilder {
  readonly #options: OverviewOptions
  readonly #verdicts: Record<Verdict, number> = { pass: 0, block: 0, error: 0 }
  readonly #blocking = new FirstOfMany<RunRecord>(LISTED, byHarm)
  readonly #ending = new FirstOfMany<EndingException>(
    LISTED,
    compareBy((one) => one.daysLeft),
  )
  readonly #stale = new FirstOfMany<RunRecord>(
    LISTED,
    compareBy((one) => one.time),
  )
  readonly #rules = new Map<string | null, { -readonly [Key in keyof RuleTotal]: RuleTotal[Key] }>()
  readonly #missing: Set<string> | null
  #inForce = 0
  #endless = 0

  constructor(options: OverviewOptions) {
    this.#options = options
    this.#missing = options.expected && new Set(options.expected.map(normaliseRepository))
  }

  /** Enters the record that counts for its package. */
  add(given: RunRecord): void {
    const record = { ...given, verdict: decideBelieved(given) }
    this.#verdicts[record.verdict] += 1
    if (record.verdict !== 'pass') this.#blocking.add(record)
    const { repository, name } = record
    if (repository !== null) this.#missing?.delete(normaliseRepository(repository))
    const { today, withinDays } = this.#options
    if (!record.published && today.getTime() - Date.parse(record.time) > STALE_AFTER_DAYS * DAY)
      this.#stale.add(record)
    for (const exception of record.exceptions) {
      const left = countDaysLeft(exception.expires, today)
      if (left === null || left >= 0) this.#inForce += exception.count
      if (left === null) this.#endless += exception.count
      else if (left <= withinDays) this.#ending.add({ ...exception, repository, name, daysLeft: left })
    }
    this.#count(record)
  }

  #count({ findings }: RunRecord): void {
    const told = new Set<string | null>()
    for (const { rule, severity, count } of findings) {
      const key = this.#rules.has(rule) || this.#rules.size < RULES_TOLD_APART ? rule : null
      const total = this.#rules.get(key) ?? { rule: key, error: 0, warning: 0, notice: 0, packages: 0 }
      this.#rules.set(key, total)
      total[severity] += count
      if (!told.has(key)) total.packages += 1
      told.add(key)
    }
  }

  /** What it all comes to. */
  finish(read: {
    readonly lines: number
    readonly repositories: number
    readonly problems: Listed<string>
  }): Overview {
    const { today, withinDays, expected } = this.#options
    const { pass, block, error } = this.#verdicts
    const missing = expected?.filter((one) => this.#missing?.has(normaliseRepository(one))) ?? null
    const isIncomplete = read.problems.count > 0 || (missing?.length ?? 0) > 0 || pass + block + error === 0
    const said: Verdict[] = [
      ...(block > 0 ? (['block'] as const) : []),
      ...(error > 0 ? (['error'] as const) : []),
    ]
    return {
      overviewVersion: 1,
      time: today.toISOString(),
      verdict: isIncomplete ? 'error' : findWorstVerdict(said),
      ...read,
      packages: pass + block + error,
      verdicts: { ...this.#verdicts },
      blocking: this.#blocking.readListed(),
      exceptions: {
        inForce: this.#inForce,
        endless: this.#endless,
        withinDays,
        ending: this.#ending.readListed(),
      },
      rules: [...this.#rules.values()].sort(
        (a, b) => b.error - a.error || b.warning - a.warning || b.notice - a.notice,
      ),
      uncovered: missing && { count: missing.length, first: missing.slice(0, LISTED) },
      stale: { afterDays: STALE_AFTER_DAYS, packages: this.#stale.readListed() },
    }
  }
}

/** A record may be forged or torn: one that could not look does not pass. */
function decideBelieved({ verdict, errors, unseen }: RunRecord): Verdict {
  if (errors.length > 0) return 'error'
  return unseen > 0 && verdict === 'pass' ? 'block' : verdict
}

/** GitHub knows no capitals in names. */
const normaliseRepository = (repository: string): string => repository.trim().toLowerCase()

const byHarm = compareBy<RunRecord>(
  (one) =>
    `${String(rankHarm(one)).padStart(2, '0')} ${one.repository ?? ''} ${one.name ?? one.target ?? ''}`,
)

/** How bad it would be to publish it: the place of the worst harm among those of errors; what is unknown is no better than source. */
export function rankHarm({ findings, verdict }: RunRecord): number {
  const harms = findings.flatMap(({ severity, harm }) =>
    severity === 'error' && harm !== null ? [HARMS.indexOf(harm)] : [],
  )
  return Math.min(...harms, verdict === 'error' ? HARMS.indexOf('source') : HARMS.length)
}
