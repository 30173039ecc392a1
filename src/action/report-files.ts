import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, messageOf } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { recordsOf } from '../report/records/run-record.ts'
import { ruleDescriptions } from '../report/rule-descriptions.ts'
import { renderHtml } from '../reporters/html/render-html.ts'
import { renderJson } from '../reporters/json.ts'
import { renderNdjson } from '../reporters/ndjson.ts'
import type { ActionPlaces } from '../reporters/place-to-act.ts'
import { renderSarif } from '../reporters/sarif.ts'
import { runOrigin } from '../repository/run-origin.ts'
import type { Inputs } from './inputs.ts'

/** Absolute paths of what was written; null for what was not wanted. */
export interface ReportFiles {
  readonly json: string
  readonly sarif: string | null
  readonly html: string | null
  readonly ndjson: string | null
}

export interface Folders {
  /** What relative paths start from; absolute. */
  readonly workspace: string
  /** For the report where the workflow names no place. */
  readonly temporary: string
}

/**
 * Writes the report as the workflow wants it: always as JSON; as SARIF, as a page of HTML and as lines where it names
 * a file.
 * @throws CannotLook when one cannot be written.
 */
export async function writeReportFiles(
  report: Report,
  wanted: Pick<Inputs, 'reportFile' | 'sarifFile' | 'htmlFile' | 'ndjsonFile'>,
  places: ActionPlaces,
  { workspace, temporary }: Folders,
): Promise<ReportFiles> {
  const at = (file: string): string => path.resolve(workspace, file)
  const json = wanted.reportFile === null ? path.join(temporary, 'report.json') : at(wanted.reportFile)
  const sarif = wanted.sarifFile === null ? null : at(wanted.sarifFile)
  const html = wanted.htmlFile === null ? null : at(wanted.htmlFile)
  const ndjson = wanted.ndjsonFile === null ? null : at(wanted.ndjsonFile)
  await write('report-file', json, renderJson(report))
  if (sarif !== null)
    await write('sarif-file', sarif, renderSarif(report, { ...places, rules: ruleDescriptions() }))
  if (html !== null) await write('html-file', html, renderHtml(report))
  if (ndjson !== null) {
    const origin = await runOrigin(workspace, process.env)
    await write('ndjson-file', ndjson, renderNdjson(recordsOf(report, origin, new Date())))
  }
  return { json, sarif, html, ndjson }
}

async function write(input: string, file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    // A link that the checkout put there is replaced, not written through.
    await rm(file, { force: true })
    await writeFile(file, text, { flag: 'wx' })
  } catch (error) {
    throw new CannotLook(
      `The report cannot be written to ${file}: ${messageOf(error)}. Give ${input} another path in the workspace.`,
    )
  }
}
