import { isPlaceholder, isTemplate } from '../knowledge/placeholder.ts'
import type { KeywordHits } from '../model/layer.ts'
import { readWindow } from './byte-text.ts'
import { WorkBudget } from './work-budget.ts'

/** A credential that a package manager or registry client would use. */
export interface RegistryCredential {
  /** Offset of the value. */
  readonly offset: number
  /** Where such a thing belongs: ".npmrc", ".netrc". */
  readonly kind: string
  readonly value: string
}

interface Notation {
  readonly keyword: string
  readonly kind: string
  /** From the keyword on; the first group is the value. */
  readonly pattern: RegExp
  /** Bytes before the keyword that belong to the notation, as a pattern for their end. */
  readonly before?: RegExp
  /** What the value must look like, beyond not being a placeholder. */
  readonly check?: (value: string) => boolean
}

const WINDOW = 1200
const VALUE = `(?:\\\\{0,3}["'])?([^\\s"'\`\\\\,;<>(){}]{6,1000})`
/** `//registry.npmjs.org/:` or the start of a line: https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration */
const NPMRC_KEY = /(?:^|[\n\r"'`]|\\n|\/:)\s{0,8}$/

const NOTATIONS: readonly Notation[] = [
  {
    keyword: '_authtoken',
    kind: '.npmrc',
    check: hasDigit,
    pattern: new RegExp(`^_authToken["']?(?:\\s{0,4}[=:]\\s{0,4}|[ \\t]{1,4})${VALUE}`),
  },
  {
    keyword: '_auth',
    kind: '.npmrc',
    before: NPMRC_KEY,
    pattern: new RegExp(`^_auth\\s{0,4}=\\s{0,4}${VALUE}`),
    check: isBasicPair,
  },
  {
    keyword: '_password',
    kind: '.npmrc',
    before: /\/:$/,
    pattern: new RegExp(`^_password\\s{0,4}=\\s{0,4}${VALUE}`),
  },
  {
    keyword: 'npmauthtoken',
    kind: '.yarnrc.yml',
    check: hasDigit,
    pattern: new RegExp(`^npmAuthToken["']?\\s{0,4}:\\s{0,4}${VALUE}`),
  },
  {
    keyword: 'npmauthident',
    kind: '.yarnrc.yml',
    pattern: new RegExp(`^npmAuthIdent["']?\\s{0,4}:\\s{0,4}${VALUE}`),
  },
  {
    keyword: 'machine ',
    kind: '.netrc',
    before: /(?:^|[\n\r"'`]|\\n)[ \t]{0,8}$/,
    pattern:
      /^machine[ \t]{1,8}[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\s|\\n){1,8}login(?:\s){1,8}\S{1,255}?(?:\s|\\n){1,8}password[ \t]{1,8}([^\s"'`\\]{4,500})/,
  },
  {
    keyword: '"auths"',
    kind: 'Docker config',
    pattern:
      /^"auths"\s{0,8}:\s{0,8}\{[^{}]{1,300}\{[^{}]{0,300}?"auth"\s{0,8}:\s{0,8}"([A-Za-z0-9+/=]{8,800})"/,
    check: isBasicPair,
  },
  {
    keyword: '\\"auths\\"',
    kind: 'Docker config',
    pattern:
      /^\\"auths\\"[^{}]{1,20}\{[^{}]{1,300}\{[^{}]{0,300}?\\"auth\\"\s{0,8}:\s{0,8}\\"([A-Za-z0-9+/=]{8,800})\\"/,
    check: isBasicPair,
  },
  {
    keyword: '[pypi]',
    kind: '.pypirc',
    pattern: /^\[pypi\][^[\]]{0,400}?\bpassword\s{0,4}[=:]\s{0,4}([^\s"'`\\]{6,500})/,
  },
]

export const REGISTRY_KEYWORDS: readonly string[] = NOTATIONS.map(({ keyword }) => keyword)

/** Registry credentials at the keyword hits of a text, each once. */
export function findRegistryCredentials(bytes: Buffer, hits: KeywordHits): RegistryCredential[] {
  const found: RegistryCredential[] = []
  const budget = new WorkBudget(bytes.length, 32)
  let examined = -1
  for (const { keyword, offset } of hits) {
    if (offset < examined || !budget.take(WINDOW / 4)) continue
    for (const notation of NOTATIONS) {
      const credential = notation.keyword === keyword ? readCredentialAt(bytes, offset, notation) : null
      if (!credential) continue
      examined = credential.offset + credential.value.length
      if (!isStandIn(credential.value) && notation.check?.(credential.value) !== false) found.push(credential)
    }
  }
  return found
}

/** What is written there, a stand-in or not. */
function readCredentialAt(bytes: Buffer, offset: number, notation: Notation): RegistryCredential | null {
  const start = Math.max(0, offset - 16)
  if (notation.before && !notation.before.test(readWindow(bytes, start, offset - start))) return null
  const match = notation.pattern.exec(readWindow(bytes, offset, WINDOW))
  const value = match?.[1]
  if (!match || value === undefined) return null
  return { offset: offset + match[0].lastIndexOf(value), kind: notation.kind, value }
}

function isStandIn(value: string): boolean {
  return (
    isTemplate(value) ||
    /^[$%]|^(?:process|env|config|options?|auth|token|npm)[.[]|^\w+\.\w+$/i.test(value) ||
    isPlaceholder(value) ||
    isSentence(Buffer.from(value, 'base64').toString('latin1'))
  )
}

/** What manuals write in base64: `the token goes here`. */
function isSentence(text: string): boolean {
  return /^[A-Za-z]+(?: [A-Za-z']+){2,}[.!?]?$/.test(text)
}

/** Base64 of `user:password`. */
function isBasicPair(value: string): boolean {
  const decoded = Buffer.from(value, 'base64').toString('utf8')
  const [, password] = /^[\x21-\x7e]{1,200}?:([\x20-\x7e]{3,400})$/.exec(decoded) ?? []
  return password !== undefined && !isPlaceholder(password)
}

/** No token of a registry is letters alone; types and names of variables are. */
function hasDigit(value: string): boolean {
  return /\d/.test(value)
}
