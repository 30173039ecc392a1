import { randomBytes } from 'node:crypto'
import * as z from 'zod'

/** Where a job gets identity tokens (GitHub Actions); null outside of it. */
export interface IdentityTokenSource {
  readonly url: string
  readonly requestToken: string
}

/** What trusted publishing needs of the environment. */
export function findIdentityTokenSource(environment: NodeJS.ProcessEnv): IdentityTokenSource | null {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken } = environment
  return url && requestToken && URL.canParse(url) ? { url, requestToken } : null
}

const answerSchema = z.object({ value: z.string() })

/**
 * Identity tokens for registries never reach the command: it gets a copy whose signature is none, good enough to read
 * its claims, and the real one is asked for when the copy is traded in, for the registry that the package belongs to.
 */
export class IdentityTokens {
  readonly #source: IdentityTokenSource | null
  /** A ready token of the environment (GitLab, CircleCI). */
  readonly #ready: string | null
  readonly #copies = new Set<string>()

  constructor(environment: NodeJS.ProcessEnv) {
    this.#source = findIdentityTokenSource(environment)
    this.#ready = environment.NPM_ID_TOKEN || null
  }

  get source(): IdentityTokenSource | null {
    return this.#source
  }

  /** What stands in the variable for a ready token; null where there is none. */
  makeReadyCopy(): string | null {
    return this.#ready === null ? null : this.#copy(this.#ready)
  }

  /** Whether a token stands for a real one: a copy that we gave, or made out to us by a service that we do not lead. */
  isOurs(token: string, led: string): boolean {
    return (
      this.#copies.has(token) ||
      readAudiences(token).some((one) => one === `npm:${led}` || one === 'npm:127.0.0.1')
    )
  }

  /**
   * Answers a request for a token. npm names the registry by its host alone, yarn with the port: the one it is led to,
   * or the one that a package says it is published to.
   * @param registryUrls of the project; the first is the default
   * @returns the answer's status and body
   */
  async answer(
    query: URLSearchParams,
    led: string,
    registryUrls: readonly string[],
  ): Promise<{ status: number; body: string }> {
    const audience = query.get('audience')
    if (!audience?.startsWith('npm:')) return this.#ask(audience, query)
    const isForUs = audience === 'npm:127.0.0.1' || audience === `npm:${led}`
    const registryUrl = isForUs
      ? registryUrls[0]
      : registryUrls.find((url) => [formatAudience(url), `npm:${new URL(url).host}`].includes(audience))
    if (registryUrl === undefined)
      return {
        status: 403,
        body: JSON.stringify({
          message: `Seaworthy gives no identity token for ${audience}: what is published there would go past the guard.`,
        }),
      }
    const asked = await this.#ask(formatAudience(registryUrl), query)
    if (asked.status !== 200) return asked
    const { value } = answerSchema.parse(JSON.parse(asked.body))
    return { status: 200, body: JSON.stringify({ value: this.#copy(value) }) }
  }

  /**
   * The real token for a copy, made out to the registry.
   * @param shown what the command shows
   * @returns null where the token is none of ours: then it stands for itself
   */
  async fetchTokenFor(shown: string, led: string, registryUrl: string): Promise<string | null> {
    if (!this.isOurs(shown, led)) return null
    if (this.#ready !== null) return this.#ready
    const { status, body } = await this.#ask(formatAudience(registryUrl), new URLSearchParams())
    return status === 200 ? answerSchema.parse(JSON.parse(body)).value : null
  }

  async #ask(audience: string | null, query: URLSearchParams): Promise<{ status: number; body: string }> {
    if (this.#source === null) return { status: 404, body: '{"message":"This job has no identity tokens."}' }
    const url = new URL(this.#source.url)
    for (const [name, value] of query) if (name !== 'audience') url.searchParams.set(name, value)
    if (audience !== null) url.searchParams.set('audience', audience)
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${this.#source.requestToken}`, accept: 'application/json' },
    })
    return { status: response.status, body: await response.text() }
  }

  #copy(token: string): string {
    const [header = '', claims = ''] = token.split('.')
    const copy = `${header}.${claims}.${randomBytes(32).toString('base64url')}`
    this.#copies.add(copy)
    return copy
  }
}

/** As npm makes it out (npm 12, `lib/utils/oidc.js`): the host's name, without a port. */
function formatAudience(registryUrl: string): string {
  return `npm:${new URL(registryUrl).hostname}`
}

/** Claims are read only to tell tokens apart; the registry is who checks them. */
function readAudiences(token: string): string[] {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const audience = (claims as { aud?: unknown } | null)?.aud
    return [audience].flat().filter((one): one is string => typeof one === 'string')
  } catch {
    return []
  }
}
