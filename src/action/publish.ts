import { setOutput } from '@actions/core'
import type { ReleasedPackage } from '../model/release.ts'
import { publishRelease } from '../publish/publish-release.ts'
import { describeRelease } from '../reporters/release.ts'
import type { WorkflowEvent } from './event.ts'
import type { Inputs } from './inputs.ts'
import { type Accesses, collectJudging, collectTargets, locateFolders } from './run-request.ts'
import { tellReport } from './tell-report.ts'
import { annotate, printEncoded, runFolded } from './workflow-log.ts'

/**
 * Judges everything, and only if all of it passes publishes exactly those files.
 * @param npmToken null: the login is npm's configuration, or trusted publishing
 * @returns The exit status of the step.
 * @throws CannotLook when nothing could be judged
 */
export async function publish(
  inputs: Inputs,
  event: WorkflowEvent,
  accesses: Accesses,
  npmToken: string | null,
): Promise<number> {
  const folders = await locateFolders()
  const release = await runFolded('What was packed, read and published', async () =>
    publishRelease({
      judging: {
        ...collectJudging(inputs, event, accesses, folders),
        ...(await collectTargets(inputs, event, accesses, folders.workspace)),
        runScripts: inputs.runScripts,
      },
      options: inputs.publishing,
      environment: npmToken === null ? process.env : { ...process.env, NPM_TOKEN: npmToken },
    }),
  )
  const { report, outcome, packages } = release
  if (report !== null) await tellReport(report, { inputs, event, access: accesses.access, folders })
  printEncoded(`\n${describeRelease(release).join('\n')}`)
  setOutput('published', String(packages.filter(isOut).length))
  if (outcome === 'failed')
    annotate({
      level: 'error',
      title: 'Not everything was published',
      message: describeRelease(release).at(-1) ?? '',
      file: null,
      line: null,
      column: null,
    })
  return outcome === 'done' ? 0 : 1
}

function isOut({ outcome }: ReleasedPackage): boolean {
  return outcome === 'published' || outcome === 'staged'
}
