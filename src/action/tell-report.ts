import type { Report } from '../model/report.ts'
import { renderAnnotations } from '../reporters/annotations.ts'
import { verdictWord } from '../reporters/phrases.ts'
import type { ActionPlaces } from '../reporters/place-to-act.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import { findCheckout } from '../repository/package-folders.ts'
import { deliverComment } from './comment-delivery.ts'
import type { CommentStatus } from './comment-request.ts'
import { commentOf, shouldCreate } from './comment-text.ts'
import type { WorkflowEvent } from './event.ts'
import { type GitHubAccess, TIME_LIMIT } from './github-access.ts'
import type { Inputs } from './inputs.ts'
import { writeOutputs } from './outputs.ts'
import { type Folders, writeReportFiles } from './report-files.ts'
import { writeSummary } from './step-summary.ts'
import { annotate, print, say } from './workflow-log.ts'

const LOG_WIDTH = 110

/** What a report is told with. */
export interface Telling {
  readonly inputs: Inputs
  readonly event: WorkflowEvent
  readonly access: GitHubAccess | null
  readonly folders: Folders
}

/** Tells a report in the log, the annotations, the summary, the comment and the outputs. */
export async function tellReport(report: Report, { inputs, event, access, folders }: Telling): Promise<void> {
  print(renderTerminal(report, { color: true, width: LOG_WIDTH, quiet: false }))
  const places = await findCheckout(report, folders.workspace)
  const files = await writeReportFiles(report, inputs, places, folders)
  showAnnotations(report, inputs, places)
  await writeSummary(report, event.pullRequest?.head ?? null)
  const commentStatus = await comment(report, inputs, event, access)
  writeOutputs({ report, files, commentStatus })
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
    timeInAll: TIME_LIMIT,
    repository: process.env.GITHUB_REPOSITORY ?? '',
    pullRequest: event.pullRequest.number,
    readOnly: event.pullRequest.readOnly,
    ...commentOf(report, inputs.commentKey, { commit: event.pullRequest.head }),
    create: shouldCreate(report, inputs.comment),
  })
  say(delivery.sentence)
  return delivery.status
}
