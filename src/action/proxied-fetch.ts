import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'

const MOST_REDIRECTS = 5
const PROXY_SETTINGS = /^(?:https?_proxy|proxy)$/i
/** Answers that have no body (Fetch standard, "null body status"). */
const EMPTY = new Set([101, 103, 204, 205, 304])

interface Request {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

/** `fetch` as Octokit calls it, where the environment names a proxy, which node's own passes by; null where it names none. */
export function makeProxiedFetch(): ((url: string, request: Request) => Promise<Response>) | null {
  const isSet = Object.entries(process.env).some(([name, value]) => PROXY_SETTINGS.test(name) && value)
  return isSet ? follow : null
}

async function follow(url: string, request: Request): Promise<Response> {
  const { origin } = new URL(url)
  let [address, headers] = [url, request.headers ?? {}]
  for (let turn = 0; ; turn += 1) {
    const answer = await ask(new URL(address), { ...request, headers })
    const { statusCode: status = 500, headers: said } = answer
    if (status < 301 || status > 308 || said.location === undefined || turn === MOST_REDIRECTS)
      return buildResponse(answer)
    answer.resume()
    address = new URL(said.location, address).href
    // A login is for the server that it was given for.
    if (new URL(address).origin !== origin)
      headers = Object.fromEntries(
        Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
      )
  }
}

async function ask(url: URL, { method = 'GET', headers, body, signal }: Request): Promise<IncomingMessage> {
  const { getAgent } = await import('@npmcli/agent')
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      { method, headers: { ...headers }, agent: getAgent(url, {}), ...(signal ? { signal } : {}) },
      resolve,
    )
    request.on('error', reject)
    request.end(body)
  })
}

function buildResponse(answer: IncomingMessage): Response {
  const { statusCode: status = 500, statusMessage: statusText = '' } = answer
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = EMPTY.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
  if (body === null) answer.resume()
  return new Response(body, { status, statusText, headers })
}
