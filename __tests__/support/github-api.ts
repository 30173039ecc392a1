import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Author, type Comment, showComment } from './github-comment.ts'
import { type Call, type Description, GitHubOpenApi } from './github-openapi.ts'
import {
  type Answer,
  answerContents,
  answerGit,
  compareAnswer,
  notFound,
  type OpenPullRequest,
  pullRequestsAnswer,
} from './github-repository.ts'

/** Who comments with a workflow's own token. */
export const ACTIONS_BOT: Author = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' }
export const SOMEBODY: Author = { login: 'octocat', id: 583231, type: 'User' }

/** What goes wrong, for the calls it matches, so many times (default: every time). */
export interface Fault {
  method?: string
  path?: RegExp
  times?: number
  /** Milliseconds before anything is answered. */
  delay?: number
  status?: number
  message?: string
  headers?: Record<string, string>
  /** The whole answer, in place of a message. */
  body?: unknown
  /** The connection is cut instead of answered. */
  cut?: boolean
}

/** The fault of a read-only token, as on a pull request from a fork. */
export const FORBIDDEN: Fault = {
  method: 'POST',
  path: /\/comments$/,
  status: 403,
  message: 'Resource not accessible by integration',
  headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
}

export interface RecordedCall extends Call {
  headers: IncomingMessage['headers']
}

export interface Options {
  description?: Description
  /** Before every path: `/api/v3` on GitHub Enterprise Server. */
  prefix?: string
  token?: string
  /** Whom the token belongs to. */
  author?: Author
  issues?: number[]
}

const MINIMIZE =
  /^mutation\(\$id: ID!\) \{ minimizeComment\(input: \{subjectId: \$id, classifier: OUTDATED\}\) \{ minimizedComment \{ isMinimized \} \} \}$/

/** Characters of a comment that GitHub accepts by its own error message. */
const COMMENT_LIMIT = 65_536

/**
 * GitHub's API on a local port: every call is held against GitHub's OpenAPI description, comments are kept in memory,
 * faults happen as told. A call that GitHub would not understand is answered 422 and listed in `violations`.
 */
export class GitHubApi {
  readonly calls: RecordedCall[] = []
  readonly violations: string[] = []
  comments: Comment[] = []
  pullRequests: OpenPullRequest[] = []
  /** Files of repositories: `owner/name/path@ref` → text. */
  files: Record<string, string> = {}
  /** Commits that are not there, or that the token cannot see; all others are. */
  missing: string[] = []
  /** Commits that lie on the default branch. */
  onBranch: string[] = []
  faults: Fault[] = []
  /** What happens just before a call is answered: somebody else is at work too. */
  onCall: (call: Call) => void = () => undefined
  readonly token: string
  readonly #openApi: GitHubOpenApi
  readonly #server: Server
  readonly #prefix: string
  readonly #author: Author
  readonly #issues: readonly number[]
  #nextId = 1000

