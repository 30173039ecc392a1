import { isExampleHost, isLocalHost } from '../knowledge/hosts.ts'
import { isStandIn } from '../knowledge/stand-in.ts'
import type { Heed, KeywordHits } from '../model/layer.ts'
import { readWindow } from './byte-text.ts'
import { isForBrowsers, isGenerated, isMixed, measureStrength } from './settings/setting-values.ts'
import { hasEnded } from './signed-url.ts'

/** A URL that carries a credential. */
export interface UrlCredentials {
  /** Offset of the scheme, or of a token in the query. */
  readonly offset: number
  readonly scheme: string
  readonly host: string
  /** The password or token. */
  readonly password: string
  readonly part: 'password' | 'token' | 'query'
  /** `real`: nobody writes it for showing; `weak`: letters only, or a host that only its own machine knows. */
  readonly grade: 'real' | 'weak'
}

/** Names of parameters that carry a credential: tokens of repositories and stores, shared access signatures. */
const PARAMETERS = [
  'token',
  'access_token',
  'auth_token',
  'private_token',
  'oauth_token',
  'sig',
  'sas',
  'api_key',
  'apikey',
  'password',
  'pwd',
  'client_secret',
  'x-amz-signature',
  'auth',
  ...['api_token', 'apitoken', 'api-token', 'api-key', 'apisecret', 'access_key', 'accesskey', 'secret'],
  ...['secret_key', 'private_key', 'auth_key', 'authtoken', 'session_token', 'user_token', 'jobtoken'],
  ...['x-goog-signature', 'signature', 'passwd', 'code', 'key', 'subscription-key', 'functions-key', 'hmac'],
]
/** What people choose, so that it need not be long. */
const PASSWORD_PARAMETER = /(?:password|passwd|pwd)=$/
/** What other things are called too: a value has to be longer than theirs. */
const LONG_PARAMETER = /[?&;](?:code|key)=$/
const QUERY_KEYWORDS = ['?', '&', '&amp;'].flatMap((sign) => PARAMETERS.map((name) => `${sign}${name}=`))
/** A login before the address of Go's drivers: `user:password@tcp(host:3306)/name`. */
const DRIVER_KEYWORD = '@tcp('
export const URL_KEYWORDS: readonly string[] = ['://', DRIVER_KEYWORD, ...QUERY_KEYWORDS]

/**
 * Schemes that have a public key, or the print of one, before the `@`: trees and nodes of Ethereum (EIP-1459, enode URL
 * format), servers of SimpleX (SMP and XFTP protocols).
 */
