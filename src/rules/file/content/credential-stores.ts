import { baseName } from '../../../knowledge/path-words.ts'
import { isPublished } from '../../../knowledge/published-values.ts'
import { isGenerated, isMixed } from '../../../secrets/settings/setting-values.ts'
import type { Credential } from './key-texts.ts'
import { isToFillIn } from './real-value.ts'
import { STORES, type Store } from './store-forms.ts'

/** What the name of a file calls the one value in it: `.vault_pass`, `initialAdminPassword`, `apikey.txt`. */
const NAMED_AS_SECRET =
  /(?:^|[._-]|(?<=[a-z])(?=[A-Z]))(?:(?:[Aa]pi|[Mm]aster|[Ss]ecret|[Ss]igning|[Ss]ession|[Vv]ault|[Dd]eploy|[Aa]ccess|[Aa]uth)[._-]?)?(?:[Kk]ey|KEY|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Cc]ookie|[Pp]ass(?:[Ww]ord|wd|phrase)?|PASSWORD|pw|[Cc]redential)s?(?:[._-](?:txt|dat|prod(?:uction)?|live|staging|local|file))*$/
const NO_SECRET = /pub(?:lic)?|cache|idempot|csrf|example|sample|\.lock$/i

/** A file that holds one word, which is a secret as its name says: `.vault_pass`, `auth_token`, `erlang.cookie`. */
function recogniseLonelySecret(text: string, path: string): Credential | null {
  if (text.length > 1024) return null
  const value = text.trim()
  const name = path.split('/').at(-1) ?? path
  if (!/^\S{8,512}$/.test(value) || !NAMED_AS_SECRET.test(name) || NO_SECRET.test(name)) return null
  if (isToFillIn(value) || /^[a-z]+:\/\/|^\$|^[{[<]|^[^:]{1,32}:[^:]{0,200}:/i.test(value)) return null
  const isSecret = isGenerated(value) || isMixed(value) || /^[0-9a-f]{32,1024}$/i.test(value)
  return isSecret ? { kind: 'A file that holds nothing but a key or a password', index: 0 } : null
}

const CODES_NAME = /recovery|backup[-_ ]?codes?|scratch|emergency|2fa|mfa|totp|otp/i
const CODE =
  /^(?:[-*•][ \t]+)?(?:\d{1,2}[.)][ \t]+)?((?:[a-z0-9]{4,8}[- ]){1,3}[a-z0-9]{4,8}|\d{8}|[a-z0-9]{8,12})$/i
const FEWEST_CODES = 5

/** One-time codes as services hand them out for the case that the second factor is lost. */
function recogniseRecoveryCodes(text: string, path: string): Credential | null {
  if (text.length > 8192) return null
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const codes = new Set(lines.filter((line) => CODE.test(line) && /\d/.test(line)))
  if (codes.size < FEWEST_CODES) return null
  const says = lines.filter((line) => !CODE.test(line)).join(' ')
  const isNamed =
    CODES_NAME.test(baseName(path)) || /(?:recovery|backup|scratch|emergency)[ -]codes?/i.test(says)
  return isNamed && codes.size * 2 >= lines.filter((line) => line !== '').length
    ? { kind: 'Recovery codes of an account', index: 0 }
    : null
}

const LOGIN_NAME = /auth|login|pass|cred|vpn|account/i

/** A user on the first line and a password on the second, as OpenVPN and others read them. */
function recogniseTwoLineLogin(text: string, path: string): Credential | null {
  if (text.length > 256 || !LOGIN_NAME.test(baseName(path))) return null
  const [user = '', password = '', ...rest] = text.trim().split(/\r?\n/)
  if (rest.length > 0 || !/^[\w.@+\\-]{2,64}$/.test(user) || !/^\S{6,128}$/.test(password)) return null
  return (isMixed(password) || isGenerated(password)) && !isToFillIn(password)
    ? { kind: 'A file with a user and a password', index: 0 }
    : null
}

/** What a text file is in which logins are kept, or null. */
export function recogniseCredentialStore(text: string, path: string): Credential | null {
  const lonely =
    recogniseLonelySecret(text, path) ??
    recogniseTwoLineLogin(text, path) ??
    recogniseRecoveryCodes(text, path)
  if (lonely !== null) return lonely
  for (const store of STORES) {
    if (!text.includes(store.hint) || store.name?.test(baseName(path)) === false) continue
    const found = findInStore(text, store)
    if (found !== null) return found
  }
  return null
}

function findInStore(text: string, { kind, line, beside, isWhole }: Store): Credential | null {
  for (const match of text.matchAll(new RegExp(line.source, `${line.flags}g`))) {
    if (isToFillIn(match.at(-1) ?? '') || isPublished(match.at(-1) ?? '')) continue
    if (beside !== undefined && !beside.test(text)) return null
    if (isWhole && !text.split(/\r?\n/).every((one) => /^\s*(?:#|$)/.test(one) || line.test(one))) return null
    return { kind, index: match.index }
  }
  return null
}
