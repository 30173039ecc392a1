import type { Report } from '../report/report.ts'
import { renderComment } from '../reporters/comment.ts'
import type { CommentMode } from './inputs.ts'

/** UTF-16 units. GitHub takes 65,536 by its own message; some room is left for what it adds. */
const COMMENT_LIMIT = 60_000

/** The comment and the marker by which it is found again: one for a workflow and key, for all packages. */
export function commentOf(
  report: Report,
  key: string,
  environment: NodeJS.ProcessEnv = process.env,
): { marker: string; body: string } {
  const marker = markerOf(key, environment)
  const body = renderComment(report, { marker, runUrl: runUrl(environment), limit: COMMENT_LIMIT })
  return { marker, body }
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
