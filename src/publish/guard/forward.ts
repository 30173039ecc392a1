import { readFileSync } from 'node:fs'
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Readable } from 'node:stream'
import { getAgent } from '@npmcli/agent'
import type { KnownRegistry } from '../registries.ts'
import type { StoredBody } from './tarball-file.ts'

/** Headers that belong to one connection (RFC 9110, 7.6.1), and those that we write ourselves. */
const OWN_HEADERS = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'authorization',
  'content-length',
  'expect',
])

export interface ForwardedRequest {
  readonly registry: KnownRegistry
  readonly connection: Readonly<Record<string, unknown>>
  readonly method: string
  /** Path and query below the registry's own address, beginning with a slash. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  /** What is shown to the registry; null for nothing. */
  readonly authorization: string | null
  /** Null for none. */
  readonly body: Buffer | Readable | StoredBody | null
  readonly signal?: AbortSignal
}

/**
 * Sends a request on, through the proxy and with the certificates that npm is configured for.
 * @returns The registry's answer, as it comes.
 * @throws Error when the registry cannot be reached.
 */
export function forward(request: ForwardedRequest): Promise<IncomingMessage> {
  const { registry, connection, method, target, body } = request
  const url = new URL(registry.url.slice(0, -1) + target)
  const certificate = registry.certificate && {
    cert: readFileSync(registry.certificate.certfile, 'utf8'),
    key: readFileSync(registry.certificate.keyfile, 'utf8'),
  }
  const settings = { ...connection, ...certificate }
  return new Promise((resolve, reject) => {
    const send = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method,
        headers: headersOf(request),
        agent: getAgent(url, settings),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      },
      resolve,
    )
    send.on('error', reject)
    if (body === null || Buffer.isBuffer(body)) send.end(body ?? undefined)
    else {
      const stream = isStored(body) ? body.open() : body
      const failed = (error: Error): void => {
        // What was sent so far is no request: the registry must not take it for one.
        send.destroy(error)
        reject(error)
      }
      stream.on('error', failed).pipe(send)
      if (isStored(body)) send.on('close', () => stream.destroy())
    }
  })
}

function isStored(body: Readable | StoredBody): body is StoredBody {
  return 'open' in body
}

function headersOf({ headers, authorization, body }: ForwardedRequest): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(
    (pair): pair is [string, string | string[]] => pair[1] !== undefined && !OWN_HEADERS.has(pair[0]),
  )
  const length = Buffer.isBuffer(body)
    ? String(body.length)
    : body === null
      ? null
      : isStored(body)
        ? String(body.size)
        : headers['content-length']
  return {
    ...Object.fromEntries(kept),
    ...(authorization === null ? {} : { authorization }),
    ...(length ? { 'content-length': length } : {}),
  }
}

/** The headers of an answer that are the client's business. */
export function answerHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (pair): pair is [string, string | string[]] =>
        pair[1] !== undefined && (!OWN_HEADERS.has(pair[0]) || pair[0] === 'content-length'),
    ),
  )
}
