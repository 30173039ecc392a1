import type { Report } from '../model/report.ts'

/** A report and what it is called, for the sentences that tell of it. */
export interface NamedReport {
  /** A file, an artifact. */
  readonly name: string
  readonly report: Report
}
