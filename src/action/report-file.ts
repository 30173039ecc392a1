import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, messageOf } from '../cannot-look.ts'
import type { Report } from '../report/report.ts'
import { renderJson } from '../reporters/json.ts'

/**
 * Writes the report as JSON where the workflow wants it, else into the temporary folder.
 * @returns The file's absolute path.
 * @throws CannotLook when it cannot be written.
 */
export async function writeReportFile(
  report: Report,
  wanted: string | null,
  workspace: string,
  temporary: string,
): Promise<string> {
  const file = wanted === null ? path.join(temporary, 'report.json') : path.resolve(workspace, wanted)
  try {
    await mkdir(path.dirname(file), { recursive: true })
    // A link that the checkout put there is replaced, not written through.
    await rm(file, { force: true })
    await writeFile(file, renderJson(report), { flag: 'wx' })
  } catch (error) {
    throw new CannotLook(
      `The report cannot be written to ${file}: ${messageOf(error)}. Give report-file another path in the workspace.`,
    )
  }
  return file
}
