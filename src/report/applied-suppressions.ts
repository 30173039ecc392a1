import type { EffectiveConfig } from '../config/merge/effective-config.ts'
import {
  describeSuppression,
  findSuppression,
  isExpired,
  mustBeRenewed,
  type SuppressiblePlace,
  type Suppression,
} from '../config/merge/suppression.ts'
import { ValueHashes } from '../config/merge/value-hash.ts'
import type { AppliedSuppression, Candidate } from '../judge/set-aside.ts'
import type { Amount } from '../model/rule.ts'

/** Renewals that are spelt out. */
const RENEWALS = 20

/** The written exceptions of one package: which covers what, how much of it is left, and which must be renewed. */
export class AppliedSuppressions {
  readonly used = new Set<Suppression>()
  readonly #config: EffectiveConfig
  readonly #today: string
  readonly #hashes = new ValueHashes()
  readonly #spent = new Map<Suppression, Amount>()
  readonly #renewals = new Map<Suppression, string>()

  /** @param today `YYYY-MM-DD` */
  constructor(config: EffectiveConfig, today: string) {
    this.#config = config
    this.#today = today
  }

  /** The exception that covers a place, or null. */
  at({ bound, amount, ...candidate }: Candidate): AppliedSuppression | null {
    const place: SuppressiblePlace = {
      ...candidate,
      ...(bound === undefined ? {} : { valueHash: () => this.#hashes.hash(candidate.rule, bound.reveal()) }),
      ...(amount === undefined ? {} : { amount }),
    }
    // What an exception is granted for is spent by the places it covers, one after the other.
    const left = this.#config.suppressions.filter((one) => this.#isEnough(one, place))
    const found = findSuppression({ suppressions: left }, place, this.#today)
    if (found === null) {
      this.#askForRenewal(place)
      return null
    }
    this.used.add(found)
    if (amount !== undefined) this.#spent.set(found, addAmounts(this.#spent.get(found), amount))
    return { reason: found.reason, expires: found.expires, by: found.approvedBy }
  }

  /** Those of which something is to be said beside that they must be renewed. */
  get others(): Suppression[] {
    return this.#config.suppressions.filter((one) => !this.#renewals.has(one))
  }

  /** What must be renewed, each with the command that does it; whole sentences. */
  get renewals(): string[] {
    return [...this.#renewals.values()]
  }

  #isEnough(one: Suppression, { amount }: SuppressiblePlace): boolean {
    if (amount === undefined || one.upTo === null) return true
    const { files, lines } = addAmounts(this.#spent.get(one), amount)
    return files <= one.upTo.files && lines <= one.upTo.lines
  }

  #askForRenewal(place: SuppressiblePlace): void {
    if (this.#renewals.size >= RENEWALS) return
    const old = this.#config.suppressions.find(
      (one) => !isExpired(one, this.#today) && mustBeRenewed(one, place),
    )
    if (old === undefined) return
    const what = place.amount === undefined ? 'which value' : 'how much'
    this.#renewals.set(
      old,
      `${describeSuppression(old)} does not say for ${what} it holds, so it no longer holds. If it still should, renew it: seaworthy suppress ${place.fingerprint} --reason ${JSON.stringify(old.reason)}`,
    )
  }
}

function addAmounts(a: Amount | undefined, b: Amount): Amount {
  return a === undefined ? b : { files: a.files + b.files, lines: a.lines + b.lines }
}
