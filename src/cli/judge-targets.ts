import { CannotLook } from '../cannot-look.ts'
import type { Report } from '../report/report.ts'
import type { Judging } from './options.ts'
import { Progress } from './progress.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface TargetsRequest extends Judging {
  readonly targets: readonly string[]
  /** Whether each target stands for its workspaces. */
  readonly workspaces: boolean
  readonly baseline: string | null
  readonly runScripts: boolean
}

/** Runs the gate over targets of the working folder, with progress on standard error for who watches. */
export async function judgeTargets(request: TargetsRequest): Promise<Report> {
  const { workspaces, ...judging } = request
  const [{ gate }, temporary] = await Promise.all([import('../gate.ts'), temporaryFolder()])
  const progress = new Progress(process.stderr)
  const directory = process.cwd()
  try {
    const expanded = workspaces ? await expand(request.targets, directory) : { targets: request.targets }
    return await gate({
      ...judging,
      ...expanded,
      directory,
      repository: { visibility: null, checkout: null },
      temporaryDirectory: temporary.path,
      keepTarballs: false,
      ...timeLimits(),
      onProgress: (message) => progress.say(message),
    })
  } finally {
    progress.done()
    temporary.remove()
  }
}

async function expand(targets: readonly string[], directory: string) {
  const { expandWorkspaces } = await import('../pack/workspaces.ts')
  return expandWorkspaces(targets, directory)
}

/** Seconds, for slow machines, slow pack scripts and slow registries. */
function timeLimits(): { npmTimeLimit?: number; baselineTimeLimit?: number } {
  const npm = seconds('SEAWORTHY_NPM_TIMEOUT')
  const baseline = seconds('SEAWORTHY_BASELINE_TIMEOUT')
  return {
    ...(npm === null ? {} : { npmTimeLimit: npm * 1000 }),
    ...(baseline === null ? {} : { baselineTimeLimit: baseline * 1000 }),
  }
}

function seconds(variable: string): number | null {
  const given = process.env[variable]
  if (given === undefined || given === '') return null
  const number = Number(given)
  if (number > 0) return number
  throw new CannotLook(`${variable} is ${JSON.stringify(given)}. Give it a number of seconds.`)
}
