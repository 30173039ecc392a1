import { setTimeout as sleep } from 'node:timers/promises'
import type { getOctokit } from '@actions/github'
import { readMessage } from '../model/cannot-look.ts'
import { makeProxiedFetch } from './proxied-fetch.ts'

export type GitHubClient = ReturnType<typeof getOctokit>

export interface ClientOptions {
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string
  readonly token: string
  /** Ends every call under way and every wait. */
  readonly signal: AbortSignal
  /** Milliseconds since the epoch by which all is over. */
  readonly deadline: number
  /** Milliseconds that the first retry waits; the second waits four times as long. */
  readonly retryBase: number
}

const RETRIES = 2

/**
 * A client for GitHub's API, on GitHub Enterprise Server too. Failures of the
 * server and of the network are tried again with growing pauses, and rate limits are waited for if the wait ends
 * before the deadline.
 */
export async function createGitHubClient(options: ClientOptions): Promise<GitHubClient> {
  // Loaded here because it is most of the bundle, and a run without a comment does without it.
  const [{ getOctokit }, { retry }] = await Promise.all([
    import('@actions/github'),
    import('@octokit/plugin-retry'),
  ])
  const ignore = (): void => undefined
  const proxied = makeProxiedFetch()
  const client = getOctokit(
    options.token,
    {
      baseUrl: options.apiUrl,
      userAgent: 'seaworthy',
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      request: { signal: options.signal, ...(proxied === null ? {} : { fetch: proxied }) },
      // 429 is left to the wait for rate limits below.
      retry: {
        doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451],
        retries: RETRIES,
        retryAfterBaseValue: options.retryBase,
      },
    },
    retry,
  )
  client.hook.wrap('request', async (request, parameters) => {
    for (let attempt = 0; ; attempt++)
      try {
        return await request(parameters)
      } catch (error) {
        const wait = measureRateLimitWait(error)
        if (attempt >= RETRIES || wait === null || Date.now() + wait >= options.deadline) throw error
        await sleep(wait, undefined, { signal: options.signal })
      }
  })
  return client
}

/**
 * Milliseconds that an answer asks to wait: `retry-after` in seconds (secondary limit), or `x-ratelimit-reset` where
 * nothing remains (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
 * @returns null when the answer is not about a rate limit.
 */
export function measureRateLimitWait(error: unknown): number | null {
  const { status, headers } = readAnswer(error)
  if (status !== 403 && status !== 429) return null
  const after = headers['retry-after']
  if (after !== undefined && /^\d+$/.test(after)) return Number(after) * 1000
  const reset = headers['x-ratelimit-reset']
  if (headers['x-ratelimit-remaining'] === '0' && reset !== undefined)
    return Math.max(0, Number(reset) * 1000 - Date.now())
  // Without a header that says more, a minute is to be waited for.
  if (/secondary rate limit|abuse detection/i.test(readMessage(error))) return 60_000
  return status === 429 ? Number.POSITIVE_INFINITY : null
}

/** The answer in an error of Octokit's; status null where there was none. */
export function readAnswer(error: unknown): { status: number | null; headers: Record<string, string> } {
  const response = (error as { response?: { status?: unknown; headers?: unknown } } | null)?.response
  return {
    status: typeof response?.status === 'number' ? response.status : null,
    headers: (response?.headers ?? {}) as Record<string, string>,
  }
}
