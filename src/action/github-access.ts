import { createGitHubClient, type GitHubClient } from './github-client.ts'

/** Milliseconds that GitHub's API may cost a run, all calls together. */
export const TIME_LIMIT = 30_000

/** The API as one run may use it: with one token, for so long in all. */
export class GitHubAccess {
  readonly apiUrl: string
  readonly token: string
  readonly #clock: { left: number }

  constructor(apiUrl: string, token: string, clock: { left: number } = { left: TIME_LIMIT }) {
    this.apiUrl = apiUrl
    this.token = token
    this.#clock = clock
  }

  /** Milliseconds that are left. */
  get timeLeft(): number {
    return this.#clock.left
  }

  /** The same API and the same time, with another token. */
  replaceToken(token: string): GitHubAccess {
    return new GitHubAccess(this.apiUrl, token, this.#clock)
  }

  /**
   * Does some work with a client.
   * @param most milliseconds for it, of those that are left
   * @throws what the work throws, or an Error with a sentence when the time is over
   */
  async call<T>(work: (client: GitHubClient) => Promise<T>, most = TIME_LIMIT): Promise<T> {
    if (this.#clock.left <= 0)
      throw new Error(
        `GitHub's API did not answer within the ${TIME_LIMIT / 1000} seconds that a run waits for it.`,
      )
    const start = performance.now()
    try {
      return await this.#callWithin(Math.min(this.#clock.left, most), work)
    } finally {
      this.#clock.left = Math.max(0, this.#clock.left - (performance.now() - start))
    }
  }

  async #callWithin<T>(limit: number, work: (client: GitHubClient) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        controller.abort()
        reject(new Error(`GitHub's API did not answer within ${Math.round(limit / 1000)} seconds.`))
      }, limit)
    })
    const answer = createGitHubClient({
      apiUrl: this.apiUrl,
      token: this.token,
      signal: controller.signal,
      deadline: Date.now() + limit,
      retryBase: 1000,
    }).then(work)
    try {
      return await Promise.race([answer, timeout])
    } finally {
      clearTimeout(timer)
    }
  }
}
