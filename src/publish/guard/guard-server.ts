import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { messageOf } from '../../model/cannot-look.ts'
import type { Client, KnownRegistry, Registries } from '../registries.ts'
import { answerHeaders, forward } from './forward.ts'
import { refusedText } from './held-text.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import type { JudgedUploads, Judgement } from './judged-uploads.ts'
import { readPublishBody } from './publish-body.ts'
import { BodyTrouble, readBody } from './request-body.ts'
import { type Route, routeOf } from './route.ts'
import { stagedUpload } from './staged-upload.ts'
import type { WithheldSecrets } from './withheld-secrets.ts'

/** What became of one request that would have published. */
export interface PublishRecord {
  readonly name: string
  readonly version: string | null
  readonly registry: string
  readonly integrity: string | null
  /** `failed`: it passed, and the registry did not take it. */
  readonly outcome: 'published' | 'staged' | 'approved' | 'failed' | 'held' | 'could-not-judge'
  /** What the tool was told, where it was held; else a clause, or empty. */
  readonly text: string
  readonly judgement: Judgement | null
}

export interface GuardParts {
  readonly registries: Registries
  readonly connection: Readonly<Record<string, unknown>>
  readonly secrets: WithheldSecrets
  readonly identity: IdentityTokens
  readonly uploads: JudgedUploads
  readonly onRecord?: (record: PublishRecord) => void
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Path and query below the registry's address. */
  readonly target: string
  readonly client: Client
  /** The registry that the address itself names; null where the package decides. */
  readonly given: KnownRegistry | null
}

/**
 * The registry on loopback: hands everything on, and judges each tarball before it goes on, unchanged. It answers
 * nobody who does not know its path, and sends to no host but the project's own registries.
 */
export class GuardServer {
  readonly #parts: GuardParts
  readonly #server: Server
  readonly #records: PublishRecord[] = []

  constructor(parts: GuardParts) {
    this.#parts = parts
    this.#server = createServer((request, response) => void this.#answer(request, response))
    // The client decides how long it waits; a slow registry is no fault of ours.
    this.#server.requestTimeout = 0
  }

  get records(): readonly PublishRecord[] {
    return this.#records
  }

  /** The port it listens on. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Its address for the clients of that configuration, with a slash at the end. */
  addressFor(client: Client): string {
    return `${this.#base()}${client}/`
  }

  /** Its address for one registry. */
  addressOf(registry: KnownRegistry): string {
    return `${this.#base()}to/${registry.index}/`
  }

  /** Where the command asks for identity tokens. */
  get identityTokenAddress(): string {
    return `${this.#base()}identity-token?`
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async stop(): Promise<void> {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #base(): string {
    return `http://127.0.0.1:${this.port}/${this.#parts.secrets.path}/`
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const exchange = this.#open(request, response)
      if (exchange === null) return refuse(response, 404, 'There is nothing here.')
      if (exchange === 'identity-token') return await this.#identityToken(request, response)
      await this.#route(exchange, routeOf(request.method ?? 'GET', exchange.target))
    } catch (error) {
      // Not a refusal: the registry could not be reached, and tools may try again as they would without us.
      const why =
        error instanceof BodyTrouble
          ? error.message
          : `The registry could not be reached: ${messageOf(error)}`
      refuse(response, error instanceof BodyTrouble ? 403 : 502, why)
    }
  }