const KEY_BEFORE_HOST = /^(?:enrtree|enode|smp|xftp)$/i
const LONGEST_AUTHORITY = 400
const LONGEST_URL = 1200
const SCHEME = /([a-zA-Z][a-zA-Z0-9+.-]{0,20})$/
const USER_INFO =
  /^([^\s:@/?#"'`<>|]{0,400})(?::([^\s@/?#"'`<>|]{1,256}))?@(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,255})(\/[^\s"'`<>]{0,80})?/
/** What only who has a login uses: databases, queues, mail, shares, cameras. */
const DATABASES =
  /^(?:jdbc|postgres|postgresql|mysql|mysqlx|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|mssql|sqlserver|clickhouse|cockroachdb|cassandra|couchbase|couchdb|neo4j|neo4j\+s|bolt|nats|kafka|ldap|ldaps|smtp|smtps|imap|imaps|ftp|ftps|sftp|ssh|mqtt|mqtts|influxdb|memcached|libsql|oracle|db2|snowflake|elasticsearch|rtsps?|rtmps?|onvif|smb|cifs|svn|telnet|vnc|rdp|sips?|socks[45h]{0,2}|davs?)$/i
/** What stands for a password without being one: variables, and what is put in by a formatter. */
const FILLED_IN =
  /\$\{|\$\(|\{\{|^\$[A-Z_a-z]\w*$|^\{[\w.]*\}$|^%[a-z]$|^%\(?\w+\)?[sd%]?$|^<|^\[|^:\w+$|^\*+$|^\.+$|^x+$/i
const WEAK_LOGIN =
  /^(?:user|username|usr|login|me|foo|bar|alice|bob|john|jane|someone|name|u|usuario|utente|u5er)$/i
/** Keys in a DSN that browsers are meant to have (https://docs.sentry.io/concepts/key-terms/dsn-explainer/). */
const PUBLIC_DSN = /sentry|glitchtip|bugsnag|highlight|rollbar/i
/** Here a `key` is the name of a document. */
const DOCUMENTS = /^(?:docs|drive|spreadsheets)\.google\.com$/i
/** Pictures of a state, with a token that shows nothing else. */
const BADGE = /\.(?:svg|png|gif)\b|badge|shield/i

/** Credentials in URLs at the hits of `://` and of parameters. Looks at a bounded number of bytes around each. */
export function findUrlCredentials(bytes: Buffer, hits: KeywordHits): UrlCredentials[] {
  const found: UrlCredentials[] = []
  for (const { keyword, offset } of hits) {
    const credentials =
      keyword === DRIVER_KEYWORD
        ? readDriverLoginAt(bytes, offset)
        : keyword !== '://'
          ? readParameterAt(bytes, offset, keyword)
          : hasUserInfo(bytes, offset + 3)
            ? readLoginAt(bytes, offset)
            : null
    if (credentials) found.push(credentials)
  }
  return found
}

/** Most addresses have no login before the host. */
export function findUrlHeed(keyword: string): Heed | null {
  return keyword === '://' ? (bytes, _, end) => hasUserInfo(bytes, end) : null
}

/** Whether an `@` comes before the authority ends. */
function hasUserInfo(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < start + LONGEST_AUTHORITY; at += 1) {
    const byte = bytes[at]
    if (byte === undefined || byte <= 32 || byte === 47 || byte === 63 || byte === 35) return false
    if (byte === 34 || byte === 39 || byte === 60 || byte === 62 || byte === 96) return false
    if (byte === 64) return at > start
  }
  return false
}

function readSchemeBefore(bytes: Buffer, offset: number): string | undefined {
  return SCHEME.exec(readWindow(bytes, Math.max(0, offset - 21), Math.min(21, offset)))?.[1]
}

function readLoginAt(bytes: Buffer, offset: number): UrlCredentials | null {
  const scheme = readSchemeBefore(bytes, offset)
  const [, user = '', raw, host = '', path = ''] =
    USER_INFO.exec(readWindow(bytes, offset + 3, LONGEST_AUTHORITY + 80)) ?? []
  if (scheme === undefined || host === '' || isLocalHost(host) || isExampleHost(host)) return null
  const base = { offset: offset - scheme.length, scheme: scheme.toLowerCase(), host }
  if (KEY_BEFORE_HOST.test(scheme) && raw === undefined) return null
  if (raw === undefined || raw === '' || /^x-oauth-basic$|^x$/i.test(raw))
    return isTokenUser(user, host, path, raw !== undefined && raw !== '')
      ? { ...base, password: user, part: 'token', grade: 'real' }
      : null
  const password = decodePercent(raw)
  if (isShown(decodePercent(user), password)) return null
  const strength = measureStrength(password)
  const isReal = isRealPassword(password, scheme, host, path)
  if (!isReal && strength === null && !isMarked(password)) return null
  return { ...base, password, part: 'password', grade: isReal ? 'real' : 'weak' }
}

/** Whether nobody writes such a password for such a host for showing. */
function isRealPassword(password: string, scheme: string, host: string, path: string): boolean {
  // A host that only its own network knows does not make a real password a stand-in.
  if (!host.includes('.')) return DATABASES.test(scheme) && isHard(password)
  // The second half of an old DSN lets its holder send errors, as the first does.
  if (PUBLIC_DSN.test(host) && /^\/\d+/.test(path)) return false
  const strength = measureStrength(password)
  return strength === 'plain' ? DATABASES.test(scheme) : strength !== null || isMarked(password)
}

/** Signs and spaces that a value elsewhere does not have, a password may: `$`, `+`, brackets. */
function isMarked(password: string): boolean {
  return (
    password.length >= 8 && /[^A-Za-z0-9]/.test(password) && /[A-Za-z]/.test(password) && /\d/.test(password)
  )
}

/** A token as the user: GitHub, GitLab, registries and stores take it there. */
function isTokenUser(user: string, host: string, path: string, isSaid: boolean): boolean {
  if (!host.includes('.') || user.length < 20 || FILLED_IN.test(user) || isStandIn(user)) return false
  if (isSaid) return true
  if (PUBLIC_DSN.test(host) || /^\/\d+\/?$/.test(path)) return false
  return isGenerated(user)
}

function isShown(user: string, password: string): boolean {
  if (FILLED_IN.test(password) || isStandIn(password)) return true
  if (password.toLowerCase() === user.toLowerCase()) return true
  // `user:` says that the whole is for showing, unless the password was plainly generated.
  return WEAK_LOGIN.test(user) && !isGenerated(password) && password.length < 10
}

/** The login before `@tcp(` (https://github.com/go-sql-driver/mysql#dsn-data-source-name). */
function readDriverLoginAt(bytes: Buffer, offset: number): UrlCredentials | null {
  const before = readWindow(bytes, Math.max(0, offset - 200), Math.min(200, offset))
  const [whole = '', user = '', password = ''] = /([\w.-]{1,64}):([^\s"'`:@]{4,100})$/.exec(before) ?? []
  const [, host = ''] = /^@tcp\(([\w.-]{1,255})/.exec(readWindow(bytes, offset, 300)) ?? []
  if (whole === '' || host === '' || isLocalHost(host) || isExampleHost(host) || isShown(user, password))
    return null
  const strength = measureStrength(password)
  if (strength === null) return null
  const grade = host.includes('.') || isHard(password) ? 'real' : 'weak'
  return { offset: offset - whole.length, scheme: 'mysql', host, password, part: 'password', grade }
}

/** A password that nobody writes for showing. */
function isHard(password: string): boolean {
  return isGenerated(password) || (isMixed(password) && !isStandIn(password))
}

function readParameterAt(bytes: Buffer, offset: number, keyword: string): UrlCredentials | null {
  const { length } = keyword
  const start = offset + length
  const isChosen = PASSWORD_PARAMETER.test(keyword)
  const value = (isChosen ? /^[A-Za-z0-9%+/=_.~!$*-]{6,600}/ : /^[A-Za-z0-9%+/=_.~-]{12,600}/).exec(
    readWindow(bytes, start, 600),
  )?.[0]
  if (value === undefined) return null
  const before = readWindow(bytes, Math.max(0, offset - LONGEST_URL), Math.min(LONGEST_URL, offset))
  const url = /([a-zA-Z][a-zA-Z0-9+.-]{1,20}):\/\/([A-Za-z0-9._-]{3,255})(?::\d{1,5})?([^\s"'`<>\\]*)$/.exec(
    before,
  )
  const [, scheme = '', host = '', path = ''] = url ?? []
  if (url === null || !host.includes('.') || isLocalHost(host) || isExampleHost(host) || BADGE.test(path))
    return null
  const after = readWindow(bytes, start + value.length, LONGEST_URL).split(/[\s"'`<>\\]/, 1)[0] ?? ''
  if (hasEnded(`${path}${readWindow(bytes, offset, length)}${value}${after}`, Date.now())) return null
  const token = decodePercent(value)
  if (LONG_PARAMETER.test(keyword) && (token.length < 40 || isForBrowsers(token) || DOCUMENTS.test(host)))
    return null
  if (isStandIn(token) || /^(?:pk|eyJ)[._a-zA-Z0-9]{0,3}\./.test(token)) return null
  if (!isGenerated(token) && !(isChosen && isMixed(token))) return null
  return { offset: start, scheme: scheme.toLowerCase(), host, password: token, part: 'query', grade: 'real' }
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
