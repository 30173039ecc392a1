import { createReadStream, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { mergeRecords, readRecord } from '../report/records/merge-records.ts'
import { buildOverviewPage } from '../reporters/tables/overview-page.ts'
import { EXIT_STATUS } from './exit-status.ts'
import type { Output } from './outputs.ts'
import { assertTableFormats, writeTables } from './table-outputs.ts'

const WITHIN_DAYS = 30

export interface RecordsRequest {
  readonly files: readonly string[]
  readonly outputs: readonly Output[]
  /** A file with the repositories that should be covered; null for none. */
  readonly expected: string | null
  /** Days within which an exception that runs out is told; null for 30. */
  readonly within: string | null
}

/**
 * Whether operands name records: folders, files of lines by their ending or by what their first line is.
 * @throws CannotLook when some do and others do not
 */
export async function areRecords(operands: readonly string[]): Promise<boolean> {
  const kinds = await Promise.all(operands.map(isOfRecords))
  if (kinds.every((one) => one === kinds[0])) return kinds[0] ?? false
  const [records, reports] = [operands[kinds.indexOf(true)], operands[kinds.indexOf(false)]]
  throw new CannotLook(
    `${records} holds records (--format ndjson) and ${reports} is a report (--format json). Merge them one kind at a time.`,
  )
}

async function isOfRecords(operand: string): Promise<boolean> {
  if (isLines(operand) || statSync(operand, { throwIfNoEntry: false })?.isDirectory()) return true
  try {
    for await (const chunk of createReadStream(operand, { end: 65_535, encoding: 'utf8' }))
      return typeof readRecord(String(chunk).split('\n', 1)[0] ?? '') !== 'string'
  } catch {
    // Who reads it says why it cannot be read.
  }
  return false
}

const isLines = (file: string): boolean => /\.(?:ndjson|jsonl)$/i.test(file)

/** `seaworthy merge` of records: the files, and those below folders, as one table. */
export async function mergeRecordFiles(request: RecordsRequest): Promise<number> {
  const within = request.within === null ? WITHIN_DAYS : Number(request.within)
  if (!Number.isInteger(within) || within < 0 || within > 10_000)
    throw new CannotLook(
      `--within ${JSON.stringify(request.within)} is not a number of days. Write it as: --within 30`,
    )
  assertTableFormats(request.outputs, 'A table of many records')
  const files = (await Promise.all(request.files.map(listFilesOf))).flat()
  const overview = await mergeRecords(files, {
    today: new Date(),
    withinDays: within,
    expected: request.expected === null ? null : await readExpected(request.expected),
  })
  for (const output of request.outputs) await writeTables(output, buildOverviewPage(overview), overview)
  return EXIT_STATUS[overview.verdict]
}

async function listFilesOf(operand: string): Promise<string[]> {
  if (!statSync(operand, { throwIfNoEntry: false })?.isDirectory()) return [operand]
  const names = await readdir(operand, { recursive: true })
  return names
    .filter(isLines)
    .sort()
    .map((name) => path.join(operand, name))
}

async function readExpected(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new CannotLook(
      `The list of repositories ${file} cannot be read: ${readMessage(error)}. Name a file with one owner/name a line.`,
    )
  })
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))]
}
