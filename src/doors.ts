/** What the bundle `dist/seaworthy.js` holds behind its two doors; each loads its own rooms when it is opened. */

/** Runs the command line; sets the exit status. */
export async function openCommandLine(commandLine: readonly string[]): Promise<void> {
  const { runCommandLine } = await import('./cli/run-command-line.ts')
  await runCommandLine([...commandLine])
}

/** Runs the Action, or the guard that it starts beside a job; returns the exit status. */
export async function openAction([what, folder]: readonly string[]): Promise<number> {
  if (what === 'guard' && folder !== undefined) {
    const { guardJob } = await import('./action/guard-beside.ts')
    return guardJob(folder)
  }
  const { run } = await import('./action/run.ts')
  return run()
}

/** Opens a worker thread, which looks at tarballs as it is told. */
export async function openThread(): Promise<void> {
  const { openLookThread } = await import('./gate/threads/look-thread.ts')
  openLookThread()
}

export { check, explain, mergeReports, publish, render } from './index.ts'
