import { readFile } from 'node:fs/promises'
import * as z from 'zod'

/** Where a run comes from, as far as Seaworthy minds. */
export interface WorkflowEvent {
  /** `pull_request`, `push`, … */
  readonly name: string
  readonly pullRequest: PullRequest | null
  /** Number of a pull request that a comment or a form names; null where none does. */
  readonly named: number | null
  /** A change that is to be merged; null where nothing is. */
  readonly merge: Merge | null
  /** Name of the repository's default branch, as far as the event says. */
  readonly defaultBranch: string | null
  /** The run that has ended, in `workflow_run`. */
  readonly endedRun: EndedRun | null
  readonly visibility: 'public' | 'private' | 'internal' | null
  /**
   * The run has the repository's own token and secrets, and what it checks out may be somebody else's choice: a
   * comment, another run, a message or a form says which commit.
   */
  readonly privileged: boolean
}

export interface Merge {
  /** The commit that the change is to be merged into, in hexadecimal; null where the event does not say. */
  readonly base: string | null
  /** The commit of the change. */
  readonly head: string | null
  /** `owner/name` of the repository that the change comes from; null where it is deleted or not said. */
  readonly headRepository: string | null
}

export interface PullRequest {
  readonly number: number
  /** The commit of its head, in hexadecimal; null where unknown. */
  readonly head: string | null
  /** Why the token can only read, whatever the workflow permits; null where it may write. */
  readonly readOnly: 'fork' | 'dependabot' | null
}

/** A run of another workflow. GitHub vouches for all of it but the name of the branch, which its owner chose. */
export interface EndedRun {
  readonly id: number
  /** The event that caused it. */
  readonly event: string
  /** The commit it ran for, in hexadecimal. */
  readonly head: string
  readonly branch: string
  /** Where the branch lies: `owner/name`. */
  readonly headRepository: string
  readonly number: number
  readonly attempt: number
  /** File of its workflow in the repository; null where GitHub does not say. */
  readonly workflow: string | null
}

/** Events in which the commit to look at is the one that the event is about, put there by who may write. */
const OWN_COMMIT = [
  '',
  'push',
  'release',
  'schedule',
  'create',
  'delete',
  'registry_package',
  'page_build',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'merge_group',
]
/** Events that are about a change to be merged. */
const MERGING = /^(?:pull_request(?:_target|_review|_review_comment)?|merge_group)$/

const commit = z
  .string()
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
  .nullable()
  .catch(null)

/** The part of GitHub's webhook payloads that is read; anything else in them is ignored, and so is what is malformed. */
const payloadSchema = z.object({
  pull_request: z
    .object({
      number: z.int().positive(),
      head: z.object({
        sha: commit,
        repo: z.object({ full_name: z.string() }).nullish(),
      }),
      base: z.object({ sha: commit }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  merge_group: z.object({ base_sha: commit, head_sha: commit }).optional().catch(undefined),
  issue: z
    .object({ number: z.int().positive(), pull_request: z.object({}).nullish() })
    .optional()
    .catch(undefined),
  inputs: z
    .object({ 'pull-request': z.union([z.string(), z.number()]).optional().catch(undefined) })
    .nullish()
    .catch(undefined),
  workflow_run: z
    .object({
      id: z.int().positive(),
      event: z.string(),
      head_sha: z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/),
      head_branch: z.string(),
      head_repository: z.object({ full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }),
      run_number: z.int().min(0),
      run_attempt: z.int().min(0),
      path: z.string().max(300).nullish().catch(null),
    })
    .optional()
    .catch(undefined),
  repository: z
    .object({
      full_name: z.string().optional(),
      visibility: z.enum(['public', 'private', 'internal']).optional().catch(undefined),
      private: z.boolean().optional().catch(undefined),
      default_branch: z.string().min(1).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
})

/**
 * Reads the event from `GITHUB_EVENT_NAME` and the file `GITHUB_EVENT_PATH`. Without a readable file it is an event
 * without a pull request; never throws.
 */
export async function readEvent(environment: NodeJS.ProcessEnv = process.env): Promise<WorkflowEvent> {
  const name = environment.GITHUB_EVENT_NAME ?? ''
  const payload = payloadSchema.safeParse(await readJson(environment.GITHUB_EVENT_PATH)).data ?? {}
  const { pull_request: pullRequest, repository, workflow_run: ended } = payload
  const own = repository?.full_name ?? environment.GITHUB_REPOSITORY
  return {
    name,
    named: findNamedNumber(name, payload),
    privileged: !OWN_COMMIT.includes(name),
    visibility: decideVisibility(repository?.visibility, repository?.private),
    merge: MERGING.test(name) ? readMerge(payload) : null,
    defaultBranch: repository?.default_branch ?? null,
    endedRun: ended === undefined ? null : convertEndedRun(ended),
    pullRequest:
      pullRequest === undefined
        ? null
        : {
            number: pullRequest.number,
            head: pullRequest.head.sha,
            readOnly: explainReadOnly(pullRequest.head.repo?.full_name !== own, environment.GITHUB_ACTOR),
          },
  }
}

/** A comment is on an issue, which may be a pull request; a form may have a field for the number. */
function findNamedNumber(event: string, { issue, inputs }: z.infer<typeof payloadSchema>): number | null {
  if (event === 'issue_comment' && issue?.pull_request) return issue.number
  const given = /^#?(\d{1,9})$/.exec(String(inputs?.['pull-request'] ?? '').trim())?.[1]
  return given === undefined ? null : Number(given)
}

function convertEndedRun(run: NonNullable<z.infer<typeof payloadSchema>['workflow_run']>): EndedRun {
  return {
    id: run.id,
    event: run.event,
    head: run.head_sha,
    branch: run.head_branch,
    headRepository: run.head_repository.full_name,
    number: run.run_number,
    attempt: run.run_attempt,
    // A reusable workflow's path has a ref behind it.
    workflow: run.path?.replace(/@.*$/s, '') ?? null,
  }
}

/** GitHub gives both a token that can only read. The repository of a head is null when the fork is deleted. */
function explainReadOnly(isFork: boolean, actor: string | undefined): PullRequest['readOnly'] {
  if (actor === 'dependabot[bot]') return 'dependabot'
  return isFork ? 'fork' : null
}

function readMerge({ pull_request: pullRequest, merge_group: group }: z.infer<typeof payloadSchema>): Merge {
  return {
    base: pullRequest?.base?.sha ?? group?.base_sha ?? null,
    head: pullRequest?.head.sha ?? group?.head_sha ?? null,
    headRepository: pullRequest?.head.repo?.full_name ?? null,
  }
}

/** Where a payload says both, the stricter word counts. */
function decideVisibility(
  said: 'public' | 'private' | 'internal' | undefined,
  isPrivate: boolean | undefined,
): 'public' | 'private' | 'internal' | null {
  if (isPrivate === true && said !== 'internal') return 'private'
  return said ?? (isPrivate === undefined ? null : 'public')
}

async function readJson(path: string | undefined): Promise<unknown> {
  try {
    return path === undefined ? {} : JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return {}
  }
}
