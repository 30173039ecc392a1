import { runGit } from './run-git.ts'

/** Where a run takes place. Text of the environment and of git's configuration: hostile. */
export interface RunOrigin {
  /** `owner/name`; null where nobody knows. */
  readonly repository: string | null
  readonly commit: string | null
  /** `refs/heads/main`. */
  readonly ref: string | null
  /** Page of the run. */
  readonly run: string | null
}

type Environment = Readonly<Record<string, string | undefined>>

/** Where a run takes place: as GitHub or GitLab says, else what git says of the folder. Never throws. */
export async function findRunOrigin(directory: string, environment: Environment): Promise<RunOrigin> {
  return readGitHubOrigin(environment) ?? readGitLabOrigin(environment) ?? readGitOrigin(directory)
}

/** https://docs.github.com/actions/reference/workflows-and-actions/variables */
function readGitHubOrigin(variables: Environment): RunOrigin | null {
  const { GITHUB_ACTIONS, GITHUB_REPOSITORY: repository, GITHUB_SERVER_URL: server } = variables
  if (GITHUB_ACTIONS !== 'true' || !repository) return null
  const id = variables.GITHUB_RUN_ID
  return {
    repository,
    commit: variables.GITHUB_SHA || null,
    ref: variables.GITHUB_REF || null,
    run: id ? `${server || 'https://github.com'}/${repository}/actions/runs/${id}` : null,
  }
}

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
function readGitLabOrigin(variables: Environment): RunOrigin | null {
  const { GITLAB_CI, CI_PROJECT_PATH: repository, CI_MERGE_REQUEST_IID: request } = variables
  if (GITLAB_CI !== 'true' || !repository) return null
  const { CI_COMMIT_TAG: tag, CI_COMMIT_BRANCH: branch } = variables
  const ref = request
    ? `refs/merge-requests/${request}`
    : tag
      ? `refs/tags/${tag}`
      : branch && `refs/heads/${branch}`
  return {
    repository,
    commit: variables.CI_COMMIT_SHA || null,
    ref: ref || null,
    run: variables.CI_JOB_URL || null,
  }
}

async function readGitOrigin(directory: string): Promise<RunOrigin> {
  const ask = (...args: string[]): Promise<string | null> =>
    runGit(directory, args).then(
      (answer) => answer.toString('utf8').trim() || null,
      () => null,
    )
  const [commit, ref, remote] = await Promise.all([
    ask('rev-parse', '--verify', '--quiet', 'HEAD'),
    ask('symbolic-ref', '--quiet', 'HEAD'),
    ask('config', '--get', 'remote.origin.url'),
  ])
  return { repository: remote === null ? null : readOwnerAndName(remote), commit, ref, run: null }
}

/** `owner/name` of a remote's address; null for one that is a path. A login that stands in it is left out. */
function readOwnerAndName(remote: string): string | null {
  const path = /^[a-z+]+:\/\/[^/]+\/(.+)$/i.exec(remote)?.[1] ?? /^[^/:]{2,}:(?!\/)(.+)$/.exec(remote)?.[1]
  const name = path?.replace(/\/+$/, '').replace(/\.git$/, '')
  return name !== undefined && /^[^/\s]+(?:\/[^/\s]+)+$/.test(name) ? name : null
}
