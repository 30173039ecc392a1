import { readFile } from 'node:fs/promises'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { reportSchema } from './report-schema.ts'
import { upgradeReport } from './upgrade-report.ts'

/**
 * A JSON report of an earlier run.
 * @throws CannotLook when it cannot be read, or is not a report that this version of Seaworthy understands.
 */
export async function readReport(file: string): Promise<Report> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new CannotLook(
      `The report ${file} cannot be read: ${readMessage(error)}. Name the file that --format json wrote.`,
    )
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new CannotLook(`The report ${file} is not JSON. Name the file that --format json wrote.`)
  }
  const parsed = reportSchema.safeParse(upgradeReport(json))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined ? '' : ` (${issue.path.join('.') || 'the whole'}: ${issue.message})`
  throw new CannotLook(
    `${file} is not a report that this version of Seaworthy understands${where}. Use the same version for both, and name the file that --format json wrote.`,
  )
}
