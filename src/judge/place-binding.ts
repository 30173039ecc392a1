import type { BoundValue } from '../model/bound-value.ts'
import type { ReportPlace } from '../model/report.ts'
import type { Amount } from '../model/rule.ts'

/** What an exception from a place must say that it is for. It is no part of the report. */
export interface PlaceBinding {
  /** The fingerprint that all findings of this kind at this place share, whatever their order. */
  readonly kind: string
  /** The value or content that it must name; left out where none must be named. */
  readonly bound?: BoundValue
  /** Whether an exception that was written for whatever lies at a path need not name it. */
  readonly isLoose?: boolean
  /** How much is exposed there; left out where exceptions are not for so much. */
  readonly amount?: Amount
}

const bindings = new WeakMap<ReportPlace, PlaceBinding>()

/** Remembers what a place is bound to, for as long as the place itself lives. */
export function bindPlace(place: ReportPlace, { kind, bound, isLoose, amount }: PlaceBinding): void {
  bindings.set(place, {
    kind,
    ...(bound === undefined ? {} : { bound }),
    ...(isLoose === true ? { isLoose } : {}),
    ...(amount === undefined ? {} : { amount }),
  })
}

/** What a place is bound to; null for one that no rule of this run has found. */
export function findPlaceBinding(place: ReportPlace): PlaceBinding | null {
  return bindings.get(place) ?? null
}