  private constructor(options: Options) {
    this.#openApi = new GitHubOpenApi(options.description ?? 'github.com')
    this.#prefix = options.prefix ?? ''
    this.token = options.token ?? 'ghs_token_of_the_test'
    this.#author = options.author ?? ACTIONS_BOT
    this.#issues = options.issues ?? [3]
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.violations.push(`the local API failed: ${String(error)}`)
        response.destroy()
      })
    })
  }

  static async start(options: Options = {}): Promise<GitHubApi> {
    const api = new GitHubApi(options)
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve))
    return api
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What GITHUB_API_URL would be. */
  get url(): string {
    return `${this.origin}${this.#prefix}`
  }

  /** What GITHUB_GRAPHQL_URL would be. */
  get graphqlUrl(): string {
    return `${this.origin}${this.#prefix.replace(/\/v3$/, '')}/graphql`
  }

  /** Puts a comment there as somebody else would. */
  addComment(comment: { body: string; author?: Author; issue?: number; association?: string }): Comment {
    const added = { id: this.#nextId++, issue: 3, author: SOMEBODY, ...comment }
    this.comments.push(added)
    return added
  }

  /** Method and path of every call, in order. */
  get log(): string[] {
    return this.calls.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    const graphql = url.pathname === new URL(this.graphqlUrl).pathname
    if (!graphql && url.pathname.startsWith(this.#prefix))
      url.pathname = url.pathname.slice(this.#prefix.length)
    const text = await readAll(request)
    const call = { method: request.method ?? 'GET', url, body: text === '' ? undefined : JSON.parse(text) }
    this.calls.push({ ...call, headers: request.headers })
    if (await this.#fail(call, response)) return
    this.onCall(call)
    const problems = [...this.#checkHeaders(request), ...(graphql ? [] : this.#openApi.checkCall(call))]
    this.violations.push(...problems)
    if (problems.length > 0) return send(response, 422, { message: 'Validation Failed', problems })
    const { status, body, headers } = graphql
      ? this.#graphql(call.body)
      : (answerContents(call, this.#openApi, this.files) ??
        answerGit(call, this.#openApi, this.files, this.missing) ??
        compareAnswer(call, this.#openApi, this.onBranch) ??
        pullRequestsAnswer(call, this.#openApi, this.pullRequests) ??
        this.#answer(call))
    this.violations.push(...this.#openApi.checkAnswer(call, status, structuredClone(body)))
    send(response, status, body, headers)
  }

  async #fail(call: Call, response: ServerResponse): Promise<boolean> {
    const fault = this.faults.find(
      ({ method, path, times }) =>
        (method ?? call.method) === call.method && (path?.test(call.url.pathname) ?? true) && times !== 0,
    )
    if (fault === undefined) return false
    if (fault.times !== undefined) fault.times--
    if (fault.delay !== undefined) await sleep(fault.delay, undefined, { ref: false })
    if (fault.cut) response.destroy()
    else if (fault.status !== undefined)
      send(
        response,
        fault.status,
        fault.body ?? { message: fault.message ?? 'scripted fault' },
        fault.headers,
      )
    else return false
    return true
  }

  #checkHeaders({ headers, method }: IncomingMessage): string[] {
    const problems: string[] = []
    if (!/^(token|bearer) /i.test(headers.authorization ?? '')) problems.push('no authorization')
    else if (headers.authorization?.split(' ')[1] !== this.token) problems.push('another token')
    if (!headers['user-agent']) problems.push('no user agent')
    if (method !== 'GET' && method !== 'DELETE' && !headers['content-type']?.startsWith('application/json'))
      problems.push(`content type ${headers['content-type']}`)
    return problems
  }

  #graphql(body: unknown): Answer {
    const { query, variables } = (body ?? {}) as { query?: unknown; variables?: { id?: unknown } }
    if (typeof query === 'string' && MINIMIZE.test(query)) {
      const comment = this.comments.find(({ id }) => `IC_${id}` === variables?.id)
      if (comment === undefined)
        return { status: 200, body: { data: null, errors: [{ type: 'NOT_FOUND', message: 'no such node' }] } }
      comment.minimized = true
      return {
        status: 200,
        body: { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } },
      }
    }
    if (typeof query !== 'string' || !/^\s*(query\s*)?\{\s*viewer\s*\{[\s\w]*\}\s*\}\s*$/.test(query)) {
      this.violations.push(`GraphQL query ${JSON.stringify(query)}`)
      return { status: 200, body: { errors: [{ message: 'not understood' }] } }
    }
    return {
      status: 200,
      body: { data: { viewer: { login: this.#author.login, databaseId: this.#author.id } } },
    }
  }

  #answer(call: Call): Answer {
    const numbers = /(\d+)(?:\/comments)?$/.exec(call.url.pathname)
    const id = Number(numbers?.[1])
    const ofIssue = call.url.pathname.endsWith('/comments')
    const body = (call.body as { body?: string } | undefined)?.body ?? ''
    if (body.length > COMMENT_LIMIT)
      return {
        status: 422,
        body: { message: 'Validation Failed', documentation_url: 'https://docs.github.com', errors: [] },
      }
    if (ofIssue) return this.#issues.includes(id) ? this.#ofIssue(call, id, body) : notFound
    const comment = this.comments.find((candidate) => candidate.id === id)
    if (comment === undefined) return notFound
    if (call.method === 'DELETE') {
      this.comments = this.comments.filter((candidate) => candidate !== comment)
      return { status: 204, body: undefined }
    }
    comment.body = body
    return { status: 200, body: showComment(comment, this.url) }
  }

  #ofIssue(call: Call, issue: number, body: string): Answer {
    if (call.method === 'POST') {
      const comment = this.addComment({ body, issue, author: this.#author })
      return { status: 201, body: showComment(comment, this.url) }
    }
    const perPage = Number(call.url.searchParams.get('per_page') ?? 30)
    const page = Number(call.url.searchParams.get('page') ?? 1)
    const all = this.comments.filter((comment) => comment.issue === issue)
    const next = new URL(`${this.url}${call.url.pathname}${call.url.search}`)
    next.searchParams.set('page', String(page + 1))
    return {
      status: 200,
      body: all.slice((page - 1) * perPage, page * perPage).map((comment) => showComment(comment, this.url)),
      headers: all.length > page * perPage ? { link: `<${next.href}>; rel="next"` } : {},
    }
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(body === undefined ? '' : JSON.stringify(body))
}
