import type { Report } from '../report/report.ts'
import { renderMarkdown } from './markdown.ts'

/** Bytes that the runner takes for one step's summary (actions/runner, FileCommandManager: AttachmentSizeLimit). */
const SUMMARY_LIMIT = 1024 * 1024

/** The job summary: what the comment says, with room for all of it. */
export function renderSummary(report: Report, options: { runUrl: string | null }): string {
  // Every character that is not ASCII takes at most 3 bytes in UTF-8 a UTF-16 unit.
  return renderMarkdown(report, { runUrl: options.runUrl, limit: Math.floor(SUMMARY_LIMIT / 3) })
}
