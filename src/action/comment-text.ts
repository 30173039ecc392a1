import type { Report } from '../model/report.ts'
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

/** Where a report comes from. */
export interface ReportOrigin {
  /** The pull request's head, in hexadecimal; null if unknown. */
  readonly commit: string | null
  /** The run of a stranger that made it, of whose word it is; left out where this run made it. */
  readonly untrustedRun?: { readonly id: number; readonly number: number; readonly attempt: number }
}

export function commentOf(
  report: Report,
  key: string,
  origin: ReportOrigin,
  environment: NodeJS.ProcessEnv = process.env,
): CommentText {
  const marker = markerOf(key, environment)
  const { untrustedRun } = origin
  const run = {
    number: untrustedRun?.number ?? numberOf(environment.GITHUB_RUN_NUMBER),
    attempt: untrustedRun?.attempt ?? numberOf(environment.GITHUB_RUN_ATTEMPT),
    commit: origin.commit ?? '',
  }
  const render: CommentText['render'] = (previous) =>
    renderComment(report, {
      marker,
      run,
      previous,
      runUrl: runUrl(environment, untrustedRun?.id),
      limit: COMMENT_LIMIT,
      untrusted: untrustedRun !== undefined,
    })
  return { marker, run, render }
}

function numberOf(text: string | undefined): number {
  return Math.max(0, Number.parseInt(text ?? '', 10) || 0)
}

/** Names the workflow by its file, because its title may change and two may share one. */
function markerOf(key: string, environment: NodeJS.ProcessEnv): string {
  // owner/name/.github/workflows/release.yml@refs/…
  const file = /\/([^/@]+)@/.exec(environment.GITHUB_WORKFLOW_REF ?? '')?.[1]
  const workflow = (file ?? environment.GITHUB_WORKFLOW ?? '').replace(/[^\w.]+/g, '_')
  return `seaworthy workflow=${workflow}${key === '' ? '' : ` key=${key.replace(/-{2,}/g, '_')}`}`
}

/** The page of a run, this one unless named, on GitHub Enterprise Server too; null outside a workflow. */
export function runUrl(environment: NodeJS.ProcessEnv = process.env, run?: number): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment
  const id = run ?? environment.GITHUB_RUN_ID
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
