import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const start = promisify(execFile)

export interface ProgramOptions {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Milliseconds. */
  readonly timeout: number
}

/**
 * Runs a program to its end.
 * @throws Error with everything that it printed, when it fails
 */
export async function run(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<string> {
  try {
    const { stdout, stderr } = await start(program, [...args], { ...options, maxBuffer: 64 * 1024 ** 2 })
    return stdout + stderr
  } catch (error) {
    const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')}: ${message}\n${stdout}${stderr}`)
  }
}
