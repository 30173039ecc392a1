type Environment = Readonly<Record<string, string | undefined>>

/**
 * The git tag that set a run off, as GitHub Actions, GitLab, CircleCI, Bitbucket, Buildkite, Azure Pipelines and Jenkins
 * (multibranch) name it, without `refs/tags/`; null where there is none.
 */
export function readTagOfRun(environment: Environment): string | null {
  const { GITHUB_ACTIONS, GITHUB_REF_TYPE, GITHUB_REF_NAME } = environment
  if (GITHUB_ACTIONS === 'true') return GITHUB_REF_TYPE === 'tag' ? GITHUB_REF_NAME || null : null
  if (environment.GITLAB_CI === 'true') return environment.CI_COMMIT_TAG || null
  if (environment.CIRCLECI === 'true') return environment.CIRCLE_TAG || null
  if (environment.BITBUCKET_BUILD_NUMBER) return environment.BITBUCKET_TAG || null
  if (environment.BUILDKITE === 'true') return environment.BUILDKITE_TAG || null
  if (environment.TF_BUILD)
    return /^refs\/tags\/(.+)$/.exec(environment.BUILD_SOURCEBRANCH ?? '')?.[1] ?? null
  if (environment.JENKINS_URL) return environment.TAG_NAME || null
  return null
}
