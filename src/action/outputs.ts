import { setOutput } from '@actions/core'
import { LEVELS, type Report, type Verdict } from '../model/report.ts'
import { encodeOutputText } from '../text/safe-text.ts'
import type { CommentStatus } from './comment-request.ts'
import type { ReportFiles } from './report-files.ts'

export interface Results {
  /** null when there was no run to report on. */
  readonly report: Report | null
  readonly files: ReportFiles | null
  readonly commentStatus: CommentStatus
}

/**
 * The outputs of action.yml by name: enums, numbers, digests and paths of ours, never strings from a tarball. What is
 * said of each package stands on a line of its own, in the report's order.
 */
export function collectOutputs({ report, files, commentStatus }: Results): Record<string, string> {
  const verdict: Verdict = report?.verdict ?? 'error'
  const findings = report?.packages.flatMap((one) => one.findings) ?? []
  const tarballs = report?.packages.flatMap((one) => one.tarball ?? []) ?? []
  const joinValues = (values: readonly string[]): string => values.map(encodeOutputText).join('\n')
  return {
    verdict,
    blocked: String(verdict !== 'pass'),
    ...Object.fromEntries(
      LEVELS.map((level) => [
        `${level}s`,
        String(findings.filter((finding) => finding.severity === level).length),
      ]),
    ),
    unseen: String(report?.packages.reduce((sum, one) => sum + one.unseen.length, 0) ?? 0),
    'tarball-path': joinValues(tarballs.map((tarball) => tarball.path ?? '')),
    'tarball-integrity': joinValues(tarballs.map((tarball) => tarball.integrity)),
    'tarball-sha256': joinValues(tarballs.map((tarball) => tarball.sha256)),
    'report-file': encodeOutputText(files?.json ?? ''),
    // Spelt out, because action.yml promises these names.
    'sarif-file': encodeOutputText(files?.sarif ?? ''),
    'html-file': encodeOutputText(files?.html ?? ''),
    'ndjson-file': encodeOutputText(files?.ndjson ?? ''),
    'comment-status': commentStatus,
  }
}

/** Writes the outputs; last of all, because the runner takes the last value of a name. */
export function writeOutputs(results: Results): void {
  for (const [name, value] of Object.entries(collectOutputs(results))) setOutput(name, value)
}
