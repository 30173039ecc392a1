/**
 * Folders in which build services check out, the same for everybody who uses them: GitHub's and Gitea's runners,
 * GitLab, CircleCI, Travis, Azure Pipelines, Bitbucket, AWS CodeBuild, Google Cloud Build, Buildkite, Vercel, Netlify,
 * Drone, containers of node.
 */
const CHECKOUTS =
  /^(?:\/home\/(?:runner|runneradmin|circleci|travis|vsts|semaphore|buildkite|jenkins|gitpod|codespace|vscode|node|rust|conda|user|ubuntu|builder|docker|ci)(?:\/|$)|\/Users\/(?:runner|distiller|travis|vsts|buildkite|circleci|appveyor)(?:\/|$)|\/(?:builds?|github|__w|drone|codebuild|vercel|opt\/buildhome|opt\/build|opt\/atlassian|opt\/hostedtoolcache|workspaces?|bitbucket|azp|agent|zoo|project|app|usr\/src\/app|root\/(?:project|repo)|var\/lib\/(?:jenkins|buildkite-agent)|tmp\/(?:build|workspace))(?:\/|$)|[A-Za-z]:[\\/]{1,4}(?:a|agent|projects|builds?|actions-runner)[\\/])/

/** Whether an absolute path is a build service's checkout, which tells nobody's name and no company's layout. */
export function isBuildMachinePath(path: string): boolean {
  return CHECKOUTS.test(path)
}
