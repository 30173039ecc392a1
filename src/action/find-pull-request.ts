import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { readMessage } from '../model/cannot-look.ts'
import { findHeadCommit } from '../repository/git-files.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'
import { explainApiRefusal } from './api-commit.ts'
import type { PullRequest, WorkflowEvent } from './event.ts'
import type { GitHubAccess } from './github-access.ts'
import { readAnswer } from './github-client.ts'

export interface PullRequestSearch {
  readonly event: WorkflowEvent
  /** What the input `pull-request` names; null where it is not given. */
  readonly named: number | null
  readonly access: GitHubAccess | null
  /** The checkout. */
  readonly workspace: string
  readonly environment: NodeJS.ProcessEnv
}

/**
 * The pull request that the comment belongs to: the event's own, the one that is named (by the input, by a form, by a
 * comment on it), or the only open one of the branch that was pushed. A comment never tells of another commit than the
 * pull request's.
 * @returns why there is none, as a clause, or the pull request
 */
export async function findPullRequest(search: PullRequestSearch): Promise<PullRequest | string> {
  const { event, named, access, environment } = search
  if (named === null && event.pullRequest !== null) return event.pullRequest
  const number = named ?? event.named
  const branch = /^refs\/heads\/(.+)$/.exec(environment.GITHUB_REF ?? '')?.[1]
  // What is on the default branch is merged already; it is pushed most often, and no call is spent on it.
  const isPush = event.name === 'push' && branch !== undefined && branch !== event.defaultBranch
  if (number === null && !isPush) return `${event.name || 'this event'} has no pull request`
  if (access === null) return 'the input github-token is empty'
  if (number !== null && number === event.pullRequest?.number) return event.pullRequest
  try {
    return number === null
      ? await findPushedPullRequest(branch ?? '', access, search)
      : await readNamedPullRequest(number, access, search)
  } catch (error) {
    const { status } = readAnswer(error)
    if (status === 403 || status === 404)
      return `the pull request cannot be found (${status}): the token may not read pull requests; give the job \`permissions: pull-requests: write\``
    if (status === null) return readMessage(error).replace(/\.$/, '')
    return `the pull request cannot be found: ${explainApiRefusal(error, environment.GITHUB_REPOSITORY ?? '')}`.replace(
      /\.$/,
      '',
    )
  }
}

async function readNamedPullRequest(
  number: number,
  access: GitHubAccess,
  { workspace, named, environment }: PullRequestSearch,
): Promise<PullRequest | string> {
  const [owner = '', repo = ''] = (environment.GITHUB_REPOSITORY ?? '').split('/')
  const { data } = await access.call((client) => client.rest.pulls.get({ owner, repo, pull_number: number }))
  const { sha } = data.head
  const root = findRepositoryRoot(workspace)
  const checkedOut = root === null ? null : await findHeadCommit(root)
  if (checkedOut === null) {
    // A tarball may have been handed over without a checkout; then the workflow's word counts.
    if (named === null)
      return `nobody knows whether what was looked at is pull request ${number}, because nothing is checked out`
  } else if (checkedOut.hash !== sha && !(checkedOut.parents.length > 1 && checkedOut.parents.includes(sha)))
    return `what is checked out (${checkedOut.hash.slice(0, 7)}) is not pull request ${number} (${sha.slice(0, 7)}); give actions/checkout \`ref: refs/pull/${number}/merge\``
  return { number, head: sha, readOnly: null }
}

async function findPushedPullRequest(
  branch: string,
  access: GitHubAccess,
  { workspace, environment }: PullRequestSearch,
): Promise<PullRequest | string> {
  if (await runsOnPullRequests(workspace, environment))
    return 'this workflow also runs on pull_request, and that run comments'
  const repository = environment.GITHUB_REPOSITORY ?? ''
  const [owner = '', repo = ''] = repository.split('/')
  const { data } = await access.call((client) =>
    client.rest.pulls.list({ owner, repo, state: 'open', head: `${owner}:${branch}`, per_page: 100 }),
  )
  const [only, other] = data.filter(({ head }) => head.repo?.full_name === repository)
  if (only === undefined) return 'the branch that was pushed has no open pull request'
  if (other !== undefined) return 'the branch that was pushed has several open pull requests'
  if (only.head.sha !== environment.GITHUB_SHA)
    return 'a later commit is at the head of the pull request, and its run reports it'
  const readOnly = environment.GITHUB_ACTOR === 'dependabot[bot]' ? 'dependabot' : null
  return { number: only.number, head: only.head.sha, readOnly }
}

/** Whether the workflow has a run of its own for the pull request, which knows its base. */
async function runsOnPullRequests(workspace: string, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const file = /^[^/]+\/[^/]+\/(\.github\/workflows\/[\w.-]+)@/.exec(
    environment.GITHUB_WORKFLOW_REF ?? '',
  )?.[1]
  if (file === undefined) return false
  try {
    const workflow = parse(await readFile(path.join(workspace, file), 'utf8')) as { on?: unknown } | null
    const on = workflow?.on
    const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on ?? {})
    return events.some((name) => name === 'pull_request' || name === 'pull_request_target')
  } catch {
    return false
  }
}
