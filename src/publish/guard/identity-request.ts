import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWithoutToken } from './answer-without-token.ts'
import { refuse } from './answers.ts'
import { type Exchange, findRegistryFor, type GuardParts } from './exchange.ts'
import { readBody } from './request-body.ts'

/**
 * A request for an identity token, as the runner's own service takes it.
 * @param led the guard's host and port, as clients make out audiences to it
 */
export async function answerIdentityToken(
  request: IncomingMessage,
  response: ServerResponse,
  led: string,
  { registries, identity, secrets }: GuardParts,
): Promise<void> {
  if (request.headers.authorization !== `Bearer ${secrets.placeholder}`)
    return refuse(response, 401, 'There is nothing here.')
  const query = new URLSearchParams((request.url ?? '').split('identity-token')[1]?.slice(1))
  const urls = [registries.findForPackage(null, 'npm'), ...registries.all].map(({ url }) => url)
  const { status, body } = await identity.answer(query, led, urls)
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}

/** Trades an identity token in. What comes back may publish, so the client gets a placeholder for it. */
export async function answerExchange(
  exchange: Exchange,
  name: string,
  led: string,
  parts: GuardParts,
): Promise<void> {
  const { request } = exchange
  const registry = findRegistryFor(exchange, name, parts)
  const shown = request.headers.authorization ?? null
  const token = /^Bearer\s+(\S+)$/i.exec(shown ?? '')?.[1] ?? ''
  const real = await parts.identity.fetchTokenFor(token, led, registry.url)
  const body = await readBody(request)
  const authorization = real === null ? shown : `Bearer ${real}`
  await answerWithoutToken(exchange, registry, { body, authorization }, parts)
}
