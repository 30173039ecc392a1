import { normaliseHost } from '../../../knowledge/hosts.ts'
import type { Layer } from '../../../model/layer.ts'

/** Endings that internal hosts have, as they stand in a URL or a text of their own. */
const ENDINGS = [
  '.internal',
  '.intranet',
  '.intra',
  '.corp',
  '.local',
  '.lan',
  '.private',
  '.localdomain',
  '.home.arpa',
  '.home/',
  '.home:',
  '.consul',
  '.svc',
]

/** The same for beginnings, and for hosts of Tailscale. */
const BEGINNINGS = [
  '//10.',
  '//172.',
  '//192.168.',
  '@10.',
  '@172.',
  '@192.168.',
  '//100.',
  '@100.',
  '.ts.net',
]

/** What to search for so that no internal host is missed, without the domains of the configuration. */
export const HOST_KEYWORDS: readonly string[] = [...ENDINGS, ...BEGINNINGS]

const HOST = /^[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?$/i

const LONGEST_HOST = 253

const QUOTES = new Set(Buffer.from('"\'`'))
const AT = 0x40
const SLASH = 0x2f
const COLON = 0x3a

/** Letters, digits, `.`, `_` and `-`, as bytes. */
const IS_HOST_BYTE = new Uint8Array(256)

for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-')
  IS_HOST_BYTE[character.charCodeAt(0)] = 1

/** A host in a text, and how it stands there. */
export interface FoundHost {
  readonly host: string
  /** Offset of its first byte. */
  readonly start: number
  /** Whether a scheme or a login stands before it. */
  readonly isUrl: boolean
  readonly hasPort: boolean
  /** Whether it is all that stands between two quotes. */
  readonly isAlone: boolean
}

/** The host around an offset: everything on both sides that a name may have, within the length of a name. */
export function readHostAt({ bytes }: Layer, offset: number): FoundHost | null {
  let start = offset
  let end = offset
  while (start > 0 && offset - start < LONGEST_HOST && IS_HOST_BYTE[bytes[start - 1] ?? 0] === 1) start -= 1
  while (end < bytes.length && end - offset < LONGEST_HOST && IS_HOST_BYTE[bytes[end] ?? 0] === 1) end += 1
  const lead = bytes[start - 1]
  const isUrl = lead === AT || (lead === SLASH && bytes[start - 2] === SLASH)
  const isAlone = QUOTES.has(lead ?? 0) && bytes[end] === lead
  const hasPort = bytes[end] === COLON && /^:\d{2,5}\b/.test(bytes.toString('latin1', end, end + 7))
  const host = bytes.toString('latin1', start, end).replace(/[.-]{1,253}$/, '')
  return HOST.test(host) ? { host: normaliseHost(host), start, isUrl, hasPort, isAlone } : null
}
