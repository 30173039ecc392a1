import { readdir } from 'node:fs/promises'
import { runGate } from '../gate/gate.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { mergeReports } from '../report/merge-reports.ts'
import type { WorkflowEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import { mergeFoundReports } from './merged-report.ts'
import {
  type Accesses,
  collectJudging,
  collectTargets,
  locateFolders,
  type RunJudging,
} from './run-request.ts'
import { tellReport } from './tell-report.ts'
import { runFolded } from './workflow-log.ts'

/**
 * Asks the gate, or merges the reports of several jobs, and tells the result in the log, the annotations, the
 * summary, the comment and the outputs. What keeps it from looking is told as well: a comment of an earlier run must
 * not stand as if nothing had happened.
 * @returns The exit status of the step.
 */
export async function check(inputs: Inputs, event: WorkflowEvent, accesses: Accesses): Promise<number> {
  const folders = await locateFolders()
  const judging = collectJudging(inputs, event, accesses, folders)
  const report = await runFolded('What was packed and read', () =>
    look(inputs, event, accesses, judging).catch(reportTrouble),
  )
  await tellReport(report, { inputs, event, access: accesses.access, folders, base: judging.base })
  return report.verdict === 'pass' ? 0 : 1
}

async function look(
  inputs: Inputs,
  event: WorkflowEvent,
  accesses: Accesses,
  judging: RunJudging,
): Promise<Report> {
  if (inputs.mode === 'merge') return mergeFoundReports(inputs.reports, judging.directory)
  await assertCheckedOut(inputs, judging.directory)
  return runGate({
    ...judging,
    ...(await collectTargets(inputs, event, accesses, judging.directory)),
    runScripts: inputs.runScripts,
    keepTarballs: true,
  })
}

/** @throws CannotLook when the job's folder is empty and something in it is to be looked at */
async function assertCheckedOut({ paths, tarballs }: Inputs, workspace: string): Promise<void> {
  const isPublished = (name: string): boolean => /^(?:@[^/@]+\/)?[^/@.][^/@]*@[^/]+$/.test(name)
  if (tarballs.length === 0 && paths.every(isPublished)) return
  if ((await readdir(workspace)).length > 0) return
  const other = tarballs.length === 0 ? '' : ', or the step that downloads the tarball,'
  throw new CannotLook(
    `Nothing is checked out, so there is no package to look at. Put actions/checkout${other} before this step.`,
  )
}

function reportTrouble(error: unknown): Report {
  if (!(error instanceof CannotLook)) throw error
  return { ...mergeReports([]), errors: [error.message] }
}
