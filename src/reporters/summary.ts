import type { Report } from '../model/report.ts'
import { renderMarkdown } from './markdown.ts'

/** Bytes that the runner takes for one step's summary (actions/runner, FileCommandManager: AttachmentSizeLimit), less one line feed. */
const SUMMARY_LIMIT = 1024 * 1024 - 1

/** The job summary: what the comment says, with room for all of it, and what takes how much room in the tarball. */
export function renderSummary(
  report: Report,
  options: { runUrl: string | null; commit?: string | null; checkout?: string; untrusted?: boolean },
): string {
  return renderMarkdown(report, {
    ...options,
    limit: SUMMARY_LIMIT,
    measure: (text) => Buffer.byteLength(text),
    contents: true,
  })
}
