import { entropyOf, isPlaceholder } from '../knowledge/placeholder.ts'
import type { KeywordHit } from '../model/layer.ts'
import { windowOf } from './byte-text.ts'

/** A URL that carries a password. */
export interface UrlCredentials {
  /** Offset of the scheme. */
  readonly offset: number
  readonly scheme: string
  readonly host: string
  readonly password: string
  /** `database`: a server out in the world, and a password that was generated. */
  readonly grade: 'database' | 'any'
}

export const URL_KEYWORDS: readonly string[] = ['://']

const LONGEST_AUTHORITY = 400
const SCHEME = /([a-zA-Z][a-zA-Z0-9+.-]{0,20})$/
const USER_INFO =
  /^([^\s:@/?#"'`<>|]{0,128}):([^\s@/?#"'`<>|]{1,256})@(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,255})/
const DATABASES =
  /^(?:jdbc:)?(?:postgres|postgresql|mysql|mysqlx|mariadb|mongodb|mongodb\+srv|redis|rediss|amqp|amqps|mssql|sqlserver|clickhouse|cockroachdb|cassandra|couchbase|neo4j|neo4j\+s|bolt|nats|kafka|ldap|ldaps)$/i
/** RFC 2606, RFC 6761 and what people write for "some host". */
const EXAMPLE_HOST =
  /(?:^|\.)(?:example|test|invalid|local|localhost|localdomain|internal)$|(?:^|\.)example\.(?:com|net|org|edu|io)$|^(?:server|address|domain|db|database|proxy|user|cluster\d*)$|^(?:host|hostname|myhost|myserver|yourhost|foo|bar|baz|[a-z])(?:\.|$)|(?:^|[.-])(?:my|your|some)[a-z-]*\./i
const LOCAL_HOST = /^(?:127\.|10\.|192\.168\.|0\.0\.0\.0|localhost$|\[?::1|172\.(?:1[6-9]|2\d|3[01])\.)/
const WEAK_PASSWORD =
  /^(?:pass(?:word|wd|wort|phrase)?|pwd|pw|p|secret|admin|root|user|test|guest|postgres|mysql|redis|mongo|minio\w*|toor|letmein|qwerty|hunter2|correct.*horse.*|(?:my|your|the|some)[a-z_-]*\d{0,3}|[a-z]{1,4}|\d{1,6}|[a-z_-]*(?:password|passwd|secret|token|key)[a-z_-]*\d{0,3}|x{2,}|\*+|\.+|%\w+%?|:\w+|-+|_+)$/i

/** Credentials in URLs at the hits of `://`. Looks at no more than 400 bytes after each. */
export function findUrlCredentials(bytes: Buffer, hits: readonly KeywordHit[]): UrlCredentials[] {
  const found: UrlCredentials[] = []
  for (const { offset } of hits) {
    if (!hasUserInfo(bytes, offset + 3)) continue
    const credentials = credentialsAt(bytes, offset)
    if (credentials) found.push(credentials)
  }
  return found
}

/** Whether an `@` comes before the authority ends. */
function hasUserInfo(bytes: Buffer, start: number): boolean {
  let colon = false
  for (let at = start; at < start + LONGEST_AUTHORITY; at += 1) {
    const byte = bytes[at]
    if (byte === undefined || byte <= 32 || byte === 47 || byte === 63 || byte === 35) return false
    if (byte === 34 || byte === 39 || byte === 60 || byte === 62 || byte === 96) return false
    if (byte === 58) colon = true
    if (byte === 64) return colon
  }
  return false
}

function credentialsAt(bytes: Buffer, offset: number): UrlCredentials | null {
  const before = windowOf(bytes, Math.max(0, offset - 21), Math.min(21, offset))
  const scheme = SCHEME.exec(before)?.[1]
  const [, user = '', password = '', host = ''] =
    USER_INFO.exec(windowOf(bytes, offset + 3, LONGEST_AUTHORITY)) ?? []
  if (scheme === undefined || host === '' || isStandIn(user, password, host)) return null
  const isDatabase = DATABASES.test(scheme)
  const isOut = host.includes('.') && !LOCAL_HOST.test(host)
  return {
    offset: offset - scheme.length,
    scheme: scheme.toLowerCase(),
    host,
    password,
    grade: isDatabase && isOut && isStrong(password) ? 'database' : 'any',
  }
}

function isStandIn(user: string, password: string, host: string): boolean {
  if (EXAMPLE_HOST.test(host) || LOCAL_HOST.test(host) || WEAK_PASSWORD.test(password)) return true
  if (password.toLowerCase() === user.toLowerCase() || /[${}()[\]\\<>+]/.test(password + user)) return true
  return isPlaceholder(password) || !/[A-Za-z0-9]/.test(password)
}

function isStrong(password: string): boolean {
  return (
    password.length >= 8 && /\d/.test(password) && /[A-Za-z]/.test(password) && entropyOf(password) >= 2.5
  )
}
