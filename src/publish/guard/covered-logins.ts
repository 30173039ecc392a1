import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Guard } from './guarded-run.ts'
import { isTracked, type LoginFile, loginFiles, withPlaceholders } from './login-files.ts'
import { findProgram } from './native-programs.ts'

/** Logins in files, and whether a command can read them. */
export interface LoginsInFiles {
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
 * Keeps the command from the logins that lie in files. A command that gives up its variables and its PATH finds them
 * where it lives; on Linux it gets mounts of its own, in which placeholders lie over these files, and npm's file leads
 * to the guard. Nothing is written to the files themselves, and nobody else sees a change. Where the system does not
 * let us, they stay open, which is told.
 */
export async function coverLogins(guard: Guard, environment: NodeJS.ProcessEnv): Promise<CoveredLogins> {
  const { texts } = guard
  const files = loginFiles(guard, environment)
  const coverable = process.platform === 'linux' ? files.filter((one) => isCoverable(one, texts)) : []
  const covers = await writeCovers(coverable, guard)
  const searchPath = [environment.PATH, SYSTEM_PATH].filter(Boolean).join(':')
  for (const startedBy of covers.length === 0 ? [] : waysToLayOver(covers, searchPath, texts))
    if (await works(startedBy, covers))
      return { startedBy, covered: coverable, open: files.filter((one) => !coverable.includes(one)) }
  return { startedBy: [], covered: [], open: files }
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
      const text = to.isNpmrc ? readFileSync(guard.npmrc, 'utf8') : withPlaceholders(to, guard)
      await writeFile(from, text, { mode: 0o600 })
      return { from, to }
    }),
  )
}

/** As the one who may mount, else as one who may in a world of its own, from which it comes back as who it was. */
function waysToLayOver(covers: readonly Cover[], searchPath: string, texts: readonly string[]): string[][] {
  const [unshare, mount] = ['unshare', 'mount'].map((name) => findProgram(name, searchPath))
  // dash drops variables whose names are no identifiers.
  const shell = findProgram('bash', searchPath) ?? findProgram('sh', searchPath)
  if (!unshare || !mount || shell === null || process.getuid === undefined || process.getgid === undefined)
    return []
  const pairs = covers.flatMap(({ from, to }) => [from, to.file])
  const layOver = [shell, '-c', LAY_OVER, 'sh', mount, ...pairs, '--']
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
