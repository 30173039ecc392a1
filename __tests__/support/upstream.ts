import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly url: string
  readonly authorization: string | null
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A registry on loopback that answers as it is told: for faults that no real one shows at will. */
export class Upstream {
  readonly received: Received[] = []
  /** Default: everything is taken, and there is nothing to read. */
  answer: (request: Received, response: ServerResponse) => unknown = (request, response) =>
    response
      .writeHead(request.method === 'GET' ? 404 : 201, { 'content-type': 'application/json' })
      .end('{"ok":true}')
  readonly #server: Server
  readonly #protocol: string
  readonly #take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const received = {
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? null,
      headers: request.headers,
      body: Buffer.concat(parts),
    }
    this.received.push(received)
    this.answer(received, response)
  }

  private constructor(certificate: { key: string; cert: string } | null) {
    this.#server = certificate === null ? createServer(this.#take) : createTlsServer(certificate, this.#take)
    this.#protocol = certificate === null ? 'http' : 'https'
  }

  /** @param certificate for https; null for plain http */
  static async start(certificate: { key: string; cert: string } | null = null): Promise<Upstream> {
    const upstream = new Upstream(certificate)
    upstream.#server.listen(0, '127.0.0.1')
    await once(upstream.#server, 'listening')
    return upstream
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get url(): string {
    return `${this.#protocol}://${this.host}/`
  }

  /** Requests that could have published. */
  get writes(): Received[] {
    return this.received.filter(({ method }) => method !== 'GET')
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
