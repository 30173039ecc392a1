import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { filterTrustedPath } from './trusted-path.ts'

const run = promisify(execFile)
const TIME_LIMIT = 30_000
const OUTPUT_LIMIT = 512 * 1024 * 1024

/**
 * Asks git something that only reads. Whoever owns the folder (in a container it is often somebody else), it may be
 * read: nothing that the repository's own configuration names is started, nothing is fetched, no question is asked.
 * @throws Error as git failed
 */
export async function runGit(directory: string, args: readonly string[]): Promise<Buffer> {
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']
  const { stdout } = await run(
    'git',
    ['--no-replace-objects', '--literal-pathspecs', ...settings, '-C', directory, ...args],
    {
      encoding: 'buffer',
      timeout: TIME_LIMIT,
      maxBuffer: OUTPUT_LIMIT,
      windowsHide: true,
      env: {
        ...removeGitVariables(process.env),
        ...(process.platform === 'win32' ? {} : { PATH: filterTrustedPath() }),
        GIT_NO_LAZY_FETCH: '1',
        // For a git that does not know the line above: no way of fetching is allowed.
        GIT_ALLOW_PROTOCOL: 'none',
        GIT_TERMINAL_PROMPT: '0',
        GIT_OPTIONAL_LOCKS: '0',
        LC_ALL: 'C',
      },
    },
  )
  return stdout
}

/** In a hook, git's own variables point at the repository that the hook belongs to, whatever folder is asked for. */
function removeGitVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('GIT_') || name === 'GIT_EXEC_PATH'),
  )
}

/**
 * Tells a git that refuses to read, or that is not there, from a repository that lacks something.
 * @throws CannotLook when git is there and will not read the repository because of its owner
 */
export function assertReadable(error: unknown, directory: string): void {
  if (!/dubious ownership|unsafe repository/.test(readMessage(error))) return
  throw new CannotLook(
    `Could not look: git does not read ${directory}, because the folder belongs to another user than this job runs as. Add a step before this one: git config --global --add safe.directory ${directory}`,
  )
}
