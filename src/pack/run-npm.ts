import type { ChildProcess } from 'node:child_process'
import diagnostics from 'node:diagnostics_channel'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { exec } from '@actions/exec'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { PackerName } from '../model/packing.ts'
import { filterTrustedPath, findTrustedProgram } from '../repository/trusted-path.ts'

export interface NpmRun {
  readonly arguments: readonly string[]
  /** A fresh folder: HOME, TMPDIR, the cache and the empty npmrc lie in it, and npm runs there. */
  readonly sandbox: string
  /** Milliseconds before npm is stopped. */
  readonly timeLimit: number
  /** Whether npm may use the user's own registry, proxy and login. Only for fetching what is published. */
  readonly asUser: boolean
  /** What is run, for messages; default `npm pack`. */
  readonly label?: string
  /** The program, where it is another packer. */
  readonly program?: PackerName
  /** Where it runs; default an empty folder of the sandbox. */
  readonly workingDirectory?: string
  /** Keeps what npm prints on standard output. Only for commands that run no script of a package. */
  readonly keepOutput?: boolean
  /** Aborting it stops npm. */
  readonly signal?: AbortSignal
}

/** npm did not end in time, or flooded its output, and was stopped. */
class NpmStopped extends CannotLook {}

export interface NpmResult {
  readonly exitCode: number
  /** The last of what npm wrote to standard error, raw: for showing to a person, never for parsing. */
  readonly errorTail: string
  /** Standard output, where it was to be kept; at most 64 MB. */
  readonly output: string
}

const TAIL = 4000
const FLOOD = 64 * 1024 * 1024
const GRACE = 2000
const MOMENT = 100

/** Variables that npm and node need to start at all, and that hold no secret. */
const ALLOWED = [
  'PATH',
  'Path',
  'LANG',
  'LC_ALL',
  'SystemRoot',
  'ComSpec',
  'PATHEXT',
  'windir',
  'SystemDrive',
]
/** What reaching the user's registry takes besides. */
const ALLOWED_AS_USER =
  /^(HOME|USERPROFILE|APPDATA|LOCALAPPDATA|XDG_CONFIG_HOME|npm_config_.*|NPM_CONFIG_.*|https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|NPM_TOKEN|NODE_AUTH_TOKEN)$/

/**
 * The environment npm is given: nothing but an allow-list. `CI=true` matters: without it npm's update notifier asks
 * the registry that a repository's .npmrc names, and expands environment variables in that address.
 */
async function buildEnvironment(run: NpmRun): Promise<Record<string, string>> {
  const home = path.join(run.sandbox, 'home')
  const temporary = path.join(run.sandbox, 'tmp')
  await Promise.all([mkdir(home, { recursive: true }), mkdir(temporary, { recursive: true })])
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && (ALLOWED.includes(name) || (run.asUser && ALLOWED_AS_USER.test(name))),
  ) as [string, string][]
  const always = {
    CI: 'true',
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    npm_config_audit: 'false',
  }
  // What a packer starts itself, such as node and git, is not to come from the checkout either; scripts have their own.
  const own = process.platform === 'win32' ? {} : { PATH: filterTrustedPath() }
  if (run.asUser) return { ...Object.fromEntries(kept), ...own, ...always, TMPDIR: temporary }
  // Two files: npm refuses to read one as both.
  const userconfig = path.join(run.sandbox, 'user.npmrc')
  const globalconfig = path.join(run.sandbox, 'global.npmrc')
  await Promise.all([writeFile(userconfig, ''), writeFile(globalconfig, '')])
  return {
    ...Object.fromEntries(kept),
    ...own,
    ...always,
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    // A package manager that is only a name so far is not to be fetched for our sake.
    COREPACK_ENABLE_NETWORK: '0',
    npm_config_userconfig: userconfig,
    npm_config_globalconfig: globalconfig,
    npm_config_cache: path.join(run.sandbox, 'cache'),
  }
}

/**
 * Runs the npm on the PATH, without a shell, without the user's variables, within a time limit.
 * @returns npm's exit code and the tail of its standard error.
 * @throws CannotLook when npm cannot be started, does not end in time, or floods its output.
 */
