import path from 'node:path'
import type { Report } from '../model/report.ts'
import { mergeReports } from '../report/merge-reports.ts'
import { readReport } from '../report/read-report.ts'
import { findFiles } from './tarball-files.ts'

/**
 * The reports of the jobs of a matrix as one. A pattern that matches nothing merges nothing: then the report says so,
 * and is no pass.
 * @throws CannotLook when a file is no report
 */
export async function mergeFoundReports(patterns: readonly string[], workspace: string): Promise<Report> {
  const files = await findFiles(patterns, workspace, 'report-file')
  const reports = files.map(async (name) => ({
    name,
    report: await readReport(path.resolve(workspace, name)),
  }))
  return mergeReports(await Promise.all(reports))
}
