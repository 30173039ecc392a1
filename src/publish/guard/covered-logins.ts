import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import type { Guard } from './guarded-run.ts'
import { coverText, findLoginFiles, isTracked, type LoginFile } from './login-files.ts'
import { findProgram, findShellThatKeeps } from './native-programs.ts'

/**
 * What keeps a command from logins in files. `mounts`: it sees placeholders in them, and nobody else does. `replaced`:
 * they hold placeholders until it ends. `none`: there are none, or nothing keeps it from them.
 */
export type Protection = 'mounts' | 'replaced' | 'none'

/** Logins in files, and whether a command can read them. */
export interface LoginsInFiles {
  readonly protection: Protection
  /** Files that the command sees with placeholders in them. */
  readonly covered: readonly LoginFile[]
  /** Files that it can read as they are. */
  readonly open: readonly LoginFile[]
}

export interface CoveredLogins extends LoginsInFiles {
  /** What the command is started by; empty where it is started as it is. */
  readonly startedBy: readonly string[]
}

interface Cover {
  readonly from: string
  readonly to: LoginFile
}

/** Where programs of the system are. */
const SYSTEM_PATH = '/usr/bin:/bin:/usr/sbin:/sbin'

/** Lays each first file over the second, up to `--`, then becomes the command. */
const LAY_OVER =
  'lay() { "$mount" --bind "$1" "$2" || exit 125; }; mount=$1; shift; while [ "$1" != -- ]; do lay "$1" "$2"; shift 2; done; shift; exec "$@"'

/** Whether a file shows what it is to show; and whether ssh, which minds who owns its files, still starts. */
const PROBE =
  'while [ $# -gt 0 ]; do [ "$(cat "$1")" = "$(cat "$2")" ] || exit 1; shift 2; done; command -v ssh >/dev/null || exit 0; ssh -G localhost >/dev/null 2>&1'

/**
 * How a command is kept from the logins that lie in files. One that gives up its variables and its PATH finds them
 * where it lives. On Linux it gets mounts of its own, in which placeholders lie over these files, and npm's file leads
 * to the guard: nothing is written to the files themselves. Where the system does not let us, and the machine is thrown
 * away after the job, the files are to hold placeholders meanwhile. Else they stay open, which is told.
 */
export async function coverLogins(guard: Guard, environment: NodeJS.ProcessEnv): Promise<CoveredLogins> {
  const { texts } = guard
  const files = findLoginFiles(guard, environment)
  const coverable = files.filter((one) => isCoverable(one, texts))
  const open = files.filter((one) => !coverable.includes(one))
  if (coverable.length === 0) return { protection: 'none', startedBy: [], covered: [], open }
  const searchPath = [environment.PATH, SYSTEM_PATH].filter(Boolean).join(':')
  if (process.platform === 'linux') {
    const covers = await writeCovers(coverable, guard)
    for (const startedBy of listWaysToLayOver(covers, searchPath, texts))
      if (await works(startedBy, covers)) return { protection: 'mounts', startedBy, covered: coverable, open }
  }
  return findReplaceable(coverable, files, environment)
}

/** Logins of a job whose later steps are no children of ours: nothing lies over files for them alone. */
export function coverLoginsOfJob(guard: Guard, environment: NodeJS.ProcessEnv): CoveredLogins {
  const files = findLoginFiles(guard, environment)
  return findReplaceable(
    files.filter((one) => isCoverable(one, guard.texts)),
    files,
    environment,
  )
}

function findReplaceable(
  coverable: readonly LoginFile[],
  files: readonly LoginFile[],
  { RUNNER_ENVIRONMENT }: NodeJS.ProcessEnv,
): CoveredLogins {
  // Such a machine serves one job and is thrown away after it: nobody else reads these files, now or later.
  return RUNNER_ENVIRONMENT === 'github-hosted' && coverable.length > 0
    ? {
        protection: 'replaced',
        startedBy: [],
        covered: coverable,
        open: files.filter((one) => !coverable.includes(one)),
      }
    : { protection: 'none', startedBy: [], covered: [], open: files }
}

