import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FORMATS, type Format } from '../library/formats.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import type { ActionPlaces } from '../reporters/place-to-act.ts'
import { FILE_FORMATS, type FileFormat, type Inputs } from './inputs.ts'

/** Absolute paths of what was written; null for what was not wanted. */
export type ReportFiles = { readonly json: string } & Readonly<Record<FileFormat, string | null>>

export interface Folders {
  /** What relative paths start from; absolute. */
  readonly workspace: string
  /** For the report where the workflow names no place. */
  readonly temporary: string
}

/**
 * Writes the report as the workflow wants it: always as JSON, in other formats where it names a file for them.
 * @throws CannotLook when one cannot be written.
 */
export async function writeReportFiles(
  report: Report,
  { reportFile, files }: Pick<Inputs, 'reportFile' | 'files'>,
  places: ActionPlaces,
  { workspace, temporary }: Folders,
): Promise<ReportFiles> {
  const put = async (format: Format, input: string, file: string): Promise<string> => {
    const render = await FORMATS[format]()
    await write(input, file, await render(report, { color: false, width: 100, quiet: false, places }))
    return file
  }
  const json = reportFile === null ? path.join(temporary, 'report.json') : path.resolve(workspace, reportFile)
  const written: { json: string } & Record<FileFormat, string | null> = {
    json: await put('json', 'report-file', json),
    sarif: null,
    html: null,
    ndjson: null,
  }
  for (const format of FILE_FORMATS) {
    const file = files[format]
    if (file !== null) written[format] = await put(format, `${format}-file`, path.resolve(workspace, file))
  }
  return written
}

async function write(input: string, file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    // A link that the checkout put there is replaced, not written through.
    await rm(file, { force: true })
    await writeFile(file, text, { flag: 'wx' })
  } catch (error) {
    throw new CannotLook(
      `The report cannot be written to ${file}: ${readMessage(error)}. Give ${input} another path in the workspace.`,
    )
  }
}
