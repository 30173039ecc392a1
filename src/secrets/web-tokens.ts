import type { KeywordHit } from '../model/layer.ts'
import { beginsToken } from './byte-text.ts'
import { tokenFormat } from './token-format.ts'

/** A JSON Web Token (RFC 7519) whose header says which algorithm signed it. */
export interface FoundWebToken {
  readonly offset: number
  readonly token: string
  readonly algorithm: string
  /** Whether the payload names a role that may do everything: Supabase's `service_role`. */
  readonly serviceRole: boolean
}

/** `{"` in base64url. */
export const WEB_TOKEN_KEYWORDS: readonly string[] = ['eyj']

const FORMAT = tokenFormat('eyJ{url:14-2000}.eyJ{url:10-8000}.{url:20-1400}')

/** Signed JSON Web Tokens at the keyword hits of a text. */
export function findWebTokens(bytes: Buffer, hits: readonly KeywordHit[]): FoundWebToken[] {
  const found: FoundWebToken[] = []
  let end = -1
  for (const { offset } of hits) {
    if (offset < end || !beginsToken(bytes, offset)) continue
    const length = FORMAT.match(bytes, offset)
    if (length === 0) continue
    const token = bytes.toString('latin1', offset, offset + length)
    const [header = '', payload = ''] = token.split('.').map(decoded)
    const algorithm = member(header, 'alg')
    if (algorithm === null || isDocumented(payload)) continue
    found.push({ offset, token, algorithm, serviceRole: member(payload, 'role') === 'service_role' })
    end = offset + length
  }
  return found
}

/** The payload of the token that jwt.io and a thousand READMEs show. */
function isDocumented(payload: string): boolean {
  return payload.includes('John Doe') || payload.includes('"1234567890"')
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString('utf8')
}

function member(json: string, name: string): string | null {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null) return null
    const found = Object.entries(value).find(([key]) => key === name)?.[1]
    return typeof found === 'string' ? found : null
  } catch {
    return null
  }
}
