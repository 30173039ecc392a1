import type { Report } from '../model/report.ts'

/** The report as JSON, indented, ending in a newline. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
