import { summary } from '@actions/core'
import { readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { renderSummary } from '../reporters/summary.ts'
import { findRunUrl } from './comment-text.ts'
import { say } from './workflow-log.ts'

/** Adds the report to the job's summary. That it cannot is a line in the log and changes nothing else. */
export async function writeSummary(
  report: Report,
  given: { readonly commit: string | null; readonly checkout: string },
): Promise<void> {
  try {
    await summary.addRaw(renderSummary(report, { runUrl: findRunUrl(), ...given }), true).write()
  } catch (error) {
    say(`No job summary: ${readMessage(error)}`)
  }
}
