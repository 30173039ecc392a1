import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { COMMANDS } from '../../src/cli/commands.ts'
import { findNpmCli, node24 } from './runtimes.ts'
import { assertValidReport } from './valid-report.ts'
import { runBundle } from './warm/run-bundle.ts'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
export const CLI = path.join(ROOT, 'dist', 'cli.js')

export interface CommandResult {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** What the run left in the temporary folder it was given: nothing, if it cleans up. */
  readonly leftovers: readonly string[]
}

export interface CommandOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Put before the PATH: a folder with another npm. */
  readonly npmFolder?: string
  readonly node?: string
  /** Whether the baseline is looked for by default, as for users; the registry should be one of the test's. */
  readonly asksRegistry?: boolean
  /** Milliseconds. */
  readonly timeout?: number
  /** Whether the run needs a process of its own; see {@link runBundle}. */
  readonly alone?: boolean
}

/** Runs the bundled command line as a user would, with a temporary folder of its own. */
export async function runSeaworthy(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'command-line-'))
  const env = {
    PATH: [options.npmFolder, process.env.PATH].filter(Boolean).join(path.delimiter),
    HOME: process.env.HOME ?? temporary,
    TMPDIR: temporary,
    ...readNpmSettings(),
    ...options.env,
  }
  try {
    const run = await runBundle({
      node: options.node ?? process.execPath,
      script: CLI,
      args: options.asksRegistry ? args : addNoBaseline(args),
      cwd: options.cwd ?? ROOT,
      env,
      timeout: options.timeout ?? 120_000,
      alone: options.alone === true || options.node !== undefined,
    })
    const result = { ...run, leftovers: await readdir(temporary) }
    if (/^\{\s*"schemaVersion": \d+,\s*"tool"/.test(result.stdout)) assertValidReport(result.stdout)
    return result
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

const { check: _, ...otherCommands } = COMMANDS
const OTHER_COMMANDS = new Set([...Object.keys(otherCommands), 'help'])

/** Tests that are not about the baseline must not depend on what a registry has. */
function addNoBaseline(args: readonly string[]): readonly string[] {
  const says = args.some((argument) => argument.startsWith('--baseline') || argument.startsWith('--version'))
  return says || OTHER_COMMANDS.has(args[0] ?? '') ? args : [...args, '--baseline', 'none']
}

/** A registry that is set by environment variables must reach the runs that fetch from it. */
function readNpmSettings(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (pair): pair is [string, string] => /^npm_config_registry$/i.test(pair[0]) && pair[1] !== undefined,
    ),
  )
}

/** Writes files into a new folder and returns its path; the caller removes it. */
export async function makeFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  name = 'package-',
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), name))
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await writeFile(path.join(folder, file), content)
  }
  return folder
}

/** A folder that holds an `npm` which is a script of ours, for faults that no real npm shows at will. */
export async function makeFakeNpm(script: string): Promise<string> {
  const folder = await makeFolder({ npm: `#!/bin/sh\n${script}\n` }, 'npm-')
  await chmod(path.join(folder, 'npm'), 0o755)
  return folder
}

/** A folder that holds an `npm` of that major version, run by node 24. */
export async function makeRealNpm(major: 10 | 11 | 12): Promise<string> {
  return makeFakeNpm(`exec '${node24}' '${findNpmCli(major)}' "$@"`)
}
