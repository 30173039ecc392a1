import path from 'node:path'
import type { Report } from '../model/report.ts'
import { renderAnnotations } from '../reporters/annotations.ts'
import { logLines } from '../reporters/log-lines.ts'
import { describeVerdict } from '../reporters/phrases.ts'
import type { ActionPlaces } from '../reporters/place-to-act.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import type { ChangeOf } from '../repository/commit-files.ts'
import { isInside } from '../repository/config-files.ts'
import { type Checkout, findCheckout } from '../repository/package-folders.ts'
import { deliverComment } from './comment-delivery.ts'
import type { CommentDelivery } from './comment-request.ts'
import { shouldCreate, writeComment } from './comment-text.ts'
import type { PullRequest, WorkflowEvent } from './event.ts'
import { findPullRequest } from './find-pull-request.ts'
import { readFindingsOfBase } from './findings-of-base.ts'
import { type GitHubAccess, TIME_LIMIT } from './github-access.ts'
import type { Inputs } from './inputs.ts'
import { writeOutputs } from './outputs.ts'
import { type Folders, type ReportFiles, writeReportFiles } from './report-files.ts'
import { writeSummary } from './step-summary.ts'
import { annotate, printEncoded, runFolded, say } from './workflow-log.ts'

const LOG_WIDTH = 110

/** What a report is told with. */
export interface Telling {
  readonly inputs: Inputs
  readonly event: WorkflowEvent
  readonly access: GitHubAccess | null
  readonly folders: Folders
  /** Finds the base of the change; left out where nobody knows it. */
  readonly base?: ChangeOf | null | undefined
}

/**
 * Tells a report in the log, the annotations, the summary, the comment and the outputs. The log ends with three lines;
 * the whole of it is folded.
 */
export async function tellReport(report: Report, telling: Telling): Promise<void> {
  const { inputs, folders } = telling
  const places = await findCheckout(report, folders.workspace)
  const { files, pullRequest } = await runFolded('The whole report', async () => {
    printEncoded(renderTerminal(report, { color: true, width: LOG_WIDTH, quiet: false }))
    showAnnotations(report, inputs, places)
    const found = await findPullRequestOfRun(telling)
    const head = typeof found === 'string' ? null : found.head
    await writeSummary(report, {
      commit: head ?? telling.event.pullRequest?.head ?? null,
      checkout: places.checkout,
    })
    return { files: await writeReportFiles(report, inputs, places, folders), pullRequest: found }
  })
  const delivery = await commentOnReport(report, telling, pullRequest, places)
  const [verdict, next] = logLines(report, true)
  printEncoded(`${verdict}\n${next}`)
  say(`${delivery.sentence} ${describePlace(files, folders)}`)
  writeOutputs({ report, files, commentStatus: delivery.status })
}

function describePlace({ json, html }: ReportFiles, { temporary }: Folders): string {
  const kept = [html, json].filter((file) => file !== null && !isInside(temporary, file))
  return `Everything else: ${['the job summary', ...kept].join(', ')}`
}

async function findPullRequestOfRun({
  inputs,
  event,
  access,
  folders,
}: Telling): Promise<PullRequest | string> {
  if (inputs.comment === 'never') return 'the workflow wants none'
  return findPullRequest({
    event,
    named: inputs.pullRequest,
    access,
    workspace: folders.workspace,
    environment: process.env,
  })
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
      message: `The package ${describeVerdict(report.verdict)}: see the log or the job summary.`,
      file: null,
      line: null,
      column: null,
    })
}

async function commentOnReport(
  report: Report,
  { inputs, event, access, folders, base }: Telling,
  pullRequest: PullRequest | string,
  places: Checkout,
): Promise<CommentDelivery> {
  if (inputs.comment === 'never') return { status: 'off', sentence: 'No comment: the workflow wants none.' }
  if (access === null && (event.pullRequest !== null || typeof pullRequest !== 'string'))
    return {
      status: 'forbidden',
      sentence:
        "No comment: the input github-token is empty. Leave it out to use the job's own token. The verdict, the annotations and the summary are there all the same.",
    }
  if (typeof pullRequest === 'string' || access === null)
    return { status: 'not-a-pull-request', sentence: `No comment: ${pullRequest}.` }
  const isOfBase = await readFindingsOfBase(
    base ?? null,
    path.join(folders.workspace, places.checkout),
    places.folders,
  )
  return deliverComment({
    apiUrl: access.apiUrl,
    token: access.token,
    timeLimit: access.timeLeft,
    timeInAll: TIME_LIMIT,
    repository: process.env.GITHUB_REPOSITORY ?? '',
    pullRequest: pullRequest.number,
    readOnly: pullRequest.readOnly,
    ...writeComment(report, inputs.commentKey, { commit: pullRequest.head, checkout: places.checkout }),
    create: shouldCreate(report, inputs.comment, isOfBase),
  })
}
