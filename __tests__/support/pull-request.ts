import { execFileSync } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EVENTS } from './events.ts'
import type { GitHubApi } from './github-api.ts'
import type { StepOptions } from './runner.ts'
import { writeFiles } from './workspace.ts'

type Files = Readonly<Record<string, string | null>>

/** A pull request in a repository of its own, merged as GitHub merges it for `pull_request`. */
export interface PullRequestRepository {
  readonly base: string
  readonly head: string
  readonly merge: string
  /** A clone of the merge commit, so many commits deep, as actions/checkout makes it; 0 for all. */
  clone(depth: number): Promise<string>
  /** What the runner knows of the run. */
  step(event?: 'pull_request' | 'merge_group'): Pick<StepOptions, 'event' | 'payload' | 'env'>
}

type Git = (...args: string[]) => void

/** Makes the edits of a change, by path; null removes a file. */
export async function applyEdits(git: Git, folder: string, edits: Files): Promise<void> {
  for (const [name, content] of Object.entries(edits))
    if (content === null) git('rm', '--quiet', '-r', name)
    else await writeFiles(folder, { [name]: content })
}

const folders: string[] = []

/** For `afterAll`. */
export async function removePullRequests(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
}

async function makeTemporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'seaworthy-pull-')))
  folders.push(folder)
  return folder
}

/**
 * @param base what the main branch has, by path
 * @param edits what the pull request makes of it; null removes a file
 * @param prepare what else the main branch has
 */
export async function pullRequestRepository(
  base: Readonly<Record<string, string>>,
  edits: Files | ((git: Git, folder: string) => void | Promise<void>),
  prepare: (folder: string) => void = () => undefined,
): Promise<PullRequestRepository> {
  const origin = await makeTemporaryFolder()
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: origin,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GIT_COMMITTER_DATE: '2026-11-03T12:00:00Z',
        GIT_AUTHOR_DATE: '2026-11-03T12:00:00Z',
      },
    }).trim()
  git('init', '--quiet', '--initial-branch', 'main')
  await writeFiles(origin, base)
  prepare(origin)
  git('add', '--all', '--force')
  git('commit', '--quiet', '--allow-empty', '--message', 'Base')
  const baseCommit = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '-b', 'topic')
  if (typeof edits === 'function') await edits((...args) => void git(...args), origin)
  else await applyEdits(git, origin, edits)
  git('add', '--all', '--force')
  git('commit', '--quiet', '--allow-empty', '--message', 'Change')
  const head = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '-b', 'merge', 'main')
  git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'topic')
  const merge = git('rev-parse', 'HEAD')
  return {
    base: baseCommit,
    head,
    merge,
    clone: async (depth) => {
      const folder = await makeTemporaryFolder()
      const depths = depth === 0 ? [] : ['--depth', String(depth)]
      git('clone', '--quiet', ...depths, '--branch', 'merge', `file://${origin}`, folder)
      return folder
    },
    step: (event = 'pull_request') => ({
      event,
      payload: event === 'merge_group' ? mergeGroup(merge, baseCommit) : pullRequest(head, baseCommit),
      env: {
        GITHUB_SHA: merge,
        GITHUB_REF: event === 'merge_group' ? 'refs/heads/queue' : 'refs/pull/3/merge',
      },
    }),
  }
}

function pullRequest(head: string, base: string): object {
  const payload = EVENTS.pull_request as { pull_request: { head: object; base: object } }
  const { pull_request: request } = payload
  return {
    ...payload,
    pull_request: { ...request, head: { ...request.head, sha: head }, base: { ...request.base, sha: base } },
  }
}

function mergeGroup(head: string, base: string): object {
  return {
    ...EVENTS.merge_group,
    merge_group: { ...EVENTS.merge_group.merge_group, head_sha: head, base_sha: base },
  }
}

/** Gives the API the files of a commit. */
export function serveCommit(api: GitHubApi, commit: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) api.files[`o/r/${name}@${commit}`] = text
}
