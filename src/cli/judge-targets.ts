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
      ...npmTimeLimit(),
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

/** Seconds in `SEAWORTHY_NPM_TIMEOUT`, for slow machines and slow pack scripts. */
function npmTimeLimit(): { npmTimeLimit?: number } {
  const given = process.env.SEAWORTHY_NPM_TIMEOUT
  if (given === undefined || given === '') return {}
  const seconds = Number(given)
  if (!(seconds > 0))
    throw new CannotLook(`SEAWORTHY_NPM_TIMEOUT is ${JSON.stringify(given)}. Give it a number of seconds.`)
  return { npmTimeLimit: seconds * 1000 }
}
