import type { IncomingMessage } from 'node:http'
import { isObject } from '../../model/json-object.ts'
import type { KnownRegistry } from '../registries.ts'
import { type Exchange, type GuardParts, handOn } from './exchange.ts'
import { pickAnswerHeaders } from './forward.ts'

/**
 * Hands on a request whose answer is a login, and gives the client placeholders for what is secret in it: the token of
 * a user or of trusted publishing, or the one-time password that a browser has confirmed (npm-profile, npm 12).
 * @returns the token that was in it, and where to ask for one
 */
export async function answerWithoutToken(
  exchange: Exchange,
  registry: KnownRegistry,
  { body, authorization }: { readonly body: IncomingMessage | Buffer; readonly authorization: string | null },
  parts: GuardParts,
): Promise<Given> {
  const { 'accept-encoding': _, ...headers } = exchange.request.headers
  const answer = await handOn(exchange, registry, { body, authorization, headers }, parts)
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  const whole = Buffer.concat(pieces)
  const kept = pickAnswerHeaders(answer.headers)
  delete kept['content-length']
  const isPlain = answer.headers['content-encoding'] === undefined
  const given = isPlain ? readGiven(whole) : NOTHING
  const { token } = given
  const text = token === null ? whole : replaceToken(whole, parts.secrets.withhold(token))
  exchange.response.writeHead(answer.statusCode ?? 502, kept).end(text)
  return given
}

/** What an answer gives of a login. */
interface Given {
  readonly token: string | null
  /** Where the client asks for the token, when the user has confirmed. */
  readonly doneUrl: string | null
}

const NOTHING: Given = { token: null, doneUrl: null }

function readGiven(whole: Buffer): Given {
  try {
    const answer: unknown = JSON.parse(whole.toString('utf8'))
    if (!isObject(answer)) return NOTHING
    const { token, doneUrl } = answer
    return {
      token: typeof token === 'string' ? token : null,
      doneUrl: typeof doneUrl === 'string' ? doneUrl : null,
    }
  } catch {
    return NOTHING
  }
}

const replaceToken = (whole: Buffer, token: string): string =>
  JSON.stringify({ ...(JSON.parse(whole.toString('utf8')) as object), token })