export async function runNpm(run: NpmRun): Promise<NpmResult> {
  const env = await buildEnvironment(run)
  let tail = ''
  let flood = 0
  let stopped: string | null = null
  const running: { child: ChildProcess | null } = { child: null }
  const stop = (reason: string): void => {
    if (stopped !== null) return
    stopped = reason
    running.child?.kill('SIGTERM')
    setTimeout(() => running.child?.kill('SIGKILL'), GRACE).unref()
  }
  const kept: Buffer[] = []
  const count = (data: Buffer): void => {
    flood += data.length
    if (flood > FLOOD) stop(`wrote more than ${FLOOD / 1024 / 1024} MB of output`)
  }
  const program = run.program ?? 'npm'
  // Also keeps npm's log out of the user's cache.
  const logs = program === 'npm' ? [`--logs-dir=${path.join(run.sandbox, 'logs')}`] : []
  // @actions/exec has no way to stop what it started; node announces every child on this channel, and the sandbox in
  // its arguments tells it from every other child of ours.
  const adopt = (message: unknown): void => {
    const started = (message as { process: ChildProcess }).process
    started.once('spawn', () => {
      if (!isOurs(started.spawnargs, run)) return
      // An npm that ends before it has read its empty input is no error of ours.
      started.stdin?.on('error', () => undefined)
      running.child = started
      if (stopped !== null) started.kill('SIGTERM')
    })
  }
  const timer = setTimeout(() => stop(`did not end within ${formatSeconds(run.timeLimit)}`), run.timeLimit)
  const abort = (): void => stop('was no longer needed')
  run.signal?.addEventListener('abort', abort)
  const end = (): void => endNow(running.child)
  const work = path.join(run.sandbox, 'work')
  await mkdir(work, { recursive: true })
  diagnostics.subscribe('child_process', adopt)
  // Before the temporary folder is removed: an npm that lives on would write into it again.
  process.prependListener('exit', end)
  try {
    const exitCode = await exec(`"${locate(program)}"`, [...run.arguments, ...logs], {
      cwd: run.workingDirectory ?? work,
      env,
      silent: true,
      ignoreReturnCode: true,
      delay: GRACE,
      input: Buffer.alloc(0),
      listeners: {
        stdout: (data) => {
          count(data)
          if (run.keepOutput) kept.push(data)
        },
        stderr: (data) => {
          count(data)
          tail = (tail + data.toString('utf8')).slice(-TAIL)
        },
      },
    })
    if (stopped !== null) throw new NpmStopped(explainStop(stopped, tail, run))
    return { exitCode, errorTail: tail, output: Buffer.concat(kept).toString('utf8') }
  } catch (thrown) {
    if (stopped !== null) throw new NpmStopped(explainStop(stopped, tail, run))
    if (thrown instanceof CannotLook) throw thrown
    throw new CannotLook(
      program === 'npm'
        ? `npm could not be started: ${readMessage(thrown)} Install Node.js with npm, or hand over a ready tarball.`
        : `${program} could not be started: ${readMessage(thrown)} Install it, or hand over a ready tarball.`,
    )
  } finally {
    clearTimeout(timer)
    run.signal?.removeEventListener('abort', abort)
    process.off('exit', end)
    diagnostics.unsubscribe('child_process', adopt)
  }
}

/** The program, never one of the checkout; a name that is nowhere stays one, and cannot be started. */
function locate(program: PackerName): string {
  const found = findTrustedProgram(program)
  if (found !== null || process.platform === 'win32') return found ?? program
  throw new Error(`There is no ${program} on the PATH.`)
}

/** Another packer that is asked for its version is told no folder. */
function isOurs(words: readonly string[], { sandbox, program, arguments: given }: NpmRun): boolean {
  if (words.some((word) => word.includes(sandbox))) return true
  return program !== undefined && words.slice(-given.length).join('\0') === given.join('\0')
}

/** For when this process itself is being stopped: npm may end its scripts first, and has a moment for it. */
function endNow(child: ChildProcess | null): void {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MOMENT)
  child.kill('SIGKILL')
}

function explainStop(reason: string, tail: string, { label = 'npm pack' }: NpmRun): string {
  const said = cutLastLines(tail)
  return `${label} ${reason} and was stopped, so nothing was scanned. Run it by hand to see where it hangs, or hand over a ready tarball.${said ? `\nnpm said last:\n${said}` : ''}`
}

/** The last lines of npm's own words, without its log-file notice. */
export function cutLastLines(tail: string, lines = 8): string {
  return tail
    .split('\n')
    .filter((line) => line.trim() !== '' && !/A complete log of this run|npm-debug|_logs/.test(line))
    .slice(-lines)
    .join('\n')
}

function formatSeconds(milliseconds: number): string {
  const number = Math.round(milliseconds / 1000)
  return `${number} ${number === 1 ? 'second' : 'seconds'}`
}
