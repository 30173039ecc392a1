import { isQualifiedName } from '../../knowledge/qualified-name.ts'
import type { SettingsPurpose, SettingsSyntax } from '../../knowledge/settings-file.ts'
import { mentionsIndex } from '../names.ts'
import { type Company, findCompany, type Rated } from './company-around.ts'
import { type SettingRole, settingRole } from './setting-names.ts'
import type { SettingPair } from './setting-pair.ts'
import { findSettingPairs } from './setting-pairs.ts'
import { isGenerated, isJoinedWords, isMixed, measureStrength, type ValueStrength } from './setting-values.ts'

/** A credential that its company gives away. */
export interface CompanyCredential {
  /** UTF-16 index of the value. */
  readonly index: number
  readonly name: string
  readonly value: string
  /** `record`: beside the host that it opens; `setting`: in a file of settings. */
  readonly by: 'record' | 'setting'
  /** The host beside it, if there is one. */
  readonly host: string | null
  readonly strength: ValueStrength
  readonly role: SettingRole
  /** Whether the name of a user stands beside it. */
  readonly hasUser: boolean
}

/** Names of what describes the thing that has the credential, and is none. */
const DESCRIBES =
  /^(?:class_?name|class|type|kind|extends|name|display_?name|title|label|description|documentation_?url|supported_?nodes|(?:\w+[_-])?id|path|source_?path|file|file_?name|module|icon|method|group|version|code|pre|kbd|samp|strong|em|span|td|th|li|option|\$schema|\$ref|fqn|xmlns(?::\w+)?|xsi:\w+|\w*ref|href|integrity|\w*element)$/i

/** A file that tells which credentials there are, for a program that asks for them: classes, forms, their fields. */
const CATALOGUE = /"(?:className|displayName|sourcePath|typeOptions|supportedNodes|inputType)"\s{0,4}:/

/** A key to search an index with is for browsers (Algolia, Meilisearch, Typesense). */
const SEARCH_KEY = /^(?:search[._-]?)?(?:api)?[._-]?key$/i

function removeSearchKeys(pairs: readonly SettingPair[], text: string): readonly SettingPair[] {
  return mentionsIndex(text) ? pairs.filter(({ name }) => !SEARCH_KEY.test(name)) : pairs
}

/**
 * Credentials in a text of settings or in a stretch of code.
 * @param purpose What the file's name says; a file without one gives only records and what was plainly generated.
 */
export function findByCompany(
  text: string,
  syntax: SettingsSyntax,
  purpose: SettingsPurpose | null,
): CompanyCredential[] {
  const all = removeSearchKeys(findSettingPairs(text, syntax), text)
  const isStore = purpose === 'secrets' && !CATALOGUE.test(text)
  const pairs: Rated[] = []
  for (const pair of all) {
    const role = pair.role ?? settingRole(pair.name)
    if (role !== null) pairs.push({ ...pair, role })
    else if (isStore && !DESCRIBES.test(pair.name) && isTelling(pair.value, syntax))
      pairs.push({ ...pair, role: 'secret' })
  }
  if (isStore && (syntax === 'data' || syntax === 'prose') && pairs.length < 50)
    for (const word of findLooseWords(text, pairs)) pairs.push(word)
  pairs.sort((a, b) => a.index - b.index)
  const found: CompanyCredential[] = []
  let behind = -1
  for (const [at, pair] of pairs.entries()) {
    if (pair.role === 'user' || pair.role === 'host' || pair.index < behind) continue
    const credential = ratePair(pair, at, pairs, purpose, syntax)
    if (credential === null) continue
    behind = pair.end
    found.push(credential)
  }
  return found
}

