import type { Anomaly } from '../model/entry.ts'
import { UnseenLog } from './unseen-log.ts'

/** Anomalies of one code that are kept one by one; the rest of them are counted. */
const KEPT_PER_CODE = 1000

/** Gathers anomalies and stays small whatever the archive does: after 1,000 of one code only their number is kept. */
export class AnomalyLog {
  /** What could not be looked at. */
  readonly unseen = new UnseenLog()
  /** Bytes of the archive that belong to no entry: comments, fields of headers, what is behind the end. */
  readonly loose: { readonly name: string; readonly content: Buffer }[] = []
  readonly #kept: Anomaly[] = []
  readonly #counts = new Map<string, { first: Anomaly; count: number }>()

  add(kind: Anomaly['kind'], code: string, path: string | null, detail: string): void {
    const anomaly = { kind, code, path, detail }
    const seen = this.#counts.get(code)
    if (seen === undefined) this.#counts.set(code, { first: anomaly, count: 1 })
    else seen.count += 1
    if ((seen?.count ?? 1) <= KEPT_PER_CODE) this.#kept.push(anomaly)
  }

  has(kind: Anomaly['kind']): boolean {
    return this.#kept.some((anomaly) => anomaly.kind === kind)
  }

  /** How many there were of a code, kept or not. */
  count(code: string): number {
    return this.#counts.get(code)?.count ?? 0
  }

  /** Everything kept, in order, and a line for each code that had more. */
  all(): Anomaly[] {
    const overflow = [...this.#counts.values()]
      .filter(({ count }) => count > KEPT_PER_CODE)
      .map(({ first, count }) => ({
        ...first,
        path: null,
        detail: `${count - KEPT_PER_CODE} more places like the ${KEPT_PER_CODE} listed with the code ${first.code}`,
      }))
    return [...this.#kept, ...overflow]
  }
}
