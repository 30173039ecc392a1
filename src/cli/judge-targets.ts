import type { HeldValues } from '../judge/held-values.ts'
import type { CheckOptions } from '../library/check-options.ts'
import type { Report } from '../model/report.ts'
import { readTagOfRun } from '../repository/tag-of-run.ts'
import type { Judging } from './options.ts'
import { Progress } from './progress.ts'
import { openTemporaryFolder } from './temporary-folder.ts'
import { readBaselineTimeLimit, readNpmTimeLimit } from './time-limits.ts'

export interface TargetsRequest extends Judging {
  readonly targets: readonly string[]
  /** Whether each target stands for its workspaces. */
  readonly workspaces: boolean
  readonly baseline: string | null
  /** See `GateRequest`. */
  readonly cacheFolder?: string | null
  /** Null or left out: all targets. */
  readonly shard?: { readonly index: number; readonly count: number } | null
  /** Null or left out: one a processor, where it pays. */
  readonly threads?: number | null
  readonly runScripts: boolean
  /** See `GateRequest`. */
  readonly held?: HeldValues
  /** See `GateRequest`. */
  readonly comparison?: 'left-out'
}

/** Runs the gate over targets of the working folder, with progress on standard error for who watches. */
export function judgeTargets(request: TargetsRequest): Promise<Report> {
  return runGate(request, false, async (report) => report)
}

/** Like `judgeTargets`; the tarballs are there, where the report says, for as long as `use` takes. */
export function judgeAndUse<Result>(
  request: TargetsRequest,
  use: (report: Report) => Promise<Result>,
): Promise<Result> {
  return runGate(request, true, use)
}

async function runGate<Result>(
  request: TargetsRequest,
  keepTarballs: boolean,
  use: (report: Report) => Promise<Result>,
): Promise<Result> {
  const [{ checkIn }, temporary] = await Promise.all([import('../library/check.ts'), openTemporaryFolder()])
  const progress = new Progress(process.stderr)
  const baseline = readBaselineTimeLimit()
  try {
    const report = await checkIn(
      temporary.path,
      { ...readGivenOptions(request), onProgress: ({ message }) => progress.say(message) },
      {
        keepTarballs,
        ...(request.held === undefined ? {} : { held: request.held }),
        ...(request.comparison === undefined ? {} : { comparison: request.comparison }),
        npmTimeLimit: readNpmTimeLimit(),
        ...(baseline === null ? {} : { baselineTimeLimit: baseline }),
      },
    )
    progress.finish()
    return await use(report)
  } finally {
    progress.finish()
    temporary.remove()
  }
}

/** What was given on the command line; the rest is left to the library's defaults. */
function readGivenOptions(request: TargetsRequest): CheckOptions {
  const set = Object.entries({ ...request, releaseTag: readTagOfRun(process.env) }).filter(
    ([, value]) => value !== null,
  )
  return Object.fromEntries(set)
}
