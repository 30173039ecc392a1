/**
 * Seaworthy as a library: what the command line does, as functions. Nothing is printed, no process handler is set, and
 * everything is loaded when it is first asked for.
 */
import type { CheckOptions, PublishingOptions } from './library/check-options.ts'
import type { RenderOptions, ReportFormat } from './library/render-options.ts'
import type { RuleExplanation } from './library/rule-explanation.ts'
import type { Release } from './model/release.ts'
import type { Report } from './model/report.ts'
import type { NamedReport } from './report/named-report.ts'

export type { CheckOptions, PublishingOptions } from './library/check-options.ts'
export type { RenderOptions, ReportFormat } from './library/render-options.ts'
export type { RuleExplanation } from './library/rule-explanation.ts'
export type * from './model/release.ts'
export type * from './model/report.ts'
export type { Unseen } from './model/unseen.ts'
export type { NamedReport } from './report/named-report.ts'

/**
 * Packs each target as publishing would, opens the tarball, judges it, and returns the report.
 * @throws Error with a whole sentence when nothing can be judged at all; the signal's reason when it was given up
 */
export async function check(options: CheckOptions = {}): Promise<Report> {
  return (await import('./library/check.ts')).check(options)
}

/**
 * Packs, judges all, and only if every package passes publishes exactly the judged files, each after those it depends on.
 * @throws Error with a whole sentence when nothing can be judged or npm cannot be started
 */
export async function publish(options: PublishingOptions = {}): Promise<Release> {
  return (await import('./library/publish.ts')).publish(options)
}

/** Explains a built-in rule by its id, or all of them; empty where there is no such rule. */
export async function explain(rule?: string): Promise<RuleExplanation[]> {
  return (await import('./library/explain.ts')).explain(rule)
}

/** Shows a report in one of the formats of the command line. */
export async function render(
  report: Report,
  format: ReportFormat,
  options: RenderOptions = {},
): Promise<string> {
  return (await import('./library/render.ts')).render(report, format, options)
}

/**
 * Several reports as one, with every verdict worked out again. Of a run that was dealt out by `shard`, all parts must be
 * there: what nobody looked at is an error of the report.
 */
export async function mergeReports(reports: readonly NamedReport[]): Promise<Report> {
  return (await import('./report/merge-reports.ts')).mergeReports(reports)
}
