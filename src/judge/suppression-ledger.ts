import { describeSuppression, isExpired, type Suppression } from '../config/merge/suppression.ts'

/**
 * What the suppressions of a run have been good for, over all its packages: one in a file that several packages share
 * is stale only if none of them needs it.
 */
export class SuppressionLedger {
  readonly #today: string
  readonly #used = new Set<string>()
  readonly #shared = new Map<string, Suppression>()
  #packages = 0

  /** @param today `YYYY-MM-DD` */
  constructor(today: string) {
    this.#today = today
  }

  /** Enters one package; returns what its reader should know of its own suppressions, each as a whole sentence. */
  enter(suppressions: readonly Suppression[], used: ReadonlySet<Suppression>): string[] {
    this.#packages += 1
    for (const one of used) this.#used.add(formatKey(one))
    for (const one of suppressions) if (one.shared) this.#shared.set(formatKey(one), one)
    return suppressions.flatMap((one) => (one.shared ? [] : this.#describeTrouble(one, used.has(one), true)))
  }

  /** What there is to say of the shared ones, when all packages have been entered. */
  finish(): string[] {
    return [...this.#shared].flatMap(([key, one]) =>
      this.#describeTrouble(one, this.#used.has(key), this.#packages > 1),
    )
  }

  #describeTrouble(one: Suppression, isUsed: boolean, staleCounts: boolean): string[] {
    if (isExpired(one, this.#today))
      return [
        `${describeSuppression(one)} expired on ${one.expires} and no longer holds: fix the finding or renew it.`,
      ]
    if (isUsed || !staleCounts) return []
    return [`${describeSuppression(one)} matches nothing any more: remove it.`]
  }
}

const formatKey = (one: Suppression) =>
  JSON.stringify([one.source.name, one.source.line, one.source.column, one.rule, one.path?.pattern])
