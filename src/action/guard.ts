import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { addPath, exportVariable, saveState } from '@actions/core'
import { CannotLook } from '../model/cannot-look.ts'
import type { WorkflowEvent } from './event.ts'
import { type GuardIsReady, locateGuardFiles, readySchema } from './guard-files.ts'
import type { Inputs } from './inputs.ts'
import { type Accesses, locateFolders } from './run-request.ts'
import { tellReport } from './tell-report.ts'
import { annotate, say } from './workflow-log.ts'

/** Milliseconds until the guard listens; the first look packs everything before. */
const PATIENCE = 20 * 60_000

/**
 * Starts the guard beside the job and leads the later steps to it.
 * @param secrets inputs that hold secrets, by the names of their variables: the guard reads them itself
 * @returns The exit status of the step.
 * @throws CannotLook when the guard does not start
 */
export async function startGuardForJob(
  inputs: Inputs,
  event: WorkflowEvent,
  accesses: Accesses,
  secrets: Readonly<Record<string, string>>,
): Promise<number> {
  const folders = await locateFolders()
  const { temporary } = folders
  const pid = await startBeside(temporary, secrets)
  saveState('guard', JSON.stringify({ folder: temporary, pid }))
  const ready = await awaitReady(temporary, pid).catch((error: unknown) => {
    // Where nothing stands, there is nothing to end.
    saveState('guard', '')
    throw error
  })
  if (ready.refused !== null) {
    await tellReport(ready.refused, { inputs, event, access: accesses.access, folders })
    annotate({
      level: 'error',
      title: 'Seaworthy',
      message:
        'What the next steps would publish must not be published, so they cannot reach the registry. With first-look: false they can, and each tarball is judged on its way.',
      file: null,
      line: null,
      column: null,
    })
    return 1
  }
  for (const [name, value] of Object.entries(ready.variables)) exportVariable(name, value)
  addPath(ready.programs)
  say('The guard is running. What the next steps publish is reported when the job ends.')
  say(ready.protection)
  for (const note of ready.notes) say(note)
  return 0
}

/** Starts a process that outlives this step; secrets reach it through its input alone. */
async function startBeside(folder: string, secrets: Readonly<Record<string, string>>): Promise<number> {
  const log = await open(path.join(folder, 'guard.log'), 'w', 0o600)
  try {
    const child = spawn(process.execPath, [process.argv[1] ?? '', 'guard', folder], {
      detached: true,
      stdio: ['pipe', 'ignore', log.fd],
      windowsHide: true,
    })
    child.stdin?.end(JSON.stringify(secrets))
    child.unref()
    if (child.pid === undefined)
      throw new CannotLook('The guard could not be started, so nothing can be published.')
    return child.pid
  } finally {
    await log.close()
  }
}

async function awaitReady(folder: string, pid: number): Promise<GuardIsReady> {
  const { ready, log } = locateGuardFiles(folder)
  for (const start = Date.now(); Date.now() - start < PATIENCE; await wait(100)) {
    if (existsSync(ready)) return readySchema.parse(JSON.parse(await readFile(ready, 'utf8')))
    if (!isAlive(pid)) break
  }
  const said = await readFile(log, 'utf8').catch(() => '')
  throw new CannotLook(
    said.trim() || 'The guard did not start, so nothing was led to it and nothing is published.',
  )
}

/** Whether a process lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
