import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readMessage } from '../../model/cannot-look.ts'
import type { KnownRegistry } from '../registries.ts'
import type { Client } from '../registry-statements.ts'
import { answerWithoutToken } from './answer-without-token.ts'
import { handBack, refuse } from './answers.ts'
import { type Exchange, findLoginFor, findRegistryFor, type GuardParts, handOn } from './exchange.ts'
import { answerExchange, answerIdentityToken } from './identity-request.ts'
import { answerApproval, answerPublish, holdRequest } from './publish-request.ts'
import { BodyTrouble, holdsTarball, readBody } from './request-body.ts'
import { findRoute } from './route.ts'

/**
 * Which tool asks, as it says itself: it is trusted only as far as to choose among the registries that the project is
 * configured for.
 */
function recogniseClient(userAgent = ''): Client {
  if (/^pnpm\//.test(userAgent)) return 'pnpm'
  if (/^bun\//i.test(userAgent)) return 'bun'
  return /^yarn\/1\./.test(userAgent) ? 'yarn1' : 'npm'
}

/** Troubles of a connection after which npm itself tries again (make-fetch-happen, `remote.js`). */
const PASSING = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EADDRINUSE',
  'ETIMEDOUT',
  'ECONNECTIONTIMEOUT',
  'EIDLETIMEOUT',
  'ERESPONSETIMEOUT',
  'ETRANSFERTIMEOUT',
  'EPIPE',
])

const readLastPart = (url: string): string => url.slice(url.lastIndexOf('/'))

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  return !('code' in error) || PASSING.has(String(error.code))
}

/** Addresses whose answers hold a login, or where one is to be had (npm-profile). */
const GIVES_LOGIN = /^\/-\/(?:v1\/(?:login|done)|user)\b/

/** Where npm trades an identity token in. */
const EXCHANGE = /^\/-\/npm\/v1\/oidc\/token\/exchange\/package\/[^/?]+$/

/**
 * The registry on loopback: hands everything on, and judges each tarball before it goes on, unchanged. It answers
 * nobody who does not know its path, and sends to no host but the project's own registries.
 */
export class GuardServer {
  readonly #parts: GuardParts
  readonly #server: Server
  /** Where clients ask whether a login in the browser is done. */
  readonly #logins = new Set<string>()

  constructor(parts: GuardParts) {
    this.#parts = parts
    this.#server = createServer((request, response) => void this.#answer(request, response))
    // The client decides how long it waits; a slow registry is no fault of ours.
    this.#server.requestTimeout = 0
  }

  /** The port it listens on. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Its address for the clients of that configuration, with a slash at the end. */
  formatAddressFor(client: 'npm' | 'yarn'): string {
    return `${this.#formatBase()}${client}/`
  }

  /** Its address for tools that run in one of the folders with settings of their own. */
  formatAddressAt(index: number): string {
    return index === 0 ? this.formatAddressFor('npm') : `${this.#formatBase()}at/${index}/`
  }

  /** Its address for one registry. */
  formatAddressOf(registry: KnownRegistry): string {
    return `${this.#formatBase()}to/${registry.index}/`
  }

  /** Whether an address is its own. */
  isItself(url: string): boolean {
    return url.startsWith(this.#formatBase())
  }

  /** Where the command asks for identity tokens. */
  get identityTokenAddress(): string {
    return `${this.#formatBase()}identity-token?`
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #formatBase(): string {
    return `http://127.0.0.1:${this.port}/${this.#parts.secrets.path}/`
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const rest = this.#readBelow(request)
      if (rest === null) return refuse(response, 404, 'There is nothing here.')
      if (/^identity-token[?&]/.test(rest))
        return await answerIdentityToken(request, response, `127.0.0.1:${this.port}`, this.#parts)
      const exchange = this.#open(rest, request, response)
      if (exchange === null) return refuse(response, 404, 'There is nothing here.')
      await this.#followRoute(exchange)
    } catch (error) {
      if (error instanceof BodyTrouble) {
        request.resume()
        return refuse(response, 403, error.message)
      }
      // Tools try again where they would without us; not where that never helps, as for a certificate.
      const status = isPassing(error) ? 502 : 424
      refuse(response, status, `Seaworthy's guard could not reach the registry: ${readMessage(error)}`)
    }
  }

  /** What follows our secret path; null for who does not know it. */
  #readBelow({ url = '', headers }: IncomingMessage): string | null {
    const prefix = `/${this.#parts.secrets.path}/`
    if (url.startsWith(prefix)) return url.slice(prefix.length)
    // npm asks the host itself to trade an identity token in, whatever path its registry has (npm 12, oidc.js). What it
    // gets is a placeholder, which is worth nothing to who does not know the path.
    const token = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
    return EXCHANGE.test(url) && this.#parts.identity.isOurs(token, `127.0.0.1:${this.port}`)
      ? `npm${url}`
      : null
  }

