import { isObject, type JsonObject } from '../../../../model/json-object.ts'
import { isGenerated } from '../../../../secrets/settings/setting-values.ts'

/** A logged-in state or a recording of requests that a file holds. */
export interface Session {
  readonly message: 'session' | 'expired' | 'recording'
  /** A noun phrase with a capital letter. */
  readonly kind: string
  /** Whether it is as live among the tests: their tools write it there, with what nobody makes up. */
  readonly isLive?: boolean
}

/** Documents longer than this are recordings, whose beginning tells; they are not parsed. */
export const MOST_PARSED = 4 * 1024 ** 2
const FEWEST_VALUE_CHARACTERS = 8
const EXAMPLE_DOMAIN = /(?:^|\.)(?:example\.\w+|localhost|test|invalid)$/i

interface Cookie {
  readonly value: string
  readonly expires: number
}

function readCookie(value: unknown): Cookie | null {
  if (!isObject(value) || typeof value.value !== 'string') return null
  if (typeof value.name !== 'string' && typeof value.key !== 'string') return null
  const domain = value.domain ?? value.host ?? value.hostKey ?? value.url
  if (typeof domain !== 'string' || EXAMPLE_DOMAIN.test(domain.replace(/:\d+$/, ''))) return null
  const expires = [value.expires, value.expirationDate, value.expiry].find((one) => typeof one === 'number')
  return { value: value.value, expires: typeof expires === 'number' ? expires : -1 }
}

function readCookies(value: unknown): Cookie[] {
  return Array.isArray(value) ? value.slice(0, 500).flatMap((one) => readCookie(one) ?? []) : []
}

/**
 * Cookies worth having: with a value that may be a session. Whether it has ended is not asked of the clock, since a
 * verdict must not change with the day.
 */
function recogniseSession(cookies: readonly Cookie[], kind: string): Session | null {
  const filled = cookies.filter(({ value }) => value.length >= FEWEST_VALUE_CHARACTERS)
  if (cookies.length === 0) return null
  return { message: filled.length > 0 ? 'session' : 'expired', kind }
}

export function recogniseStorageState(json: JsonObject): Session | null {
  if (!Array.isArray(json.cookies) || !Array.isArray(json.origins)) return null
  const cookies = recogniseSession(readCookies(json.cookies), 'The state of a logged-in browser (Playwright)')
  if (cookies?.message === 'session')
    return {
      ...cookies,
      isLive: readCookies(json.cookies).some(({ value }) => value.length >= 24 && isGenerated(value)),
    }
  const stored = json.origins.some(
    (origin) =>
      isObject(origin) &&
      Array.isArray(origin.localStorage) &&
      origin.localStorage.some(
        (item) => isObject(item) && typeof item.value === 'string' && item.value.length >= 16,
      ),
  )
  return stored ? { message: 'session', kind: 'The state of a logged-in browser (Playwright)' } : cookies
}

/** What sites keep in a browser, as a list of theirs: a login where a value is what nobody makes up. */
function recogniseStores(json: unknown): Session | null {
  if (!Array.isArray(json) || !json.every((one) => isObject(one) && typeof one.origin === 'string'))
    return null
  const items = json.flatMap(({ localStorage }) => (Array.isArray(localStorage) ? localStorage : []))
  const isLogin = items.some(
    (item) =>
      isObject(item) && typeof item.value === 'string' && item.value.length >= 24 && isGenerated(item.value),
  )
  return isLogin ? { message: 'session', kind: 'The state of a logged-in browser' } : null
}

export function recogniseCookieList(json: unknown): Session | null {
  const list = Array.isArray(json) ? json : isObject(json) ? json.cookies : null
  if (!Array.isArray(list) || list.length === 0) return null
  const marked = list.some(
    (one) =>
      isObject(one) && ('httpOnly' in one || 'sameSite' in one || 'hostOnly' in one || 'secure' in one),
  )
  return marked ? recogniseSession(readCookies(list), 'Cookies of a browser') : null
}

/** A `Buffer` of keys as `JSON.stringify` writes it, in any of its three forms. */
function isKeyBytes(value: unknown): boolean {
  if (typeof value === 'string') return value.length >= 40
  if (!isObject(value)) return false
  const bytes = value.private ?? value.data ?? value.privKey
  return typeof bytes === 'string'
    ? bytes.length >= 40
    : Array.isArray(bytes)
      ? bytes.length >= 32
      : isObject(bytes)
}

/** Cookies as libraries keep them in one string of a larger state: a jar of `tough-cookie`. */
function readJar(text: string): unknown {
  const jar = parseJson(text)
  return isObject(jar) ? jar.cookies : jar
}

function hasLogin(cookies: readonly Cookie[]): boolean {
  return cookies.some(({ value }) => value.length >= 20 && isGenerated(value))
}

