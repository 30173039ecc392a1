import { formatNumber } from '../../text/format-number.ts'
import { LINE_LIMIT, visitLines } from './file-lines.ts'
import { FirstOfMany } from './first-of-many.ts'
import { LatestLines } from './latest-lines.ts'
import { type Overview, OverviewBuilder, type OverviewOptions } from './overview.ts'
import { recordSchema } from './record-schema.ts'
import type { RunRecord } from './run-record.ts'

const PROBLEMS_TOLD = 20
/** More than any moment: a run of the repository's own branches outranks one of a change that is not merged. */
const OWN = 1e15

/**
 * Puts the records of many files together, in memory that grows with the packages alone, by some 40 bytes each. Reads
 * the files twice: to find out which line is the last one of each package, then those.
 * @throws CannotLook when a file cannot be read
 */
export async function mergeRecords(files: readonly string[], options: OverviewOptions): Promise<Overview> {
  const latest = new LatestLines()
  const looked = new LatestLines()
  const repositories = new LatestLines()
  const problems = new FirstOfMany<string>(PROBLEMS_TOLD, () => 0)
  let lines = 0
  for (const file of files)
    await visitLines(file, (number, text) => {
      lines += 1
      const record = readRecord(text)
      if (typeof record === 'string') return problems.add(`${file}, line ${number}: ${record}`)
      latest.enter(formatKey(record), rankRecord(record), lines)
      looked.enter(formatPlace(record), rankRecord(record), lines)
      repositories.enter(record.repository?.toLowerCase() ?? '', rankRecord(record), lines)
    })
  const builder = new OverviewBuilder(options)
  const wanted = latest.listLines()
  let [at, next] = [0, 0]
  for (const file of files)
    await visitLines(file, (number, text) => {
      at += 1
      if (at !== wanted[next]) return
      next += 1
      const record = readRecord(text)
      if (typeof record === 'string') problems.add(`${file}, line ${number}, changed while it was read.`)
      else if (!isOvertaken(record, looked, repositories)) builder.add(record)
    })
  return builder.finish({ lines, repositories: repositories.count, problems: problems.readListed() })
}

/** A run that did not get at a package could not name it: the next one that looked at the same place has its say. */
function isOvertaken(record: RunRecord, looked: LatestLines, repositories: LatestLines): boolean {
  if (record.name !== null) return false
  const since =
    record.target === null
      ? repositories.findRank(record.repository?.toLowerCase() ?? '')
      : looked.findRank(formatPlace(record))
  return since !== null && since > rankRecord(record)
}

/** The record on a line, or what is wrong with it as a sentence. */
export function readRecord(text: string | null): RunRecord | string {
  if (text === null) return `it is longer than ${formatNumber(LINE_LIMIT)} bytes, and so is not a record.`
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'it is not JSON; --format ndjson writes one record a line.'
  }
  const parsed = recordSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined ? '' : ` (${issue.path.join('.') || 'the whole'}: ${issue.message})`
  return `it is not a record that this version of Seaworthy understands${where}.`
}

/** Of a version that is out there is one for ever; else the package of a repository is one, whatever its version. */
function formatKey(record: RunRecord): string {
  const { repository, name, version, target, published } = record
  if (published) return JSON.stringify([name, version, target])
  return name === null ? formatPlace(record) : JSON.stringify([repository?.toLowerCase() ?? null, name])
}

/** What was looked at in a repository; of a tarball its name without the version. */
function formatPlace({ repository, target }: RunRecord): string {
  const place = target?.replace(/-\d+\.\d+\.\d[^/]*\.tgz$/, '.tgz') ?? null
  return JSON.stringify([repository?.toLowerCase() ?? null, 'in', place])
}

function rankRecord({ time, ref }: RunRecord): number {
  const isChange = ref !== null && /^refs\/(?:pull|merge-requests)\//.test(ref)
  return Date.parse(time) + (isChange ? 0 : OWN)
}