  #open(rest: string, request: IncomingMessage, response: ServerResponse): Exchange | null {
    const found = /^(npm|yarn|(to|at)\/(\d+))(\/.*)$/.exec(rest)
    if (found === null) return null
    const [, part = '', kind, index, target = ''] = found
    const number = Number(index ?? 0)
    const given = kind === 'to' ? this.#parts.registries.at(number) : null
    if (kind === 'to' ? given === null : number >= this.#parts.registries.folders.length) return null
    const client = part === 'yarn' ? 'yarn' : recogniseClient(request.headers['user-agent'])
    return { request, response, target, client, at: kind === 'at' ? number : 0, given }
  }

  /** Where an answer sends the client: at the registry itself it stays led; a place relative to it is none of ours. */
  #leadLocation(location: string | undefined, registry: KnownRegistry, target: string): string | undefined {
    const asked = registry.url.slice(0, -1) + target
    if (location === undefined || !URL.canParse(location, asked)) return location
    const url = new URL(location, asked).href
    return url.startsWith(registry.url)
      ? this.formatAddressOf(registry) + url.slice(registry.url.length)
      : url
  }

  async #passOn(exchange: Exchange, name: string | null, body: IncomingMessage | Buffer): Promise<void> {
    const { response, target } = exchange
    const registry = findRegistryFor(exchange, name, this.#parts)
    const authorization = findLoginFor(exchange, registry, this.#parts)
    const sent = { body, authorization }
    if (GIVES_LOGIN.test(target)) return this.#logIn(exchange, registry, sent)
    const answer = await handOn(exchange, registry, sent, this.#parts)
    answer.headers.location = this.#leadLocation(answer.headers.location, registry, target)
    return handBack(answer, response)
  }

  /** Who has logged in through us is logged in from now on, and knows no more than before. */
  async #logIn(
    exchange: Exchange,
    registry: KnownRegistry,
    sent: { readonly body: IncomingMessage | Buffer; readonly authorization: string | null },
  ): Promise<void> {
    const { target } = exchange
    const { token, doneUrl } = await answerWithoutToken(exchange, registry, sent, this.#parts)
    if (doneUrl !== null && /^\/-\/v1\/login\b/.test(target)) this.#logins.add(readLastPart(doneUrl))
    // The same answer to a publish confirms a one-time password, which is no login.
    const isLogin = /^\/-\/user\b/.test(target) || this.#logins.has(readLastPart(target))
    if (token !== null && isLogin) this.#parts.registries.rememberLogin(registry, token)
  }

  async #followRoute(exchange: Exchange): Promise<void> {
    const { request, target } = exchange
    const parts = this.#parts
    const route = findRoute(request.method ?? 'GET', target)
    switch (route.kind) {
      case 'pass':
        return this.#passOn(exchange, route.name, request)
      case 'service': {
        const body = await readBody(request)
        if (!holdsTarball(body)) return this.#passOn(exchange, route.name, body)
        const why = 'it holds a tarball where no publishing tool sends one'
        return holdRequest(exchange, { name: `${request.method} ${target}`, why }, parts)
      }
      case 'publish':
        return answerPublish(exchange, route, parts)
      case 'approve':
        return answerApproval(exchange, route.stage, parts)
      case 'exchange':
        return answerExchange(exchange, route.name, `127.0.0.1:${this.port}`, parts)
      case 'refused':
        return holdRequest(exchange, { name: `${request.method} ${target}`, why: route.why }, parts)
    }
  }
}
