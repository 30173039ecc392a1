import { isStandIn } from '../../knowledge/stand-in.ts'
import { isGenerated, measureStrength } from './setting-values.ts'

/** A login or token that a request is sent with, written out. */
export interface HeaderCredential {
  /** Index of the value in the text. */
  readonly index: number
  readonly scheme: 'Basic' | 'Bearer'
  /** The password of a pair, or the token. */
  readonly value: string
}

export const HEADER_KEYWORDS: readonly string[] = ['basic ', 'bearer ', 'token ', 'apikey ']

/** What encodes a login for such a header. */
export const ENCODER_KEYWORDS: readonly string[] = [
  'btoa(',
  'buffer.from(',
  'b64encode(',
  'base64_encode(',
  'strict_encode64(',
  'encodetostring(',
  'base64.encode(',
]
const ENCODED =
  /(?:btoa|Buffer\.from|b64encode|base64_encode|strict_encode64|[eE]ncodeToString|[bB]ase64\.encode)\(\s{0,8}(?:\[\]byte\()?b?(["'`])([^"'`:\s]{1,64}):([^"'`\s]{4,128})\1/g

/** Logins that code encodes for a header: `btoa('user:password')`. */
export function findEncodedLogins(text: string): HeaderCredential[] {
  return [...text.matchAll(ENCODED)].flatMap((match) => {
    const [whole, , user = '', value = ''] = match
    const strength = measureStrength(value)
    if (strength === null || strength === 'plain' || user.toLowerCase() === value.toLowerCase()) return []
    return [{ index: match.index + whole.lastIndexOf(value), scheme: 'Basic', value }]
  })
}

/** A scheme and what it carries, also where code joins the two: `"Bearer " + "…"`, `"Bearer ".concat("…")`. */
const HEADER =
  /\b(basic|bearer|token|apikey)[ ]{1,4}(?:["'`](?:\s{0,4}\+\s{0,4}|\.concat\()["'`])?([A-Za-z0-9+/_.~=-]{8,2000})/gi
/** A header's name stands before its value, whatever the notation: RFC 9110, section 11.6.2. */
const NAME_BEFORE =
  /(?:authorization|x-[\w-]*(?:auth|token)[\w-]*|_auth|auth(?:header)?)["'`\]\\)]{0,4}\s{0,4}[:=,]?\s{0,4}(?:\\{0,2}["'`])?$/i
const NAME_DISTANCE = 60
const HEADER_HERE = new RegExp(HEADER.source, 'iy')

/** A cookie of a logged-in session that a request is sent with: `cookie: "sid=…"`, `-H 'Cookie: sid=…'`. */
const COOKIE =
  /(?:\bcookie["'`]?\s{0,4}[:=]|\s-b|--cookie)\s{0,4}["'`]?(?:[\w.-]{1,60}=[^;"'`\s]{0,300};\s?){0,12}?([\w.-]{0,40}(?:sess(?:ion)?(?:_?id)?|sid|auth\w{0,10}|token|jwt|li_at|xs|remember\w{0,10}))=([\w%.~+/=-]{24,2000})/gi
export const COOKIE_KEYWORDS: readonly string[] = ['cookie:', "cookie':", 'cookie":', 'cookie =']

/** Against forged requests, and for visitors who have not logged in. */
const NO_LOGIN = /[cx]srf|anon|guest|visit|device/i

interface CookieValue {
  readonly index: number
  readonly value: string
  readonly by: 'header' | 'setting'
}

/** Values of session cookies in requests that are written out. */
export function findCookies(text: string): CookieValue[] {
  return [...text.matchAll(COOKIE)].flatMap((match): CookieValue[] => {
    const [, name = '', value = ''] = match
    if (isStandIn(value) || !isGenerated(value.replace(/%[0-9A-F]{2}/gi, '')) || isWebToken(value)) return []
    const by = NO_LOGIN.test(name) ? 'setting' : 'header'
    return [{ index: match.index + match[0].length - value.length, value, by }]
  })
}

/** Headers `Authorization: Basic …` (a login that decodes) and `Bearer …` (a token that was generated) in a text. */
export function findHeaderCredentials(text: string): HeaderCredential[] {
  return [...text.matchAll(HEADER)].flatMap((match) => readCredential(match, text) ?? [])
}

/** The same of the scheme that begins at an index of the text, which has what stands before it too. */
export function readHeaderCredentialAt(text: string, index: number): HeaderCredential | null {
  HEADER_HERE.lastIndex = index
  const match = HEADER_HERE.exec(text)
  return match === null ? null : readCredential(match, text)
}

function readCredential(
  { 0: whole, 1: scheme = '', 2: value = '', index: at }: RegExpExecArray,
  text: string,
): HeaderCredential | null {
  if (!NAME_BEFORE.test(text.slice(Math.max(0, at - NAME_DISTANCE), at))) return null
  const isBasic = scheme.toLowerCase() === 'basic'
  const credential = isBasic ? readPassword(value) : value.replace(/[.=]+$/, '')
  if (credential === null || isStandIn(credential)) return null
  if (!isBasic && !(credential.length >= 20 && isGenerated(credential) && !isWebToken(credential)))
    return null
  return {
    index: at + whole.length - value.length,
    scheme: isBasic ? 'Basic' : 'Bearer',
    value: credential,
  }
}

/** The password in base64 of `user:password` (RFC 7617), unless the pair is an example. */
function readPassword(encoded: string): string | null {
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const pair = /^([\x21-\x39\x3b-\x7e]{1,128}):([\x20-\x7e]{4,256})$/.exec(decoded)
  const [, user = '', password = ''] = pair ?? []
  if (pair === null || user.toLowerCase() === password.toLowerCase()) return null
  if (/^aladdin$/i.test(user)) return null
  return /^(?:user|username|alice|test|foo)$/i.test(user) && isStandIn(password) ? null : password
}

/** JSON Web Tokens are judged by what they say of themselves, elsewhere. */
function isWebToken(value: string): boolean {
  return /^eyJ[\w-]+\.eyJ/.test(value)
}
