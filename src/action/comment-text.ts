import type { Report } from '../report/report.ts'
import { renderComment } from '../reporters/comment.ts'
import type { CommentState, RunIdentity } from '../reporters/comment-state.ts'
import type { CommentMode } from './inputs.ts'

/** UTF-16 units. GitHub takes 65,536 by its own message; some room is left for what it adds. */
const COMMENT_LIMIT = 60_000

/** The comment and the marker by which it is found again: one for a workflow and key, for all packages. */
export interface CommentText {
  readonly marker: string
  readonly run: RunIdentity
  readonly render: (previous: CommentState | null) => string
}

/** @param commit the pull request's head, in hexadecimal; null if unknown */
export function commentOf(
  report: Report,
  key: string,
  commit: string | null,
  environment: NodeJS.ProcessEnv = process.env,
): CommentText {
  const marker = markerOf(key, environment)
  const run = runIdentity(commit, environment)
  const render: CommentText['render'] = (previous) =>
    renderComment(report, { marker, run, previous, runUrl: runUrl(environment), limit: COMMENT_LIMIT })
  return { marker, run, render }
}

function runIdentity(commit: string | null, environment: NodeJS.ProcessEnv): RunIdentity {
  const number = (text: string | undefined): number => Math.max(0, Number.parseInt(text ?? '', 10) || 0)
  return {
    number: number(environment.GITHUB_RUN_NUMBER),
    attempt: number(environment.GITHUB_RUN_ATTEMPT),
    commit: commit ?? '',
  }
}

/** Names the workflow by its file, because its title may change and two may share one. */
function markerOf(key: string, environment: NodeJS.ProcessEnv): string {
  // owner/name/.github/workflows/release.yml@refs/…
  const file = /\/([^/@]+)@/.exec(environment.GITHUB_WORKFLOW_REF ?? '')?.[1]
  const workflow = (file ?? environment.GITHUB_WORKFLOW ?? '').replace(/[^\w.]+/g, '_')
  return `seaworthy workflow=${workflow}${key === '' ? '' : ` key=${key.replace(/-{2,}/g, '_')}`}`
}

/** The page of this run, on GitHub Enterprise Server too; null outside a workflow. */
export function runUrl(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = environment
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null
}

/** Whether the report is worth a comment where there is none yet. */
export function shouldCreate(report: Report, mode: CommentMode): boolean {
  if (mode === 'always') return true
  if (mode === 'never') return false
  if (report.verdict !== 'pass') return true
  return (
    mode === 'on-findings' &&
    report.packages.some((one) => one.findings.some((finding) => finding.severity !== 'notice'))
  )
}
