import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { KnownRegistry, Registries } from '../registries.ts'
import type { Client } from '../registry-statements.ts'
import { forward } from './forward.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import type { JudgedUploads, Judgement } from './judged-uploads.ts'
import type { StoredBody } from './tarball-file.ts'
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

/** What the guard works with. */
export interface GuardParts {
  readonly registries: Registries
  readonly connection: Readonly<Record<string, unknown>>
  readonly secrets: WithheldSecrets
  readonly identity: IdentityTokens
  readonly uploads: JudgedUploads
  /** A folder of ours, for tarballs on their way. */
  readonly temporaryDirectory: string
  /** Reads the settings of one of the folders anew: the command itself may have written some. */
  readonly renew: (at: number) => Promise<void>
  /** Told what became of each publish. */
  readonly onRecord: (record: PublishRecord) => void
}

/** One request to the guard, understood as far as its address goes. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Path and query below the registry's address. */
  readonly target: string
  readonly client: Client
  /** Which of the folders with settings of their own the tool runs in. */
  readonly at: number
  /** The registry that the address itself names; null where the package decides. */
  readonly given: KnownRegistry | null
}

/** The registry that a request is for. */
export function findRegistryFor(
  { given, client, at }: Exchange,
  name: string | null,
  parts: GuardParts,
): KnownRegistry {
  if (given !== null) return parts.registries.at(given.index) ?? given
  return parts.registries.findForPackage(name, client, at)
}

/** The login that is shown to a registry for what the client has shown. */
export function findLoginFor(
  { request }: Exchange,
  registry: KnownRegistry,
  parts: GuardParts,
): string | null {
  return parts.secrets.chooseAuthorization(request.headers.authorization, registry)
}

/** Sends a request on to a registry. */
export function handOn(
  { request, target }: Exchange,
  registry: KnownRegistry,
  {
    body,
    authorization,
    headers = request.headers,
  }: {
    body: IncomingMessage | Buffer | StoredBody | null
    authorization: string | null
    headers?: IncomingHttpHeaders
  },
  parts: GuardParts,
): Promise<IncomingMessage> {
  const password = headers['npm-otp']
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return forward({
    registry,
    connection: parts.connection,
    method: request.method ?? 'GET',
    target,
    headers:
      typeof password === 'string' ? { ...headers, 'npm-otp': parts.secrets.reveal(password) } : headers,
    authorization,
    body: isRead ? null : body,
  })
}