const LOGINS: readonly (readonly [hint: string, is: (json: JsonObject) => boolean, kind: string])[] = [
  [
    '"noiseKey"',
    (json) => isKeyBytes(json.noiseKey) && 'signedIdentityKey' in json,
    'A linked WhatsApp device',
  ],
  [
    '"WABrowserId"',
    (json) => typeof json.WAToken1 === 'string' && typeof json.WASecretBundle === 'string',
    'A linked WhatsApp device',
  ],
  [
    '"encKey"',
    (json) =>
      typeof json.clientID === 'string' && typeof json.encKey === 'string' && typeof json.macKey === 'string',
    'A linked WhatsApp device',
  ],
  [
    '"identityKey"',
    (json) => isKeyBytes(json.identityKey) && 'registrationId' in json,
    'A linked Signal device',
  ],
  [
    '"appState"',
    (json) => Array.isArray(json.appState) && readCookies(json.appState).length > 0,
    'A logged-in Facebook account',
  ],
  [
    '"apiHash"',
    (json) =>
      Object.values(json).some(
        (value) => typeof value === 'string' && /^1[A-Za-z0-9+/=_-]{240,}$/.test(value),
      ),
    'A logged-in Telegram account',
  ],
  [
    '"originalMaxAge"',
    (json) =>
      isObject(json.cookie) &&
      'originalMaxAge' in json.cookie &&
      /@[\w-]+\.|"[\w./+=-]{20,}"/.test(JSON.stringify({ ...json, cookie: null })),
    'A session of a web server',
  ],
  [
    '"cookies"',
    (json) => typeof json.cookies === 'string' && hasLogin(readCookies(readJar(json.cookies))),
    'The state of a logged-in account',
  ],
  [
    '"access_token"',
    (json) => 'device_id' in json && typeof json.access_token === 'string' && 'user_id' in json,
    'A logged-in Matrix device',
  ],
]

/** Recordings, by how they begin. */
const RECORDINGS: readonly (readonly [kind: string, begins: RegExp])[] = [
  [
    'A recording of network traffic (HAR)',
    /^\s*\{[\s\S]{0,4000}"(?:entries|startedDateTime)"\s{0,4}:[\s\S]{0,4000}"request"\s{0,4}:\s{0,4}\{/,
  ],
  [
    'A trace of a browser (Playwright)',
    /^\s*\{[^\n]{0,2000}"type"\s{0,2}:\s{0,2}"(?:context-options|resource-snapshot|frame-snapshot|screencast-frame)"/,
  ],
  [
    'A recording of network traffic (mitmproxy)',
    /^\d{2,9}:\d{1,4}:(?:websocket|response|request|version|type|server_conn|client_conn|id|error|metadata);/,
  ],
  [
    'A recorded request with its login',
    /^[A-Z]{3,7} \S{1,2000} HTTP\/1\.[01]\r\n(?=[\s\S]{0,4000}\r\n(?:User-Agent|Accept-Encoding|Connection): )(?:[\w-]{1,60}: [^\r\n]{0,4000}\r\n){0,60}(?:Cookie: [^\r\n{}$<]{16}|Authorization: (?:Basic|Bearer) [^\s{}$<]{12})/,
  ],
  ['A recording of network traffic (Charles)', /^\s*(?:<\?xml[^>]{0,100}\?>\s*)?<charles-session/],
  [
    'A recording of network traffic (Charles)',
    /^\s*\[\{"status":"COMPLETE","method":"[\s\S]{0,2000}"request":\{/,
  ],
  ['A recording of network traffic (Burp)', /^\s*(?:<\?xml[^>]{0,100}\?>[\s\S]{0,3000})?<items burpVersion=/],
  [
    'A recording of a user in a browser (rrweb)',
    /^\s*\[\s*\{\s*"type"\s*:\s*4\s*,\s*"data"\s*:\s*\{\s*"href"/,
  ],
]

/** Cookies as Python saves them: a pickle (PEP 3154) of a list of what a driver gave. */
export function recognisePickledSession(bytes: Buffer): Session | null {
  if (bytes[0] !== 0x80 || (bytes[1] ?? 0) > 5) return null
  const head = bytes.toString('latin1', 0, 65_536)
  const isCookies = ['domain', 'value', 'path', 'httpOnly'].every((name) => head.includes(name))
  return isCookies ? { message: 'session', kind: 'Cookies of a browser' } : null
}

/** What session or recording a text holds; null for any other. */
export function recogniseSessionKind(text: string, name: string): Session | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const head = text.slice(start, start + 16_384)
  if (/\.(?:[cm]?[jt]sx?|md|html?)$/i.test(name)) return null
  const recording = RECORDINGS.find(([, begins]) => begins.test(head))
  if (recording !== undefined && !/"openapi"|"swagger"|\$schema/.test(head))
    return { message: 'recording', kind: recording[0] }
  if (text.length > MOST_PARSED || !/^\s*[[{]/.test(head)) return null
  const isLikely =
    /"cookies"|"localStorage"|"httpOnly"|"hostOnly"|"sameSite"|"expirationDate"|"appState"/.test(text) ||
    LOGINS.some(([hint]) => text.includes(hint))
  if (!isLikely) return null
  const json = parseJson(text.slice(start))
  if (isObject(json)) {
    const login = LOGINS.find(([hint, is]) => text.includes(hint) && is(json))
    if (login !== undefined) return { message: 'session', kind: login[2] }
    const state = recogniseStorageState(json)
    if (state !== null) return state
  }
  return recogniseCookieList(json) ?? recogniseStores(json)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
