import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gate } from '../gate/gate.ts'
import type { Report } from '../model/report.ts'
import { freshFolder } from '../pack/fresh-folder.ts'
import { expandPrivateRoots, expandWorkspaces } from '../pack/workspaces.ts'
import { renderAnnotations } from '../reporters/annotations.ts'
import { verdictWord } from '../reporters/phrases.ts'
import type { ActionPlaces } from '../reporters/place-to-act.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import { findCheckout } from '../repository/package-folders.ts'
import { rootAround } from '../repository/repository-root.ts'
import { type CommentStatus, deliverComment } from './comment-delivery.ts'
import { commentOf, shouldCreate } from './comment-text.ts'
import type { WorkflowEvent } from './event.ts'
import { baseFinder, type RunPlace } from './find-base.ts'
import type { GitHubAccess } from './github-access.ts'
import type { Inputs } from './inputs.ts'
import { writeOutputs } from './outputs.ts'
import { writeReportFiles } from './report-files.ts'
import { policyFetcher } from './repository-files.ts'
import { assertScriptsMayRun } from './scripts-may-run.ts'
import { writeSummary } from './step-summary.ts'
import { findTarballs } from './tarball-files.ts'
import { annotate, print, say } from './workflow-log.ts'

const LOG_WIDTH = 110

/** The API with the job's token, and with the one for the policy; null where there is no token. */
export interface Accesses {
  readonly access: GitHubAccess | null
  readonly policyAccess: GitHubAccess | null
}

/**
 * Asks the gate, and tells the result in the log, the annotations, the summary, the comment and the outputs.
 * @returns The exit status of the step.
 * @throws CannotLook when nothing could be judged
 */
export async function check(inputs: Inputs, event: WorkflowEvent, accesses: Accesses): Promise<number> {
  const workspace = await realpath(process.env.GITHUB_WORKSPACE || process.cwd())
  const temporary = await freshFolder(process.env.RUNNER_TEMP || tmpdir(), 'seaworthy-')
  const report = await judge(inputs, event, accesses, { workspace, temporary })
  print(renderTerminal(report, { color: true, width: LOG_WIDTH, quiet: false }))
  const places = await findCheckout(report, workspace)
  const files = await writeReportFiles(report, inputs, places, { workspace, temporary })
  showAnnotations(report, inputs, places)
  await writeSummary(report, event.pullRequest?.head ?? null)
  const commentStatus = await comment(report, inputs, event, accesses.access)
  writeOutputs({ report, files, commentStatus })
  return report.verdict === 'pass' ? 0 : 1
}

async function judge(
  inputs: Inputs,
  event: WorkflowEvent,
  { access, policyAccess }: Accesses,
  { workspace, temporary }: { workspace: string; temporary: string },
): Promise<Report> {
  const place: RunPlace = {
    event,
    access,
    repository: process.env.GITHUB_REPOSITORY ?? '',
    sha: process.env.GITHUB_SHA ?? '',
    ref: process.env.GITHUB_REF ?? '',
    server: hostOf(process.env.GITHUB_SERVER_URL || 'https://github.com'),
  }
  const found = await findTargets(inputs, workspace)
  if (inputs.runScripts)
    for (const target of found.targets)
      await assertScriptsMayRun(rootAround(path.resolve(workspace, target), workspace), place)
  return gate({
    ...found,
    directory: workspace,
    profile: inputs.profile,
    failOn: inputs.failOn,
    configFile: inputs.configFile,
    policyFile: inputs.policyFile,
    policyFetcher: policyFetcher(policyAccess),
    base: baseFinder(place),
    baseline: inputs.baseline,
    runScripts: inputs.runScripts,
    packer: inputs.packer,
    forbidden: inputs.forbidden,
    releaseTag: process.env.GITHUB_REF_TYPE === 'tag' ? (process.env.GITHUB_REF_NAME ?? null) : null,
    repository: { visibility: event.visibility, checkout: workspace },
    temporaryDirectory: temporary,
    keepTarballs: true,
    onProgress: say,
  })
}

async function findTargets(
  inputs: Inputs,
  workspace: string,
): Promise<{ targets: string[]; notes: readonly string[] }> {
  const { targets, notes } = inputs.workspaces
    ? await expandWorkspaces(inputs.paths, workspace)
    : await expandPrivateRoots(inputs.paths, workspace)
  return { targets: [...new Set([...targets, ...(await findTarballs(inputs.tarballs, workspace))])], notes }
}

function showAnnotations(report: Report, inputs: Inputs, places: ActionPlaces): void {
  if (inputs.annotations) {
    for (const annotation of renderAnnotations(report, places)) annotate(annotation)
    return
  }
  // A failed step without any annotation says nothing on the page of the run.
  if (report.verdict !== 'pass')
    annotate({
      level: 'error',
      title: 'Seaworthy',
      message: `The package ${verdictWord(report.verdict)}: see the log or the job summary.`,
      file: null,
      line: null,
      column: null,
    })
}

async function comment(
  report: Report,
  inputs: Inputs,
  event: WorkflowEvent,
  access: GitHubAccess | null,
): Promise<CommentStatus> {
  if (inputs.comment === 'never') return 'off'
  if (event.pullRequest === null) {
    say(`No comment: ${event.name || 'this event'} has no pull request.`)
    return 'not-a-pull-request'
  }
  if (access === null) {
    say('No comment: the input github-token is empty. The verdict, the annotations and the summary stand.')
    return 'forbidden'
  }
  const delivery = await deliverComment({
    apiUrl: access.apiUrl,
    token: access.token,
    timeLimit: access.timeLeft,
    repository: process.env.GITHUB_REPOSITORY ?? '',
    pullRequest: event.pullRequest.number,
    readOnly: event.pullRequest.readOnly,
    ...commentOf(report, inputs.commentKey, { commit: event.pullRequest.head }),
    create: shouldCreate(report, inputs.comment),
  })
  say(delivery.sentence)
  return delivery.status
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname
  } catch {
    return ''
  }
}
