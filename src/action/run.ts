import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { CannotLook, messageOf } from '../cannot-look.ts'
import { gate } from '../gate.ts'
import { freshFolder } from '../pack/fresh-folder.ts'
import type { Report } from '../report/report.ts'
import { renderAnnotations, troubleAnnotation } from '../reporters/annotations.ts'
import { verdictWord } from '../reporters/phrases.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import { readTrackedFiles } from '../repository/tracked-files.ts'
import { type CommentStatus, deliverComment } from './comment-delivery.ts'
import { commentOf, shouldCreate } from './comment-text.ts'
import { readEvent, type WorkflowEvent } from './event.ts'
import { type Inputs, readInputs, WrongInputs } from './inputs.ts'
import { writeOutputs } from './outputs.ts'
import { findPackageFolders } from './package-folders.ts'
import { writeReportFile } from './report-file.ts'
import { writeSummary } from './step-summary.ts'
import { findTarballs } from './tarball-files.ts'
import { takeToken } from './token.ts'
import { annotate, print, say } from './workflow-log.ts'

const LOG_WIDTH = 110

/**
 * The Action: reads the inputs and the event, asks the gate, and tells the result in the log, the annotations, the
 * summary, the comment and the outputs. Never throws.
 * @returns The exit status of the step: 0 if the verdict is pass, else 1.
 */
export async function run(): Promise<number> {
  const token = takeToken()
  try {
    const inputs = readInputs()
    const event = await readEvent()
    refuseScripts(inputs, event)
    return await check(inputs, event, token)
  } catch (error) {
    const problems = error instanceof WrongInputs ? error.problems : [explain(error)]
    for (const problem of problems) annotate(troubleAnnotation(problem))
    writeOutputs({ report: null, reportFile: null, commentStatus: 'off' })
    return 1
  }
}

async function check(inputs: Inputs, event: WorkflowEvent, token: string | null): Promise<number> {
  const workspace = await realpath(process.env.GITHUB_WORKSPACE || process.cwd())
  const temporary = await freshFolder(process.env.RUNNER_TEMP || tmpdir(), 'seaworthy-')
  const report = await gate({
    targets: [...inputs.paths, ...(await findTarballs(inputs.tarballs, workspace))],
    directory: workspace,
    profile: inputs.profile,
    failOn: inputs.failOn,
    configFile: inputs.configFile,
    baseline: inputs.baseline,
    runScripts: inputs.runScripts,
    repository: { visibility: event.visibility, checkout: workspace },
    temporaryDirectory: temporary,
    keepTarballs: true,
    onProgress: say,
  })
  print(renderTerminal(report, { color: true, width: LOG_WIDTH, quiet: false }))
  const reportFile = await writeReportFile(report, inputs.reportFile, workspace, temporary)
  await showAnnotations(report, inputs, workspace)
  await writeSummary(report, event.pullRequest?.head ?? null)
  const commentStatus = await comment(report, inputs, event, token)
  writeOutputs({ report, reportFile, commentStatus })
  return report.verdict === 'pass' ? 0 : 1
}

/** @throws CannotLook where a stranger's code would run beside the repository's token and secrets. */
function refuseScripts(inputs: Inputs, event: WorkflowEvent): void {
  if (inputs.runScripts && event.privileged)
    throw new CannotLook(
      `Refusing run-scripts in ${event.name}: this event runs with the repository's own token and secrets, and the package's scripts may be those of a stranger's pull request. Leave run-scripts out, or build and pack in a workflow on pull_request and hand the tarball over by the input tarball.`,
    )
}

async function showAnnotations(report: Report, inputs: Inputs, workspace: string): Promise<void> {
  if (!inputs.annotations) {
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
    return
  }
  const repository = await readTrackedFiles(workspace)
  const root = repository?.root ?? workspace
  const tracked = repository?.paths ?? new Set<string>()
  const folders = await findPackageFolders(report, workspace, root, tracked)
  for (const annotation of renderAnnotations(report, { tracked, folders })) annotate(annotation)
}

async function comment(
  report: Report,
  inputs: Inputs,
  event: WorkflowEvent,
  token: string | null,
): Promise<CommentStatus> {
  if (inputs.comment === 'never') return 'off'
  if (event.pullRequest === null) {
    say(`No comment: ${event.name || 'this event'} has no pull request.`)
    return 'not-a-pull-request'
  }
  if (token === null) {
    say('No comment: the input github-token is empty. The verdict, the annotations and the summary stand.')
    return 'forbidden'
  }
  const delivery = await deliverComment({
    apiUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
    token,
    repository: process.env.GITHUB_REPOSITORY ?? '',
    pullRequest: event.pullRequest.number,
    readOnly: event.pullRequest.readOnly,
    ...commentOf(report, inputs.commentKey, event.pullRequest.head),
    create: shouldCreate(report, inputs.comment),
  })
  say(delivery.sentence)
  return delivery.status
}

function explain(error: unknown): string {
  if (error instanceof CannotLook) return error.message
  return `Seaworthy itself failed: ${messageOf(error)}. Nothing was passed. Please report this.`
}