const WORD = /(?<=^|[\s:=|/,"'`(])[^\s"'`,;<>()]{8,100}(?=$|[\s"'`,;)])/gm

/** What a store of secrets has encrypted (SOPS, Jasypt, age, PGP) is made to be shared. */
const SEALED =
  /\bENC[[(][^\])\r\n]{0,4000}[\])]|-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----[\s\S]{0,20000}?-----END /g

/** A list of logins as people write it down: `orders db: app / Xy12!kq`. */
function findLooseWords(text: string, pairs: readonly Rated[]): Rated[] {
  if (text.length > 64 * 1024) return []
  const open = text.replace(SEALED, (sealed) => ' '.repeat(sealed.length))
  return [...open.matchAll(WORD)].flatMap((match) => {
    const value = match[0]
    if (/@[\w-]+\.|:\/\/|=[\w.-]+:\d{1,5}$/.test(value) || !isTelling(value, 'prose')) return []
    const end = match.index + value.length
    if (pairs.some((pair) => pair.index <= match.index && end <= pair.end)) return []
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index)
    const name = /^[\s*#-]*([\w][\w .-]{0,30})/.exec(line)?.[1]?.trim() ?? 'a line'
    return [{ name, value, index: match.index, end, role: 'password' as const }]
  })
}

/** `microsoftTeamsOAuth2Api`: what code calls a thing that has a credential. */
const NAME_IN_CODE =
  /^[A-Za-z][a-z]{0,20}(?:\d{0,3}[A-Z][a-z]{0,20}){0,12}\d{0,3}(?:Api|Auth|OAuth\d?|Provider|Service|Client|Node|Tool|Trigger|Credentials?|Account|Config|Handler|Manager|Type)(?:\d|V\d)?$/

/** `agents=v1`: what a header says. */
const SHORT_PAIR = /^[a-z-]{2,40}=[\w.-]{1,16}$/i

/** In a file of secrets any value counts that nobody writes for another reason. */
function isTelling(value: string, syntax: SettingsSyntax): boolean {
  if (measureStrength(value) === null || isQualifiedName(value) || NAME_IN_CODE.test(value)) return false
  if (SHORT_PAIR.test(value)) return false
  // Code has names of things in quotes too.
  return isGenerated(value) || (isMixed(value) && (syntax !== 'code' || /[^\w\-.:/]/.test(value)))
}

function ratePair(
  pair: Rated,
  at: number,
  pairs: readonly Rated[],
  purpose: SettingsPurpose | null,
  syntax: SettingsSyntax,
): CompanyCredential | null {
  const shape = measureStrength(pair.value)
  const mayBeWords = shape === null && pair.role === 'password' && isJoinedWords(pair.value)
  if ((shape === null && !mayBeWords) || isOwnName(pair) || pair.isForDevelopment === true) return null
  const company = findCompany(pair, at, pairs)
  if (
    mayBeWords &&
    !(company.host !== null && company.user !== null && (syntax !== 'code' || /\d/.test(pair.value)))
  )
    return null
  const strength = shape ?? 'chosen'
  if (company.user?.toLowerCase() === pair.value.toLowerCase()) return null
  const hasUser = company.user !== null
  const base = { index: pair.index, name: pair.name, value: pair.value, strength, role: pair.role, hasUser }
  const login = findWebLogin(pair, company, strength)
  if (login !== null) return { ...base, by: 'record', host: login }
  if (company.host !== null && isEnough(pair.role, strength, pair.value, company.user !== null))
    return {
      ...base,
      by: syntax === 'code' && company.user === null && isClientKey(pair.name) ? 'setting' : 'record',
      host: company.host,
    }
  // For the developer's own machine, or for showing: only what was plainly generated is worth a look.
  if (company.host === null && company.isOwnMachine && strength !== 'generated') return null
  if (!isSetting(pair, strength, purpose, syntax, hasUser)) return null
  return { ...base, by: 'setting', host: null }
}

/** Services give keys and tokens to browsers too: beside an address alone, code does not tell them from others. */
function isClientKey(name: string): boolean {
  return (
    /(?:token|key)$/i.test(name) &&
    !/secret|private|access|refresh|master|admin|server|service|bearer/i.test(name)
  )
}

/** Names that code gives to nothing but secrets, whoever stands beside them. */
const SECRET_IN_CODE =
  /(?:password|passwd|passphrase|pwd|_pass|secret_?key|client_?secret|app_?secret|jwt_?secret|session_?secret|signing_?secret|(?:admin|shared|webhook|hmac)[_-]?secret|encryption_?key|private_?key|master_?key)$/i

/** Beside a host: a password of any sort with a user, what a person picks without one, the rest only if generated. */
function isEnough(role: SettingRole, strength: ValueStrength, value: string, hasUser: boolean): boolean {
  if (strength === 'generated') return role !== 'key' || hasUser || value.length >= 32
  if (role === 'password') return strength === 'chosen' || hasUser
  return role === 'secret' && strength === 'chosen' && isMixed(value)
}

function isSetting(
  pair: Rated,
  strength: ValueStrength,
  purpose: SettingsPurpose | null,
  syntax: SettingsSyntax,
  hasUser: boolean,
): boolean {
  if (purpose === null && syntax !== 'data' && syntax !== 'script')
    return (
      SECRET_IN_CODE.test(pair.name) &&
      (strength === 'generated' || (pair.role === 'password' && isMixed(pair.value)))
    )
  if (strength === 'generated')
    return pair.role !== 'key' || (purpose !== null && (hasUser || pair.value.length >= 32))
  if (pair.role === 'password') return purpose === null ? isMixed(pair.value) : strength === 'chosen'
  return pair.role === 'secret' && purpose !== null && isMixed(pair.value)
}

/** `password: "dbPassword"`, `apiKey: "X-Api-Key"`: a name for a name. */
function isOwnName({ name, value }: SettingPair): boolean {
  const normaliseBare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (normaliseBare(name) === normaliseBare(value)) return true
  // `password: "Login_password__3xK9f"`: the name of a class that a bundler made of it.
  const own = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return own.length >= 4 && `-${value.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-`.includes(`-${own}-`)
}

/** The address on the web that a user and a password beside it open: `get("https://…", { auth: { username, password } })`. */
function findWebLogin(pair: Rated, company: Company, strength: ValueStrength): string | null {
  if (company.host !== null || company.web === null || company.user === null) return null
  return pair.role === 'password' && strength !== 'plain' && !isOwnName({ ...pair, name: company.user })
    ? company.web
    : null
}
