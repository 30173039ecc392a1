import type { SettingPair } from './setting-pair.ts'
import { isGenerated, isMixed, measureStrength } from './setting-values.ts'

/** What a group of credentials is called, in which every member has a name of its own: a user, a service. */
const STORE =
  '(?:credentials?|creds|passwords?|secrets?|logins?|users?|accounts?|admins?|api_?keys|auth_?tokens?|basic_?auth|auth)'
/** Without one of these there is none. */
const SIGN = new RegExp(`(?:^|[\\s"'.{,[])${STORE}["']?\\s{0,4}(?:[:=]|\\]|=>|\\{)`, 'im')
/** `"credentials": { "solr": "…" }`, and the same in code and HCL. */
const OBJECT = new RegExp(`\\b(${STORE})["']?\\s{0,4}(?:[:=]>?\\s{0,4})?\\{([^{}]{4,4000})\\}`, 'gi')
const MEMBER = /["']?([\w.@-]{1,64})["']?\s{0,4}(?:=>|[:=])\s{0,4}(["'`])([^"'`\r\n]{4,400})\2/g
/** A block of YAML, or a section of an INI file, below its name. */
const BLOCK = new RegExp(
  `^([ \\t]*)(?:["']?(${STORE})["']?:[ \\t]*|\\[(${STORE})\\][ \\t]*)\\r?\\n((?:\\1[ \\t]*(?![\\[\\s])[^\\r\\n]{1,400}(?:\\r?\\n|$)){1,60})`,
  'gim',
)
const LINE = /^[ \t]*["']?([\w.@-]{1,64})["']?[ \t]*[:=][ \t]*(["']?)([^\s"'#{[|>&*!]{6,400})\2[ \t]*\r?$/gm
/** `auth: ["user", "value"]`, `auth=("user", "value")`: a login as a pair. */
const LOGIN =
  /\b(?:http_?|basic_?)?(?:auth\w{0,12}|credentials?|login|account)["']?\s{0,4}[:=]>?\s{0,4}[[(]\s{0,8}(["'])([^"'\r\n]{2,100})\1\s{0,4},\s{0,8}(["'])([^"'\r\n]{4,200})\3\s{0,8}[\])]/gi
/** Of people there is more to tell than a password: numbers, names of colours, times. */
const OF_PEOPLE = /^(?:users?|accounts?|admins?|auth)$/i

/** The values of what is called a store of credentials, whatever each of them is called. */
export function* findMembersOfStores(text: string): Generator<SettingPair> {
  if (!SIGN.test(text)) return
  for (const match of text.matchAll(OBJECT))
    yield* findMembers(match.at(-1) ?? '', MEMBER, match[1] ?? '', match)
  for (const match of text.matchAll(BLOCK))
    yield* findMembers(match.at(-1) ?? '', LINE, match[2] ?? match[3] ?? '', match)
  for (const match of text.matchAll(LOGIN)) {
    const [whole, , user = '', , value = ''] = match
    const end = match.index + whole.length
    const at = match.index + whole.lastIndexOf(value)
    yield { name: 'user', value: user, index: match.index + whole.indexOf(user), end: at - 1 }
    yield { name: 'password', value, index: at, end: Math.min(end, at + value.length) }
  }
}

function* findMembers(
  inside: string,
  form: RegExp,
  store: string,
  { 0: whole, index }: RegExpExecArray,
): Generator<SettingPair> {
  const start = index + whole.lastIndexOf(inside)
  for (const member of inside.matchAll(form)) {
    const [all, name = '', , value = ''] = member
    if (!isKept(value, store)) continue
    const at = start + member.index + all.lastIndexOf(value)
    yield { name: `${store} ${name}`, value, index: at, end: at + value.length, role: 'password' }
  }
}

function isKept(value: string, store: string): boolean {
  if (measureStrength(value) === null) return false
  return OF_PEOPLE.test(store)
    ? isMixed(value) && /[^\w.:/@-]/.test(value)
    : isGenerated(value) || isMixed(value)
}
