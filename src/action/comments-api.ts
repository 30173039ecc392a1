import { type GitHubClient, readAnswer } from './github-client.ts'

/** A comment on the pull request, as far as Seaworthy minds. */
export interface PullRequestComment {
  readonly id: number
  readonly nodeId: string
  readonly url: string
  readonly body: string
  readonly author: string
  readonly byBot: boolean
  /** Whether its author belongs to the repository. */
  readonly byMember: boolean
}

/** Who comments with a workflow's own token; the answer where the API does not say who we are. */
const ACTIONS_BOT = 'github-actions[bot]'
const MEMBERS = ['OWNER', 'MEMBER', 'COLLABORATOR']

/** The comments of one pull request. */
export class CommentsApi {
  readonly #client: GitHubClient
  readonly #address: { owner: string; repo: string }
  readonly #pullRequest: number

  constructor(client: GitHubClient, repository: string, pullRequest: number) {
    const [owner = '', repo = ''] = repository.split('/')
    this.#client = client
    this.#address = { owner, repo }
    this.#pullRequest = pullRequest
  }

  /** Name of the account that the token belongs to. */
  async askWhoAmI(): Promise<string> {
    try {
      const { viewer } = await this.#client.graphql<{ viewer: { login: string } }>('{ viewer { login } }')
      return viewer.login
    } catch (error) {
      // GraphQL refuses with 200 and a list of errors.
      if (isGraphqlRefusal(error)) return ACTIONS_BOT
      const { status } = readAnswer(error)
      if (status === null || status === 401 || status >= 500) throw error
      return ACTIONS_BOT
    }
  }

  /** All comments, oldest first. */
  async listComments(): Promise<PullRequestComment[]> {
    const all = await this.#client.paginate(this.#client.rest.issues.listComments, {
      ...this.#address,
      issue_number: this.#pullRequest,
      per_page: 100,
    })
    return all.map((comment) => ({
      id: comment.id,
      nodeId: comment.node_id,
      url: comment.html_url,
      body: comment.body ?? '',
      author: comment.user?.login ?? '',
      byBot: comment.user?.type === 'Bot',
      byMember: MEMBERS.includes(comment.author_association),
    }))
  }

  /** @returns the comment, and the account that made it: the token's own, whatever the API said of it before */
  async create(body: string): Promise<{ id: number; url: string; author: string | null }> {
    const { data } = await this.#client.rest.issues.createComment({
      ...this.#address,
      issue_number: this.#pullRequest,
      body,
    })
    return { id: data.id, url: data.html_url, author: data.user?.login ?? null }
  }

  /** @returns false when the comment is gone. */
  async update(id: number, body: string): Promise<boolean> {
    try {
      await this.#client.rest.issues.updateComment({ ...this.#address, comment_id: id, body })
      return true
    } catch (error) {
      if (readAnswer(error).status === 404) return false
      throw error
    }
  }

  async remove(id: number): Promise<void> {
    await this.#client.rest.issues.deleteComment({ ...this.#address, comment_id: id })
  }

  /** Folds a comment away on the page. */
  async minimize(nodeId: string): Promise<void> {
    await this.#client.graphql(
      'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized } } }',
      { id: nodeId },
    )
  }
}

function isGraphqlRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'GraphqlResponseError'
}
