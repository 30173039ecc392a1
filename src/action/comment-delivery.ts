import { messageOf } from '../model/cannot-look.ts'
import { type CommentState, isOvertaken, type RunIdentity, readState } from '../reporters/comment-state.ts'
import { answerOf, createGitHubClient, type GitHubClient, rateLimitWait } from './github-client.ts'

export type CommentStatus =
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'forbidden'
  | 'not-a-pull-request'
  | 'failed'
  | 'off'

export interface CommentRequest {
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string
  readonly token: string
  /** `owner/name`. */
  readonly repository: string
  readonly pullRequest: number
  /** Why the token can be expected to be refused; null where it should not be. */
  readonly readOnly: 'fork' | 'dependabot' | null
  /** Stands in the comment's first line, as `<!-- marker -->`. */
  readonly marker: string
  /** Which run this is: a comment that a later run wrote is left alone. */
  readonly run: RunIdentity
  /** The comment's text, given what our comment that is there remembers. */
  readonly render: (previous: CommentState | null) => string
  /** Whether to make a comment where there is none yet. One that is there is brought up to date in any case. */
  readonly create: boolean
  /** Milliseconds for everything; default 30,000. */
  readonly timeLimit?: number
  /** See {@link createGitHubClient}; default 1,000. */
  readonly retryBase?: number
}

export interface CommentDelivery {
  readonly status: CommentStatus
  /** One sentence for the log, raw: it may hold words of the API's. */
  readonly sentence: string
}

interface OwnComment {
  readonly id: number
  readonly body: string
}

/** Who comments with a workflow's own token; the answer where the API does not say who we are. */
const ACTIONS_BOT = 'github-actions[bot]'
const TIME_LIMIT = 30_000

/**
 * Brings the one comment of this marker up to date: found by marker and author, changed in place, left alone when it
 * says the same already. Trouble with the API never throws: it becomes a status and a sentence.
 */
