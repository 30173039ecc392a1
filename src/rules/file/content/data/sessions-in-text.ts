import { isExampleHost, isLocalHost } from '../../../../knowledge/hosts.ts'
import { isGenerated } from '../../../../secrets/settings/setting-values.ts'
import type { Session } from './session-kinds.ts'

/** What servers and frameworks call the cookie by which they know who is logged in. */
const SESSION_NAME =
  /^(?:(?:__Secure-|__Host-)?[\w.-]{0,30}(?:sess(?:ion)?(?:_?id)?|sid|auth(?:_?token)?|remember[\w-]{0,40}|logged_in[\w-]{0,40}|access_?token|jwt)|li_at|ct0|xs|SAPISID|HSID|SSID|APISID|\.ASPXAUTH|__Secure-\w+|laravel_session|connect\.sid|reddit_session|_gh_sess|user_session|NID_AUT|NID_SES)$/i
/** A cookie as a server sets it, and as libwww-perl keeps it (`Set-Cookie3`). */
const SET =
  /^["'\s-]{0,12}set-cookie\d?["']?:[ \t]{0,8}["']?([\w.-]{1,60})="?([\w%.~+/=-]{20,4000})"?;[^\n]{0,1000}?\bdomain="?\.?([\w.-]{3,200})/gim
/** One of a list in YAML, TOML or any other notation of names and values. */
const VALUE = /\bvalue["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}["']?([^\s"',;}]{16,4000})/gi
/** In code, where what stands without quotes is a variable. */
export const QUOTED_VALUE = /\bvalue["']?\s{0,8}:\s{0,8}["'`]([^\s"'`,;}]{16,4000})["'`]/g
const DOMAIN =
  /\b(?:domain|host(?:_?key)?)["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}["']?\.?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})/i
const MARK = /\b(?:http_?only|same_?site|host_?only|expir\w{1,10}|secure)["']?[ \t]{0,8}(?:=>|[:=])/i
const NEAR = 400
const MOST_VALUES = 100
/** Cookies one behind the other, and nothing else, as they are copied out of a request. */
const COPIED =
  /^\s{0,20}(?:cookie:\s{0,4})?["']?[\w.$-]{1,60}=[^;\s]{0,4000}(?:;[ \t]{0,4}[\w.$-]{1,60}=[^;\n]{0,4000}){1,60};?["']?\s{0,20}$/i
const LONGEST_COPIED = 16_384
const COOKIE = /([\w.$-]{1,60})=([^;\s"']{20,4000})/g
/** A session by its name, and the two tokens by which a client stays logged in. */
const NAMED = /["']?\b([\w.-]{2,60})["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}["']([\w%.~+/=:-]{24,4000})["']/g
const TOKEN = /\b(access|refresh)(?:_?token)?["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8}["']?([\w.~+/=-]{24,4000})/gi

function makeSession(kind: string): Session {
  return { message: 'session', kind }
}

/** A logged-in session in a text of any notation; null for any other text. */
export function recogniseSessionInText(text: string): Session | null {
  if (hasSetCookie(text) || hasRecord(text) || isCopied(text)) return makeSession('Cookies of a browser')
  if (hasName(text)) return makeSession('A logged-in session')
  return hasTokens(text) ? makeSession('A login with its tokens') : null
}

function isSomebodys(host: string): boolean {
  return host.includes('.') && !isExampleHost(host) && !isLocalHost(host)
}

/** A value that a server made: escapes of addresses are no part of it. */
function isSession(value: string): boolean {
  return isGenerated(value.replace(/%[0-9A-F]{2}/gi, ''))
}

function hasSetCookie(text: string): boolean {
  return [...text.matchAll(SET)].some(([, , value = '', host = '']) => isSession(value) && isSomebodys(host))
}

/** Whether a cookie stands in a text with a value, a domain and what marks one. */
export function hasRecord(text: string, form = VALUE): boolean {
  for (const match of [...text.matchAll(form)].slice(0, MOST_VALUES)) {
    const around = text.slice(Math.max(0, match.index - NEAR), match.index + match[0].length + NEAR)
    const host = DOMAIN.exec(around)?.[1]
    if (host !== undefined && isSomebodys(host) && MARK.test(around) && isSession(match[1] ?? '')) return true
  }
  return false
}

function isCopied(text: string): boolean {
  if (text.length > LONGEST_COPIED || !COPIED.test(text)) return false
  return [...text.matchAll(COOKIE)].some(
    ([, name = '', value = '']) => SESSION_NAME.test(name) && isSession(value),
  )
}

/** Members of names that nothing but a session has; identifiers of visits have the form of one. */
function hasName(text: string): boolean {
  const found = [...text.matchAll(NAMED)].filter(
    ([, name = '', value = '']) =>
      /^(?:session_?id|php_?sess_?id|jsessionid|li_at|connect\.sid|sapisid|auth_token)$/i.test(name) &&
      !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) &&
      isSession(value),
  )
  return (
    found.length > 0 &&
    /\b(?:csrf_?token|cookies?|user_?agent|ds_user_id|last_?login|user_?id|ct0|jsessionid)["']?[ \t]{0,8}[:=]/i.test(
      text,
    )
  )
}

function hasTokens(text: string): boolean {
  const kinds = new Set(
    [...text.matchAll(TOKEN)].flatMap(([, kind = '', value = '']) =>
      isSession(value) ? [kind.toLowerCase()] : [],
    ),
  )
  return kinds.size === 2
}
