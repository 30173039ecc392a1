import type { JudgingRun } from './predicate.ts'

/** Where this process runs, as GitHub's runner tells it; null elsewhere. */
export function readJudgingRun(environment: NodeJS.ProcessEnv): JudgingRun | null {
  const { GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_SERVER_URL, GITHUB_RUN_ID } = environment
  if (!GITHUB_REPOSITORY || !GITHUB_SHA) return null
  const hasUrl = GITHUB_SERVER_URL && GITHUB_RUN_ID
  const url = hasUrl ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}` : null
  return { repository: GITHUB_REPOSITORY, commit: GITHUB_SHA, url }
}
