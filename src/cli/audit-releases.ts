import { findPackages } from '../audit/audit-names.ts'
import { AuditBuilder } from '../audit/audit-summary.ts'
import { type AuditProgress, runAudit } from '../audit/run-audit.ts'
import { LookPool } from '../gate/threads/look-pool.ts'
import { readNpmSettings } from '../pack/registry/npm-settings.ts'
import { PATIENT, RegistryClient } from '../pack/registry/registry-client.ts'
import type { RunRecord } from '../report/records/run-record.ts'
import { buildAuditPage } from '../reporters/tables/audit-page.ts'
import { findRunOrigin } from '../repository/run-origin.ts'
import { AuditLines } from './audit-lines.ts'
import type { OptionValues } from './command.ts'
import { EXIT_STATUS } from './exit-status.ts'
import { type JUDGING, parseWholeNumber, readJudging, readThreads, type THREADS } from './options.ts'
import { type Output, readOutputs } from './outputs.ts'
import { Progress } from './progress.ts'
import { print } from './screen.ts'
import { assertTableFormats, writeTables } from './table-outputs.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

export interface AuditOptions extends OptionValues<typeof JUDGING & typeof THREADS> {
  readonly last: string | null
  readonly concurrency: string | null
  readonly resume: string | null
  readonly format: readonly string[]
  readonly output: string | null
}

/** Where lines go as they come. */
interface LineSink {
  add(record: RunRecord): void | Promise<void>
}

/** `seaworthy audit`: looks at releases that are out and says what to do. */
export async function auditReleases(operands: readonly string[], options: AuditOptions): Promise<number> {
  const outputs = readOutputs(options.format, options.output)
  const pages = outputs.filter(({ format }) => format !== 'ndjson')
  assertTableFormats(pages, 'An audit')
  const last = parseNumber('--last', options.last, 1, 1000)
  const concurrency = parseNumber('--concurrency', options.concurrency, 8, 64)
  const judging = readJudging(options)
  const temporary = openTemporaryFolder()
  const progress = new Progress(process.stderr, 'log')
  const summary = new AuditBuilder()
  const pool = new LookPool(readThreads(options.threads))
  try {
    // From an empty folder, so that no repository's .npmrc has a say.
    const settings = await readNpmSettings(temporary.path)
    const client = new RegistryClient(settings, {
      ...PATIENT,
      onPause: (seconds) => progress.say(`the registry asks to wait ${seconds} seconds`),
    })
    progress.say('asking the registry what there is')
    const { packages, notes } = await findPackages(operands, client)
    const lines =
      options.resume === null ? null : await AuditLines.open(options.resume, (one) => summary.add(one))
    const sinks = [...(lines === null ? [] : [lines]), ...outputs.flatMap(openLineSinks)]
    const rate = new Rate()
    let blocked = 0
    await runAudit({
      packages,
      last,
      concurrency,
      client,
      pool,
      judging: { directory: process.cwd(), temporaryDirectory: temporary.path, ...judging },
      run: (await findRunOrigin(process.cwd(), process.env)).run,
      isDone: (name, version) => lines?.has(name, version) ?? false,
      onRecord(record) {
        summary.add(record)
        for (const sink of sinks) void sink.add(record)
        if (record.verdict === 'block') blocked += 1
      },
      onProgress: (now) => progress.say(rate.tell(now, blocked)),
    })
    progress.finish()
    lines?.close()
    const audit = summary.finish(notes, new Date())
    for (const output of pages) await writeTables(output, buildAuditPage(audit), audit)
    return EXIT_STATUS[audit.verdict]
  } finally {
    progress.finish()
    await pool.close()
    temporary.remove()
  }
}

function parseNumber(option: string, given: string | null, otherwise: number, most: number): number {
  return given === null ? otherwise : parseWholeNumber(option, given, otherwise, most)
}

/** `--format ndjson[=file]`: the screen, or a file that begins anew. */
function openLineSinks({ format, file }: Output): LineSink[] {
  if (format !== 'ndjson') return []
  if (file === null) return [{ add: (record) => print(`${JSON.stringify(record)}\n`) }]
  return [AuditLines.startFresh(file)]
}

/** How fast it goes, and how long it will take. */
class Rate {
  readonly #start = performance.now()

  tell({ judged, skipped, expected }: AuditProgress, blocked: number): string {
    const seconds = (performance.now() - this.#start) / 1000
    const rate = judged / Math.max(seconds, 0.001)
    const left = Math.max(0, expected - judged - skipped)
    const time = judged < 3 ? '' : `, ${rate.toFixed(1)} a second, ${describeDuration(left / rate)} left`
    return `${judged + skipped} of ${expected} releases${time}${blocked === 0 ? '' : `, ${blocked} must not be out`}`
  }
}

function describeDuration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
