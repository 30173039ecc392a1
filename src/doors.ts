/** What the bundle `dist/seaworthy.js` holds behind its two doors; each loads its own rooms when it is opened. */

/** Runs the command line; sets the exit status. */
export async function openCommandLine(commandLine: readonly string[]): Promise<void> {
  const { runCommandLine } = await import('./cli/run-command-line.ts')
  await runCommandLine([...commandLine])
}

/** Runs the Action; returns the exit status. */
export async function openAction(): Promise<number> {
  const { run } = await import('./action/run.ts')
  return run()
}

export { check, explain, publish, render } from './index.ts'
