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
  // By these some servers take a request for another than its first line says.
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-original-url',
  'x-rewrite-url',
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

/** Addresses that one request is sent on to; npm follows as many. */
const MOST_REDIRECTS = 20

/**
 * Sends a request on, through the proxy and with the certificates that npm is configured for. What is written is sent
 * on where the registry says that it has moved on its own host, as npm does; reading clients follow by themselves.
 * @returns The registry's answer, as it comes.
 * @throws Error when the registry cannot be reached.
 */
export async function forward(request: ForwardedRequest): Promise<IncomingMessage> {
  let url = new URL(request.registry.url.slice(0, -1) + request.target)
  for (let redirects = 0; ; redirects += 1) {
    const answer = await send(url, request)
    const next = redirects < MOST_REDIRECTS ? resolveMove(answer, url, request) : null
    if (next === null) return answer
    answer.resume()
    url = next
  }
}

/** Where the same request is to go on the same host; null if it is not, or cannot be sent once more. */
function resolveMove(
  { statusCode = 0, headers }: IncomingMessage,
  from: URL,
  request: ForwardedRequest,
): URL | null {
  const { method, body } = request
  const isWrite = method !== 'GET' && method !== 'HEAD'
  const isRepeatable = body === null || Buffer.isBuffer(body) || isStored(body)
  const isMove = [307, 308].includes(statusCode) || ([301, 302].includes(statusCode) && method !== 'POST')
  const { location } = headers
  if (!isWrite || !isRepeatable || !isMove || location === undefined || !URL.canParse(location, from.href))
    return null
  const to = new URL(location, from)
  // A login never goes to another host or port, nor from a closed connection to an open one.
  const isSame = to.protocol === from.protocol && to.host === from.host
  const isClosed = to.protocol === 'https:' && from.protocol === 'http:' && to.port === '' && from.port === ''
  return isSame || (isClosed && to.hostname === from.hostname) ? to : null
}

function send(url: URL, request: ForwardedRequest): Promise<IncomingMessage> {
  const { registry, connection, method, body } = request
  const certificate = registry.certificate && {
    cert: readFileSync(registry.certificate.certfile, 'utf8'),
    key: readFileSync(registry.certificate.keyfile, 'utf8'),
  }
  const settings = { ...connection, ...certificate }
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method,
        headers: buildHeaders(request),
        agent: getAgent(url, settings),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      },
      resolve,
    )
    sent.on('error', reject)
    if (body === null || Buffer.isBuffer(body)) sent.end(body ?? undefined)
    else {
      const stream = isStored(body) ? body.open() : body
      const failRequest = (error: Error): void => {
        // What was sent so far is no request: the registry must not take it for one.
        sent.destroy(error)
        reject(error)
      }
      stream.on('error', failRequest).pipe(sent)
      if (isStored(body)) sent.on('close', () => stream.destroy())
    }
  })
}

function isStored(body: Readable | StoredBody): body is StoredBody {
  return 'open' in body
}

function buildHeaders({ headers, authorization, body }: ForwardedRequest): Record<string, string | string[]> {
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
export function pickAnswerHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (pair): pair is [string, string | string[]] =>
        pair[1] !== undefined && (!OWN_HEADERS.has(pair[0]) || pair[0] === 'content-length'),
    ),
  )
}