/** Gives up its variables, and has another PATH than ours. */
const GIVES_UP = /\benv\s+(?:-\S+\s+)*(?:-i|-|--ignore-environment)\s(?![^;&|\n]*\bPATH=["']?\$\{?PATH\b)/

/**
 * A command that says itself that it gives up what leads it is not started where it would find a login.
 * @throws CannotLook naming the file
 */
export function refuseGivingUp({ texts }: Guard, { open }: LoginsInFiles): void {
  const [first] = open
  if (first === undefined || !texts.some((text) => GIVES_UP.test(text))) return
  throw new CannotLook(
    `The command gives up its variables (env -i), so nothing leads it to the guard, and it would find the login in ${first.file}, which this machine does not let us prevent. Nothing was started. Give the token as NPM_TOKEN instead of in the file, or keep PATH: env -i PATH="$PATH" …`,
  )
}

/** Not what git holds, nor what the command itself may write: both would see something other than what is there. */
function isCoverable({ file, isOfProject }: LoginFile, texts: readonly string[]): boolean {
  return !isOfProject || !(texts.some((text) => text.includes(path.basename(file))) || isTracked(file))
}

function writeCovers(files: readonly LoginFile[], guard: Guard): Promise<Cover[]> {
  const folder = path.dirname(guard.npmrc)
  return Promise.all(
    files.map(async (to, index) => {
      const from = path.join(folder, `cover-${index}`)
      await writeFile(from, coverText(to, guard), { mode: 0o600 })
      return { from, to }
    }),
  )
}

/** As the one who may mount, else as one who may in a world of its own, from which it comes back as who it was. */
function listWaysToLayOver(
  covers: readonly Cover[],
  searchPath: string,
  texts: readonly string[],
): string[][] {
  const [unshare, mount] = ['unshare', 'mount'].map((name) => findProgram(name, searchPath))
  if (!unshare || !mount || process.getuid === undefined || process.getgid === undefined) return []
  const pairs = covers.flatMap(({ from, to }) => [from, to.file])
  const layOver = [...findShellThatKeeps(searchPath), '-c', LAY_OVER, 'sh', mount, ...pairs, '--']
  const [user, group] = [process.getuid(), process.getgid()]
  const asOneself = [unshare, '--user', `--map-user=${user}`, `--map-group=${group}`, '--']
  const inOwnWorld = [unshare, '--user', '--map-root-user', '--mount', '--', ...layOver, ...asOneself]
  // In such a world nobody becomes root.
  const wantsRoot = texts.some((text) => /\b(?:sudo|doas)\b/.test(text))
  return [...(user === 0 ? [[unshare, '--mount', '--', ...layOver]] : []), ...(wantsRoot ? [] : [inOwnWorld])]
}

function works(startedBy: readonly string[], covers: readonly Cover[]): Promise<boolean> {
  const [program = '', ...args] = startedBy
  const pairs = covers.flatMap(({ from, to }) => [from, to.file])
  return new Promise((resolve) => {
    execFile(program, [...args, '/bin/sh', '-c', PROBE, 'sh', ...pairs], { timeout: 10_000 }, (error) =>
      resolve(error === null),
    )
  })
}

/** What the reader should know of a file that stays open, as a sentence. */
export function openNote({ file }: LoginFile): string {
  return `The login in ${file} can be read by the command, which this machine does not let us prevent: a program that goes by nothing it is told could publish with it, past the guard. Give the token to this step alone, as NPM_TOKEN.`
}

/** Which protection is in force, as a sentence before the command starts. */
export function describeProtection({ protection, covered, open }: LoginsInFiles, until: string): string {
  const names = (files: readonly LoginFile[]): string => files.map(({ file }) => file).join(', ')
  const judged = 'Seaworthy guards this: what is published is judged on its way'
  const unprotected =
    open.length === 0
      ? ''
      : ` The login in ${names(open)} stays readable: what goes past the guard with it is only found afterwards.`
  if (covered.length === 0)
    return open.length === 0
      ? `${judged}, and no file of npm, pnpm, Yarn or bun holds its login.`
      : `${judged}.${unprotected}`
  const how = protection === 'mounts' ? 'the command sees placeholders' : 'placeholders stand'
  const long = protection === 'mounts' ? ' (in mounts of its own)' : ` until ${until}`
  return `${judged}, and ${how} for the login in ${names(covered)}${long}.${unprotected}`
}
