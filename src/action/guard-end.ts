import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { setOutput } from '@actions/core'
import { CannotLook } from '../model/cannot-look.ts'
import type { WorkflowEvent } from './event.ts'
import { isAlive } from './guard.ts'
import { type GuardIsDone, locateGuardFiles, outcomeSchema, stateSchema } from './guard-files.ts'
import type { Inputs } from './inputs.ts'
import type { Accesses } from './run-request.ts'
import { tellReport } from './tell-report.ts'
import { annotate, printEncoded } from './workflow-log.ts'

/** Milliseconds that the guard has to ask the registry and tell. */
const PATIENCE = 120_000

/**
 * The last step of a job that is under guard: tells what became of everything, and fails the job if anything was held
 * back or the guard is gone.
 * @param state what the first step has saved
 * @throws CannotLook when the guard does not answer
 */
export async function finishGuard(
  inputs: Inputs,
  event: WorkflowEvent,
  accesses: Accesses,
  state: string,
): Promise<number> {
  const { folder, pid } = stateSchema.parse(JSON.parse(state))
  const done = await endGuard(folder, pid)
  const { report, lines, status } = done
  const workspace = process.env.GITHUB_WORKSPACE || process.cwd()
  if (report !== null)
    await tellReport(report, {
      inputs,
      event,
      access: accesses.access,
      folders: { workspace, temporary: folder },
    })
  printEncoded(`\n${lines.join('\n')}`)
  setOutput('published', String(done.published))
  setOutput('held', String(done.held))
  if (status !== 0 && report?.verdict !== 'block')
    annotate({
      level: 'error',
      title: 'Seaworthy',
      message: lines.at(-1) ?? '',
      file: null,
      line: null,
      column: null,
    })
  return status === 0 ? 0 : 1
}

async function endGuard(folder: string, pid: number): Promise<GuardIsDone> {
  const { stop, outcome } = locateGuardFiles(folder)
  await writeFile(stop, '')
  for (const start = Date.now(); Date.now() - start < PATIENCE; await wait(100)) {
    if (existsSync(outcome)) return outcomeSchema.parse(JSON.parse(await readFile(outcome, 'utf8')))
    if (!isAlive(pid)) break
  }
  if (existsSync(outcome)) return outcomeSchema.parse(JSON.parse(await readFile(outcome, 'utf8')))
  throw new CannotLook(
    'The guard was gone before the job ended. Nothing could be published through it after that; what was before is not known here. Look at the registry, and run the job again.',
  )
}
