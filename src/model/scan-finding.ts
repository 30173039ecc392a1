import type { BoundValue } from './bound-value.ts'
import type { SourcePosition } from './report.ts'
import type { Amount, AnyRule, Data } from './rule.ts'

/** A place as the scan found it; lines and columns are 1-based. */
export interface ScanPlace {
  readonly path: string
  readonly trail: readonly string[]
  readonly line: number | null
  readonly column: number | null
  readonly evidence: string | null
  /** Filled in by tracing, after the scan. */
  original: SourcePosition | null
  /** What an exception is bound to: a value, or the digest of a content. Never leaves the process. Left out: nothing. */
  readonly bound?: BoundValue
  /** How much is exposed here, where exceptions hold for so much. */
  readonly amount?: Amount
}

/** What a rule found, before any severity, suppression or fingerprint. */
export interface ScanFinding {
  readonly rule: AnyRule
  readonly message: string
  readonly data: Data
  /** The first places; at most `PLACES_KEPT`. */
  readonly places: ScanPlace[]
  /** All places. */
  count: number
}
