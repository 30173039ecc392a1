import { realpathSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import { type Change, type ChangeOf, CommitFiles } from '../repository/commit-files.ts'
import {
  findHeadCommit,
  type HeadCommit,
  openGitFiles,
  readRemoteRepository,
} from '../repository/git-files.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'
import { readCommitByApi, WAY_OUT } from './api-commit.ts'
import type { WorkflowEvent } from './event.ts'
import type { GitHubAccess } from './github-access.ts'

export interface RunPlace {
  readonly event: WorkflowEvent
  readonly access: GitHubAccess | null
  /** `owner/name` of the repository that the event is about. */
  readonly repository: string
  /** `GITHUB_SHA`: the commit that the event is about. */
  readonly sha: string
  /** `GITHUB_REF`. */
  readonly ref: string
  /** Host of `GITHUB_SERVER_URL`. */
  readonly server: string
}

/** Finds the base for the repository around a folder, once for each repository. */
export function makeBaseFinder(place: RunPlace): ChangeOf {
  const known = new Map<string, Promise<Change | null>>()
  return (root) => {
    const found = known.get(root) ?? findBase(root, place)
    known.set(root, found)
    return found
  }
}

/**
 * The commit whose configuration holds for what is checked out at `root`; null where what is checked out is its own
 * gate: a push, a release.
 * @throws CannotLook when there must be one and it cannot be read
 */
async function findBase(root: string, place: RunPlace): Promise<Change | null> {
  const { event, access, repository } = place
  const head = await findHeadCommit(root)
  const headFiles = head === null ? null : await openGitFiles(root, head.hash)
  const other = head?.hash === place.sha ? null : await findOtherRepository(root, place)
  if (other !== null) return compareForeignCheckout(root, other, headFiles, place)
  const commit = findBaseCommit(event, head, place)
  if (commit === null) return null
  const api = readCommitByApi(access, repository, commit)
  // A clone may have been made without contents. The API has them by the same name.
  const base = (await openGitFiles(root, commit, api.blob)) ?? new CommitFiles(commit, api)
  await base.readTree()
  return { base, head: headFiles }
}

/** The commit that decides, or null where the commit that is checked out may speak for itself. */
function findBaseCommit(event: WorkflowEvent, head: HeadCommit | null, place: RunPlace): string | null {
  if (event.merge !== null) {
    const [first, second] = head?.parents ?? []
    // What GitHub merged, and into what, says the merge commit itself; the payload may be older than that.
    const isMerge = head !== null && head.hash === place.sha && second !== undefined
    if (isMerge && first !== undefined && second === event.merge.head) return first
    if (event.merge.base !== null) return event.merge.base
    throw new CannotLook(
      `Could not look: the event ${event.name} does not say which commit the change is to be merged into, so nobody knows whose configuration holds. Run this on pull_request or merge_group as GitHub sends them.`,
    )
  }
  if (!event.privileged) return null
  if (head !== null && head.hash === place.sha) return place.sha
  const { defaultBranch } = event
  if (defaultBranch === null)
    throw new CannotLook(
      `Could not look: the event ${event.name} names no default branch, so nobody knows whose configuration holds for what is checked out. ${WAY_OUT}`,
    )
  return place.ref === `refs/heads/${defaultBranch}` && /^[0-9a-f]{40,}$/.test(place.sha)
    ? place.sha
    : defaultBranch
}

/**
 * The repository of the same server that a clone was made of, if it is another one than the event is about. What comes
 * from elsewhere (a mirror, a folder) is taken for the event's own: it is held to the base then, never let off.
 */
async function findOtherRepository(root: string, place: RunPlace): Promise<string | null> {
  const { event, repository, server } = place
  // Where somebody else may have chosen what is checked out, it may be a fork.
  if (event.privileged) return null
  const remote = await readRemoteRepository(root)
  if (remote === null || remote.host !== server) return null
  const own = [repository, event.merge?.headRepository ?? '']
  return own.some((name) => name.toLowerCase() === remote.name.toLowerCase()) ? null : remote.name
}

/**
 * The checkout of another repository, which the change at hand cannot touch: what is committed there holds. That of a
 * submodule is the commit that the base of the repository around it names.
 */
async function compareForeignCheckout(
  root: string,
  remote: string,
  head: CommitFiles | null,
  place: RunPlace,
): Promise<Change | null> {
  const outer = findRepositoryRoot(path.dirname(root))
  const around = outer === null ? null : await findBase(outer, place)
  const inside =
    outer === null ? '' : path.relative(realpathSync(outer), realpathSync(root)).split(path.sep).join('/')
  const named = (await around?.base.readTree())?.get(inside)
  if (named?.mode !== '160000') return head === null ? null : { base: head, head }
  const base = await openGitFiles(root, named.hash)
  if (base === null)
    throw new CannotLook(
      `Could not look: the submodule ${inside} (${remote}) is at commit ${named.hash.slice(0, 12)} in the base, and the clone does not have it. Give actions/checkout \`fetch-depth: 0\`.`,
    )
  return { base, head }
}
