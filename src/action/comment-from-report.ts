import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setOutput } from '@actions/core'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { reportSchema } from '../report/report-schema.ts'
import { retellReport } from '../report/retell-report.ts'
import { upgradeReport } from '../report/upgrade-report.ts'
import { deliverComment } from './comment-delivery.ts'
import type { CommentDelivery } from './comment-request.ts'
import { shouldCreate, writeComment } from './comment-text.ts'
import type { EndedRun, WorkflowEvent } from './event.ts'
import { type GitHubAccess, TIME_LIMIT } from './github-access.ts'
import type { Inputs } from './inputs.ts'
import { annotate, say } from './workflow-log.ts'

/** Bytes of a report that are read. */
const REPORT_LIMIT = 10 * 1024 * 1024

/**
 * Comments on a pull request from a fork with the report of its run. The run was a stranger's, so its report is too:
 * it must be of the exact form, its sentences are ours again, the pull request is the one that GitHub's event and API
 * name, and the comment says whose word it is. Whatever is wrong with it is a warning: no stranger can fail this job.
 * @returns The exit status of the step.
 * @throws CannotLook where the workflow is set up wrong
 */
export async function commentFromReport(
  inputs: Inputs,
  event: WorkflowEvent,
  access: GitHubAccess | null,
): Promise<number> {
  const { endedRun } = event
  if (event.name !== 'workflow_run' || endedRun === null)
    throw new CannotLook(
      `mode: comment-from-report works in workflow_run alone, because that event says which run the report is of; this is ${event.name || 'no event'}. See examples/workflows/comment-from-fork.yml.`,
    )
  if (access === null)
    throw new CannotLook('mode: comment-from-report has no token to comment with. Give github-token one.')
  const delivery = await deliver(inputs, endedRun, access)
  if (delivery.status === 'failed' || delivery.status === 'forbidden')
    annotate({
      level: 'warning',
      title: 'Seaworthy',
      message: delivery.sentence,
      file: null,
      line: null,
      column: null,
    })
  else say(delivery.sentence)
  setOutput('comment-status', delivery.status)
  return 0
}

async function deliver(inputs: Inputs, run: EndedRun, access: GitHubAccess): Promise<CommentDelivery> {
  if (run.event !== 'pull_request')
    return {
      status: 'not-a-pull-request',
      sentence: `No comment: the run was for ${encodeEvent(run.event)}.`,
    }
  const file = path.resolve(process.env.GITHUB_WORKSPACE || process.cwd(), inputs.reportFile ?? '')
  const read = await readReport(file)
  if (typeof read === 'string') return { status: 'failed', sentence: `No comment: ${read}` }
  const repository = process.env.GITHUB_REPOSITORY ?? ''
  const found = await findPullRequest(run, repository, access)
  if (typeof found === 'string') return { status: 'not-a-pull-request', sentence: `No comment: ${found}` }
  return deliverComment({
    apiUrl: access.apiUrl,
    token: access.token,
    timeLimit: access.timeLeft,
    timeInAll: TIME_LIMIT,
    repository,
    pullRequest: found,
    readOnly: null,
    ...writeComment(read, inputs.commentKey, { commit: run.head, untrustedRun: run }),
    create: shouldCreate(read, inputs.comment),
  })
}

/**
 * The report in our own words, or why it is none.
 * @throws CannotLook when there is no such file: the workflow did not fetch it
 */
async function readReport(file: string): Promise<Report | string> {
  const facts = await lstat(file).catch(() => null)
  if (facts === null)
    throw new CannotLook(
      `There is no report at ${file}. Download the artifact of the run first, and give its path in report-file.`,
    )
  if (!facts.isFile()) return 'what is in the place of the report is not a file.'
  if (facts.size > REPORT_LIMIT)
    return `the report has ${facts.size} bytes, of which at most ${REPORT_LIMIT} are read.`
  try {
    const parsed = reportSchema.safeParse(upgradeReport(JSON.parse(await readFile(file, 'utf8'))))
    if (!parsed.success) return 'the report is not of the form that this version of Seaworthy writes.'
    return (
      retellReport(parsed.data) ?? 'the report names a rule that this version of Seaworthy does not have.'
    )
  } catch {
    return 'the report is not JSON.'
  }
}

/** The number of the one open pull request of the run's branch whose head is the run's commit, or why there is none. */
async function findPullRequest(
  run: EndedRun,
  repository: string,
  access: GitHubAccess,
): Promise<number | string> {
  const [owner = '', repo = ''] = repository.split('/')
  const [headOwner = ''] = run.headRepository.split('/')
  try {
    const { data } = await access.call((client) =>
      client.rest.pulls.list({
        owner,
        repo,
        state: 'open',
        head: `${headOwner}:${run.branch}`,
        per_page: 100,
      }),
    )
    const [only, other] = data.filter(
      ({ head }) => head.sha === run.head && head.repo?.full_name === run.headRepository,
    )
    if (only === undefined)
      return 'no open pull request has the commit of the run at its head any more; a later run reports it.'
    return other === undefined
      ? only.number
      : `several open pull requests have the commit ${run.head.slice(0, 7)} at their heads.`
  } catch (error) {
    return `the pull request cannot be found: ${readMessage(error)}`
  }
}

function encodeEvent(event: string): string {
  return /^\w{1,40}$/.test(event) ? event : 'another event'
}
