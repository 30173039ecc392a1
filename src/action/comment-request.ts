import type { CommentState, RunIdentity } from '../reporters/comment-state.ts'

/** Why a token can only read, whatever the workflow permits; null where it may write. */
export type ReadOnly = 'fork' | 'dependabot' | null

export type CommentStatus =
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'forbidden'
  | 'not-a-pull-request'
  | 'failed'
  | 'off'

/**
 * A comment under another marker. `predecessor`: of a workflow or a key that is gone, whose place this one takes;
 * `remnant`: of a workflow that is gone; `sibling`: of this workflow, with another key; `stranger`: of a workflow of
 * another repository, of which nobody here knows whether it is still there.
 */
export type Kinship = 'predecessor' | 'remnant' | 'sibling' | 'stranger' | null

export interface CommentRequest {
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string
  readonly token: string
  /** `owner/name`. */
  readonly repository: string
  readonly pullRequest: number
  /** Why the token can be expected to be refused; null where it should not be. */
  readonly readOnly: ReadOnly
  /** Stands in the comment's first line, as `<!-- marker -->`. */
  readonly marker: string
  /** Which run this is: a comment that a later run wrote is left alone. */
  readonly run: RunIdentity
  /** The comment's text, given what our comment that is there remembers. */
  readonly render: (previous: CommentState | null) => string
  /** Whether to make a comment where there is none yet. One that is there is brought up to date in any case. */
  readonly create: boolean
  /** What a comment of ours is to this one, by its marker; see {@link Kinship}. */
  readonly kinship?: (marker: string) => Kinship
  /** Milliseconds for everything; default 30,000. */
  readonly timeLimit?: number
  /** Milliseconds that the API had from the beginning of the run on; the time limit unless given. */
  readonly timeInAll?: number
  /** Milliseconds after which the comment is read again; by default about as long as it took to write it. */
  readonly settle?: number
  /** See {@link createGitHubClient}; default 1,000. */
  readonly retryBase?: number
}

export interface CommentDelivery {
  readonly status: CommentStatus
  /** One sentence for the log, raw: it may hold words of the API's. */
  readonly sentence: string
}
