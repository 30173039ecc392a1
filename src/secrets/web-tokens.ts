import { createHmac } from 'node:crypto'
import type { KeywordHits } from '../model/layer.ts'
import { beginsToken } from './byte-text.ts'
import { readTokenFormat } from './token-format.ts'

/**
 * What a JSON Web Token (RFC 7519) opens, as its payload says. `permanent`: a key of a service, without an end or for
 * years. `session`: of somebody who is logged in. `expired`: its end has passed. `open`: made to be seen by browsers.
 */
export type WebTokenUse = 'service-role' | 'permanent' | 'session' | 'expired' | 'open'

/** A JSON Web Token whose header says which algorithm signed it. */
export interface FoundWebToken {
  readonly offset: number
  readonly token: string
  readonly algorithm: string
  readonly use: WebTokenUse
  /** Whose it is, where the payload says so: "Kubernetes service account token". */
  readonly kind: string
}

/** `{"` in base64url. */
export const WEB_TOKEN_KEYWORDS: readonly string[] = ['eyj']

const FORMAT = readTokenFormat('eyJ{url:14-2000}.eyJ{url:10-8000}.{url:20-1400}')

/** Secrets that documentation signs its samples with; a token that one of them made is a sample. */
const SAMPLE_SECRETS = [
  ...['your-256-bit-secret', 'secret', 'a-string-secret-at-least-256-bits-long', 'your-384-bit-secret'],
  ...[
    'super-secret-jwt-token-with-at-least-32-characters-long',
    'your-512-bit-secret',
    'shhhhh',
    'keyboard cat',
  ],
]

type Claims = Readonly<Record<string, unknown>>

/** Whose a token is that has no end or a far one, by what its payload holds. */
const PERMANENT: readonly (readonly [kind: string, test: (claims: Claims, header: Claims) => boolean])[] = [
  [
    'Kubernetes service account token',
    ({ iss, ...rest }) =>
      /^kubernetes\/serviceaccount|svc\.cluster/.test(String(iss)) || 'kubernetes.io' in rest,
  ],
  ['JFrog access token', ({ iss }) => /^jf(?:ac|fe|xr|rt)@/.test(String(iss))],
  [
    'Turso database token',
    ({ a, p, exp }, { alg }) =>
      alg === 'EdDSA' && exp === undefined && (a === 'rw' || JSON.stringify(p ?? '').includes('rw')),
  ],
  [
    'Temporal Cloud API key',
    ({ account_id: account, aud, iss }) =>
      account !== undefined && /temporal\.io/.test(`${String(aud)}${String(iss)}`),
  ],
  [
    'Hasura admin token',
    (claims) => JSON.stringify(claims['https://hasura.io/jwt/claims'] ?? '').includes('admin'),
  ],
  [
    'monday.com API token',
    ({ tid, aai, actid }) => tid !== undefined && aai !== undefined && actid !== undefined,
  ],
]

/** Signed JSON Web Tokens at the keyword hits of a text. */
export function findWebTokens(bytes: Buffer, hits: KeywordHits): FoundWebToken[] {
  const found: FoundWebToken[] = []
  let end = -1
  for (const { offset } of hits) {
    if (offset < end || !beginsToken(bytes, offset)) continue
    const length = FORMAT.match(bytes, offset)
    if (length === 0) continue
    const token = bytes.toString('latin1', offset, offset + length)
    const web = readWebToken(token)
    if (!web) continue
    found.push({ offset, token, ...web })
    end = offset + length
  }
  return found
}

/** Whether a text is a JSON Web Token that browsers are given: Supabase's for visitors, Cesium's. */
export function isOpenWebToken(value: string): boolean {
  return /^eyJ[\w-]+\.eyJ[\w-]+\./.test(value) && readWebToken(value)?.use === 'open'
}

function readWebToken(token: string): Pick<FoundWebToken, 'algorithm' | 'use' | 'kind'> | null {
  const [head = '', body = ''] = token.split('.')
  const header = readClaims(head)
  const claims = readClaims(body)
  const algorithm = header?.alg
  if (!header || !claims || typeof algorithm !== 'string' || isSample(token, algorithm, claims)) return null
  if (claims.role === 'service_role')
    return { algorithm, use: 'service-role', kind: 'Supabase service-role key' }
  const kind = PERMANENT.find(([, test]) => test(claims, header))?.[0]
  if (isExpired(claims)) return { algorithm, use: 'expired', kind: kind ?? 'JSON Web Token' }
  if (kind !== undefined) return { algorithm, use: 'permanent', kind }
  if (isOpen(claims)) return { algorithm, use: 'open', kind: 'JSON Web Token' }
  return { algorithm, use: 'session', kind: 'JSON Web Token' }
}

/** Supabase's key for browsers and Cesium's for maps. */
function isOpen({ role, iss, jti, id, scopes, sub, aud, exp }: Claims): boolean {
  if (role === 'anon') return true
  if (iss !== undefined || jti === undefined || id === undefined) return false
  return (
    Array.isArray(scopes) || (typeof id === 'number' && [sub, aud, exp].every((claim) => claim === undefined))
  )
}

/** Seconds since 1970 (RFC 7519, section 4.1.4). */
function isExpired({ exp }: Claims): boolean {
  return typeof exp === 'number' && exp * 1000 < Date.now()
}

/** The token that jwt.io and a thousand READMEs show, Supabase's local stack, and what a published secret signed. */
function isSample(token: string, algorithm: string, claims: Claims): boolean {
  if (claims.name === 'John Doe' || claims.sub === '1234567890' || claims.iss === 'supabase-demo') return true
  const hash = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }[algorithm]
  if (hash === undefined) return false
  const end = token.lastIndexOf('.')
  return SAMPLE_SECRETS.some(
    (secret) =>
      createHmac(hash, secret).update(token.slice(0, end)).digest('base64url') === token.slice(end + 1),
  )
}

function readClaims(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Claims) : null
  } catch {
    return null
  }
}
