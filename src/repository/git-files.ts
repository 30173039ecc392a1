import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { assertSize, ConfigFileError, type ConfigFiles, MAX_CONFIG_BYTES } from './config-files.ts'

const run = promisify(execFile)
const TIME_LIMIT = 30_000

/**
 * The files of a commit in a clone, read by git without touching the working tree. Null when the commit is not there:
 * the clone is shallow, or there is no clone or no git; the caller may then ask an API.
 * @param root of the clone, absolute
 * @param commit full hash, in hex
 */
export async function gitFiles(root: string, commit: string): Promise<ConfigFiles | null> {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return null
  try {
    await git(root, ['cat-file', '-e', `${commit}^{tree}`])
  } catch {
    return null
  }
  return {
    async read(file) {
      const listing = await listed(root, commit, file)
      // `<mode> <type> <hash> <size>\t<path>`, see git-ls-tree(1).
      const [, mode, type, hash, size] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t/.exec(listing) ?? []
      if (mode === undefined || type === 'tree' || hash === undefined) return null
      if (type !== 'blob' || mode === '120000')
        throw new ConfigFileError(
          'At the base commit this is a link, which is not followed. Put the file itself there.',
        )
      assertSize(Number(size))
      return (await git(root, ['cat-file', 'blob', hash])).stdout
    },
  }
}

async function listed(root: string, commit: string, file: string): Promise<string> {
  try {
    const { stdout } = await git(root, ['ls-tree', '-z', '-l', '--full-tree', commit, '--', file])
    return stdout.toString('utf8')
  } catch (error) {
    throw new ConfigFileError(
      `git cannot read it at commit ${commit.slice(0, 12)}: ${error instanceof Error ? error.message : String(error)}. Fetch the commit with its files.`,
    )
  }
}

function git(root: string, args: readonly string[]) {
  return run('git', ['--no-replace-objects', '--literal-pathspecs', '-C', root, ...args], {
    encoding: 'buffer',
    timeout: TIME_LIMIT,
    maxBuffer: MAX_CONFIG_BYTES * 2,
    // Nothing is fetched behind our back, and no question is asked.
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
  })
}
