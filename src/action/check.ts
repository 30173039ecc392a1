import { gate } from '../gate/gate.ts'
import type { WorkflowEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import { mergedReport } from './merged-report.ts'
import { type Accesses, judgingOf, runFolders, targetsOf } from './run-request.ts'
import { tellReport } from './tell-report.ts'

/**
 * Asks the gate, or merges the reports of several jobs, and tells the result in the log, the annotations, the
 * summary, the comment and the outputs.
 * @returns The exit status of the step.
 * @throws CannotLook when nothing could be judged
 */
export async function check(inputs: Inputs, event: WorkflowEvent, accesses: Accesses): Promise<number> {
  const folders = await runFolders()
  const report =
    inputs.mode === 'merge'
      ? await mergedReport(inputs.reports, folders.workspace)
      : await gate({
          ...judgingOf(inputs, event, accesses, folders),
          ...(await targetsOf(inputs, event, accesses, folders.workspace)),
          runScripts: inputs.runScripts,
          keepTarballs: true,
        })
  await tellReport(report, { inputs, event, access: accesses.access, folders })
  return report.verdict === 'pass' ? 0 : 1
}
