import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CommandOptions, type CommandResult, ROOT, runSeaworthy } from './command-line.ts'

export interface Usage {
  /** Milliseconds of processor time, of all threads. */
  readonly cpu: number
  /** Most resident memory, in KiB; where there is no /proc, includes what the process that started it had at that moment. */
  readonly maxRSS: number
}

const RECORDER = pathToFileURL(path.join(ROOT, 'bench', 'record-usage.js')).href

/** Runs the bundled command line and tells what it used; usage is null if it did not come to its end. */
export async function runMeasured(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult & { readonly usage: Usage | null }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'usage-'))
  const file = path.join(folder, 'usage.json')
  try {
    const env = { ...options.env, NODE_OPTIONS: `--import=${RECORDER}`, USAGE_FILE: file }
    const result = await runSeaworthy(args, { ...options, env })
    const written = await readFile(file, 'utf8').catch(() => null)
    return { ...result, usage: written === null ? null : (JSON.parse(written) as Usage) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
