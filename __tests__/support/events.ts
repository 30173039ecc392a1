/** Payloads as GitHub puts them into the file `GITHUB_EVENT_PATH`, cut to what a run can rely on. */
const repository = {
  id: 1,
  name: 'r',
  full_name: 'o/r',
  private: false,
  visibility: 'public',
  default_branch: 'main',
}
const sender = { login: 'octocat', id: 583231, type: 'User' }

function pullRequest(headRepository: object | null): object {
  return {
    action: 'synchronize',
    number: 3,
    pull_request: {
      number: 3,
      state: 'open',
      title: '::error::forged title',
      head: { ref: 'topic', sha: 'a'.repeat(40), repo: headRepository },
      base: { ref: 'main', sha: 'b'.repeat(40), repo: repository },
    },
    repository,
    sender,
  }
}

export const EVENTS = {
  pull_request: pullRequest(repository),
  fork: pullRequest({ ...repository, full_name: 'stranger/r' }),
  deletedFork: pullRequest(null),
  push: { ref: 'refs/heads/main', before: 'b'.repeat(40), after: 'a'.repeat(40), repository, sender },
  tag: { ref: 'refs/tags/v1.0.0', before: '0'.repeat(40), after: 'a'.repeat(40), repository, sender },
  merge_group: {
    action: 'checks_requested',
    merge_group: {
      head_sha: 'a'.repeat(40),
      base_sha: 'b'.repeat(40),
      head_ref: 'refs/heads/gh-readonly-queue/main/pr-3-bbbb',
    },
    repository,
    sender,
  },
  release: { action: 'published', release: { id: 1, tag_name: 'v1.0.0', draft: false }, repository, sender },
  workflow_dispatch: { inputs: { target: 'x@1.0.0' }, ref: 'refs/heads/main', repository, sender },
  schedule: { schedule: '0 4 * * 1' },
  workflow_run: {
    action: 'completed',
    workflow_run: {
      id: 5,
      event: 'pull_request',
      head_sha: 'a'.repeat(40),
      head_branch: 'topic',
      head_repository: { ...repository, full_name: 'stranger/r' },
      run_number: 41,
      run_attempt: 1,
      conclusion: 'failure',
      pull_requests: [],
    },
    repository,
    sender,
  },
  issue_comment: {
    action: 'created',
    issue: { number: 3, pull_request: {} },
    comment: { id: 1 },
    repository,
    sender,
  },
} as const