export async function deliverComment(request: CommentRequest): Promise<CommentDelivery> {
  const timeLimit = request.timeLimit ?? TIME_LIMIT
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  // The wait between retries cannot be aborted, so the deadline is a race.
  const timeout = new Promise<CommentDelivery>((resolve) => {
    timer = setTimeout(() => {
      controller.abort()
      const seconds = Math.round((request.timeLimit === 0 ? TIME_LIMIT : timeLimit) / 100) / 10
      resolve(failed(`GitHub's API did not answer within ${seconds} seconds`))
    }, timeLimit)
  })
  const work = createGitHubClient({
    apiUrl: request.apiUrl,
    token: request.token,
    signal: controller.signal,
    deadline: Date.now() + timeLimit,
    retryBase: request.retryBase ?? 1000,
  })
    .then((client) => new StickyComment(client, request).deliver())
    .catch((error: unknown) => explain(error, request.readOnly))
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

class StickyComment {
  readonly #client: GitHubClient
  readonly #request: CommentRequest
  readonly #address: { owner: string; repo: string }

  constructor(client: GitHubClient, request: CommentRequest) {
    const [owner = '', repo = ''] = request.repository.split('/')
    this.#client = client
    this.#request = request
    this.#address = { owner, repo }
  }

  async deliver(): Promise<CommentDelivery> {
    const author = await this.#whoAmI()
    const [oldest] = await this.#findOwn(author)
    if (oldest !== undefined) return this.#update(oldest)
    if (!this.#request.create) return { status: 'unchanged', sentence: 'Nothing to comment on.' }
    const created = await this.#client.rest.issues.createComment({
      ...this.#address,
      issue_number: this.#request.pullRequest,
      body: this.#request.render(null),
    })
    return this.#keepOne(created.data.id, author)
  }

  /** Another job may have made its comment between our look and our own: the oldest stays, ours goes. */
  async #keepOne(created: number, author: string): Promise<CommentDelivery> {
    const [oldest] = await this.#findOwn(author)
    if (oldest === undefined || oldest.id >= created)
      return { status: 'created', sentence: 'Commented on the pull request.' }
    const delivery = await this.#update(oldest)
    await this.#client.rest.issues.deleteComment({ ...this.#address, comment_id: created })
    return delivery
  }

  async #update(comment: OwnComment): Promise<CommentDelivery> {
    const previous = readState(comment.body)
    if (isOvertaken(this.#request.run, previous))
      return {
        status: 'unchanged',
        sentence: `The comment on the pull request is of a later run (number ${previous?.run.number}) and stays as it is.`,
      }
    const body = this.#request.render(previous)
    if (withoutRun(comment.body) === withoutRun(body))
      return { status: 'unchanged', sentence: 'The comment on the pull request says the same already.' }
    await this.#client.rest.issues.updateComment({ ...this.#address, comment_id: comment.id, body })
    return { status: 'updated', sentence: 'Brought the comment on the pull request up to date.' }
  }

  /** Our comments with the marker in their first line, oldest first. Anybody can write the marker, so it is not enough. */
  async #findOwn(author: string): Promise<OwnComment[]> {
    const comments = await this.#client.paginate(this.#client.rest.issues.listComments, {
      ...this.#address,
      issue_number: this.#request.pullRequest,
      per_page: 100,
    })
    return comments
      .filter(({ user, body }) => user?.login === author && this.#isMarked(body ?? ''))
      .map(({ id, body }) => ({ id, body: body ?? '' }))
      .sort((a, b) => a.id - b.id)
  }

  #isMarked(body: string): boolean {
    return body.split(/\r?\n/, 1)[0]?.trim() === `<!-- ${this.#request.marker} -->`
  }

  async #whoAmI(): Promise<string> {
    try {
      const { viewer } = await this.#client.graphql<{ viewer: { login: string } }>('{ viewer { login } }')
      return viewer.login
    } catch (error) {
      if (answerOf(error).status === null || (answerOf(error).status ?? 0) >= 500) throw error
      return ACTIONS_BOT
    }
  }
}

/** The body without what names the run that wrote it: a comment is not changed for that alone. */
function withoutRun(body: string): string {
  const state = readState(body)
  const remembered = state && { ...state, run: state.run.commit }
  return body
    .replaceAll('\r\n', '\n')
    .replace(/^<!-- state .*$/m, JSON.stringify(remembered))
    .replace(/\/actions\/runs\/\d+(\/attempts\/\d+)?/g, '')
    .trim()
}

const FORBIDDEN_BECAUSE = {
  fork: 'this pull request comes from a fork, and the token of such a run can only read, whatever the workflow permits',
  dependabot:
    'Dependabot started this run, and the token of such a run can only read unless the workflow permits more',
  unknown: 'the token may not write on this pull request; give the job `permissions: pull-requests: write`',
} as const

function explain(error: unknown, readOnly: CommentRequest['readOnly']): CommentDelivery {
  const { status } = answerOf(error)
  if (status === 403 && rateLimitWait(error) === null)
    return { status: 'forbidden', sentence: without(`${FORBIDDEN_BECAUSE[readOnly ?? 'unknown']} (403)`) }
  if (status === 401) return failed('the token is not accepted (401); check the input github-token')
  if (status === 404)
    return failed(
      'the token cannot see this pull request (404); give the job `permissions: pull-requests: write`',
    )
  if (rateLimitWait(error) !== null) return failed(`GitHub's API is limiting this token's rate (${status})`)
  if (status === null) return failed(`GitHub's API cannot be reached: ${messageOf(error)}`)
  return failed(`GitHub's API answered ${status}: ${messageOf(error)}`)
}

function failed(reason: string): CommentDelivery {
  return { status: 'failed', sentence: without(reason) }
}

function without(reason: string): string {
  return `No comment: ${reason}. The verdict, the annotations and the job summary stand without it.`
}
