import { CannotLook } from '../model/cannot-look.ts'
import { findHeadCommit, type HeadCommit, isAncestor } from '../repository/git-files.ts'
import type { RunPlace } from './find-base.ts'

/** `status` of a comparison of the default branch with a commit that lies on it. */
const ON_BRANCH = ['identical', 'behind']

/**
 * Whether code of the checkout may run: not where the commit is not on the default branch and the run has the
 * repository's own token and secrets.
 * @param root of the clone
 * @throws CannotLook where a stranger's code would run beside the repository's token and secrets
 */
export async function assertScriptsMayRun(root: string, place: RunPlace): Promise<void> {
  const { event, sha } = place
  if (!event.privileged) return
  const head = await findHeadCommit(root)
  if (head !== null && (head.hash === sha || (await isOnDefaultBranch(root, head, place)))) return
  const what =
    head === null ? 'what is checked out' : `commit ${head.hash.slice(0, 12)}, which is checked out,`
  throw new CannotLook(
    `Refusing run-scripts in ${event.name}: this event runs with the repository's own token and secrets, and ${what} is not known to be on the default branch, so the package's scripts may be those of a stranger's pull request. Leave run-scripts out, or build and pack in a workflow on pull_request and hand the tarball over by the input tarball.`,
  )
}

async function isOnDefaultBranch(root: string, head: HeadCommit, place: RunPlace): Promise<boolean> {
  const { event, access, repository, ref, sha } = place
  const branch = event.defaultBranch
  if (branch === null) return false
  const tips = [`refs/remotes/origin/${branch}`, ...(ref === `refs/heads/${branch}` ? [sha] : [])]
  for (const tip of tips) {
    const known = await isAncestor(root, head.hash, tip)
    if (known === true) return true
  }
  if (access === null) return false
  const [owner = '', repo = ''] = repository.split('/')
  return access
    .call(async (client) => {
      const basehead = `${branch}...${head.hash}`
      const { data } = await client.rest.repos.compareCommitsWithBasehead({
        owner,
        repo,
        basehead,
        per_page: 1,
      })
      return ON_BRANCH.includes(data.status)
    }, 10_000)
    .catch(() => false)
}