  #open(request: IncomingMessage, response: ServerResponse): Exchange | 'identity-token' | null {
    const { secrets, registries } = this.#parts
    const url = request.url ?? ''
    const prefix = `/${secrets.path}/`
    if (!url.startsWith(prefix)) return null
    const rest = url.slice(prefix.length)
    if (/^identity-token[?&]/.test(rest)) return 'identity-token'
    const found = /^(npm|yarn|to\/(\d+))(\/.*)$/.exec(rest)
    if (found === null) return null
    const [, part = '', index, target = ''] = found
    const given = index === undefined ? null : registries.at(Number(index))
    if (index !== undefined && given === null) return null
    return { request, response, target, client: part === 'yarn' ? 'yarn' : 'npm', given }
  }

  async #route(exchange: Exchange, route: Route): Promise<void> {
    switch (route.kind) {
      case 'pass':
        return this.#pass(exchange, this.#registry(exchange, route.name), exchange.request)
      case 'publish':
        return this.#publish(exchange, route.name, route.staged)
      case 'approve':
        return this.#approve(exchange, route.stage)
      case 'exchange':
        return this.#exchangeToken(exchange, route.name)
      case 'refused':
        return this.#hold(exchange, { name: exchange.target, version: null, why: route.why })
    }
  }

  #registry({ given, client }: Exchange, name: string | null): KnownRegistry {
    return given ?? this.#parts.registries.forPackage(name, client)
  }

  /** Hands a request on as it is, with the real login, and its answer back. */
  async #pass(
    { request, response, target }: Exchange,
    registry: KnownRegistry,
    body: IncomingMessage | Buffer | null,
    authorization = this.#parts.secrets.authorizationFor(request.headers.authorization, registry),
  ): Promise<void> {
    const answer = await this.#forward(request, registry, target, body, authorization)
    response.writeHead(answer.statusCode ?? 502, answerHeaders(answer.headers))
    await pipeline(answer, response).catch(() => response.destroy())
  }

  #forward(
    request: IncomingMessage,
    registry: KnownRegistry,
    target: string,
    body: IncomingMessage | Buffer | null,
    authorization: string | null,
  ): Promise<IncomingMessage> {
    const hasBody = !(request.method === 'GET' || request.method === 'HEAD') && body !== null
    return forward({
      registry,
      connection: this.#parts.connection,
      method: request.method ?? 'GET',
      target,
      headers: request.headers,
      authorization,
      body: hasBody ? body : null,
    })
  }

  async #publish(exchange: Exchange, name: string, staged: boolean): Promise<void> {
    const { request, response } = exchange
    const registry = this.#registry(exchange, name)
    const body = await readBody(request)
    const read = readPublishBody(body, name)
    if (read.kind === 'plain' && !staged) return this.#pass(exchange, registry, body)
    if (read.kind !== 'upload')
      return this.#hold(exchange, {
        name,
        version: null,
        why: read.kind === 'refused' ? read.why : 'it stages nothing',
      })
    const judgement = await this.#parts.uploads.judge(body, read.upload)
    const { version } = read.upload
    const base = { name, version, registry: registry.url, integrity: judgement.integrity, judgement }
    if (judgement.outcome !== 'passed') {
      this.#record({ ...base, outcome: judgement.outcome, text: judgement.text })
      return refuse(response, 403, judgement.text)
    }
    // Nobody waits for it any more: a tool that gave up must not find it published later.
    if (response.destroyed || request.socket.destroyed)
      return this.#record({ ...base, outcome: 'failed', text: 'the tool did not wait for the answer' })
    const authorization = this.#parts.secrets.authorizationFor(request.headers.authorization, registry)
    const answer = await this.#forward(request, registry, exchange.target, body, authorization).catch(
      (error) => {
        this.#record({ ...base, outcome: 'failed', text: messageOf(error) })
        throw error
      },
    )
    const status = answer.statusCode ?? 502
    const isTaken = status >= 200 && status < 300
    this.#record({
      ...base,
      outcome: !isTaken ? 'failed' : staged ? 'staged' : 'published',
      text: isTaken ? '' : `the registry answered ${status}`,
    })
    if (status >= 300 && status < 400) {
      answer.resume()
      return refuse(
        response,
        403,
        `The registry ${registry.url} sends the upload of ${name} on to another address, where Seaworthy does not follow. Set the registry to the address where it takes packages.`,
      )
    }
    response.writeHead(status, answerHeaders(answer.headers))
    await pipeline(answer, response).catch(() => response.destroy())
  }

  /** A staged version is judged again: it may have been staged without us. */
  async #approve(exchange: Exchange, stage: string): Promise<void> {
    const { request, response } = exchange
    const registry = this.#registry(exchange, null)
    const body = await readBody(request)
    const authorization = this.#parts.secrets.authorizationFor(request.headers.authorization, registry)
    const fetched = await stagedUpload(stage, {
      ask: (target) =>
        forward({
          registry,
          connection: this.#parts.connection,
          method: 'GET',
          target,
          headers: { accept: '*/*', 'user-agent': request.headers['user-agent'] },
          authorization,
          body: null,
        }),
    })
    if (fetched.kind === 'refused')
      return this.#hold(exchange, { name: `stage ${stage}`, version: null, why: fetched.why })
    const judgement = await this.#parts.uploads.judge(fetched.body, fetched.upload)
    const { name, version } = judgement
    const base = { name, version, registry: registry.url, integrity: judgement.integrity, judgement }
    if (judgement.outcome !== 'passed') {
      this.#record({ ...base, outcome: judgement.outcome, text: judgement.text })
      return refuse(response, 403, judgement.text)
    }
    const answer = await this.#forward(request, registry, exchange.target, body, authorization)
    const isTaken = (answer.statusCode ?? 502) < 300
    this.#record({
      ...base,
      outcome: isTaken ? 'approved' : 'failed',
      text: isTaken ? '' : `the registry answered ${answer.statusCode}`,
    })
    response.writeHead(answer.statusCode ?? 502, answerHeaders(answer.headers))
    await pipeline(answer, response).catch(() => response.destroy())
  }

  async #identityToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = new URLSearchParams((request.url ?? '').split('identity-token')[1]?.slice(1))
    const { registries, identity, secrets } = this.#parts
    if (request.headers.authorization !== `Bearer ${secrets.placeholder}`)
      return refuse(response, 401, 'There is nothing here.')
    const registry = registries.forPackage(null, 'npm')
    const { status, body } = await identity.answer(query, `127.0.0.1:${this.port}`, registry.url)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }

  /** The token that comes back may publish: the command gets a placeholder for it. */
  async #exchangeToken(exchange: Exchange, name: string): Promise<void> {
    const { request, response } = exchange
    const registry = this.#registry(exchange, name)
    const { identity, secrets } = this.#parts
    const shown = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const real = await identity.tokenFor(shown, `127.0.0.1:${this.port}`, registry.url)
    const body = await readBody(request)
    const authorization = real === null ? (request.headers.authorization ?? null) : `Bearer ${real}`
    const answer = await this.#forward(request, registry, exchange.target, body, authorization)
    const parts: Buffer[] = []
    for await (const part of answer) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString('utf8')
    const headers = answerHeaders(answer.headers)
    delete headers['content-length']
    response.writeHead(answer.statusCode ?? 502, headers).end(withholdToken(text, secrets))
  }

  #hold(
    exchange: Exchange,
    { name, version, why }: { name: string; version: string | null; why: string },
  ): void {
    const { request, response } = exchange
    const text = refusedText(version === null ? name : `${name}@${version}`, why)
    const registry = this.#registry(exchange, null).url
    this.#record({ name, version, registry, integrity: null, outcome: 'held', text, judgement: null })
    request.resume()
    refuse(response, 403, text)
  }

  #record(record: PublishRecord): void {
    this.#records.push(record)
    this.#parts.onRecord?.(record)
  }
}

/** The form whose text every publishing tool shows, and which none of them tries again: 403 with `error`. */
function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const body = JSON.stringify({ error: text })
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body)
}

function withholdToken(text: string, secrets: WithheldSecrets): string {
  try {
    const answer = JSON.parse(text) as Record<string, unknown>
    if (typeof answer?.token !== 'string') return text
    return JSON.stringify({ ...answer, token: secrets.withhold(answer.token) })
  } catch {
    return text
  }
}
