import { isInOrder, isPlaceholder, measureEntropyOfValue } from '../knowledge/placeholder.ts'
import { isQualifiedName } from '../knowledge/qualified-name.ts'
import { isStandIn } from '../knowledge/stand-in.ts'
import type { KeywordHits } from '../model/layer.ts'
import type { Grammar } from './grammar.ts'
import { type NamedValue, readNamedValueAt } from './named-value.ts'
import { describesOnly, splitWords } from './names.ts'
import { findValuesNear } from './near-values.ts'
import { decideKindOfName } from './secret-names.ts'
import { isSealedValue } from './settings/kubernetes-secret.ts'
import { isForBrowsers, isSealedByService } from './settings/setting-values.ts'
import { isOneOfMany, looksRandom } from './token-shape.ts'
import { VENDOR_NAMES } from './vendor-names.ts'
import { isWholeWord } from './vendor-words.ts'
import { WorkBudget } from './work-budget.ts'

/** A random value under a name that makes any random value a secret. */
export interface NamedSecret extends NamedValue {
  readonly kind: 'key' | 'password' | 'open'
}

const LOOK_COST = 800
const SHORTEST_KEY = 16
const SHORTEST_PASSWORD = 8
const LONGEST = 512
/** Bits per character; hexadecimal digits have up to four. */
const LEAST_ENTROPY = 3
const VALUE = /^[\w+/=.~!@#$%^&*:?-]+$/
/** URLs, paths, versions, hosts, addresses of things in the code: no values that open something. */
const NO_SECRET =
  /^[./~#]|:\/\/|^[\w.-]+\.(?:[cm]?[jt]sx?|json|html?|css|png|svg|md|com|io|net|org)$|^\d[\d.]*$|^(?:process|import|env|config|this|options|props|data|arn|sha\d+)[.:-]|^(?:[a-z]+\d{0,2}[-_.:/])+[a-z]+\d{0,2}$|^[\w-]+__\w{4,8}$/i
/** Names of constants. */
const CONSTANT = /^[A-Z][A-Z_]*[A-Z0-9]*$/

/** Named secrets at the keyword hits of a text. */
export function findNamedSecrets(bytes: Buffer, hits: KeywordHits, grammar: Grammar): NamedSecret[] {
  const found: NamedSecret[] = []
  const budget = new WorkBudget(bytes.length, 8)
  for (const { keyword, offset } of hits) {
    const named = budget.take(LOOK_COST) ? readNamedValueAt(bytes, offset, keyword.length, grammar) : null
    if (!named || found.at(-1)?.offset === named.offset) continue
    const kind = decideKindOfName(named.name)
    if (kind === null || !isSecretValue(named, kind)) continue
    if (!isOneOfMany(bytes, named.offset, named.value.length)) found.push({ ...named, kind })
  }
  return found
}

/** Code without quotes is made of names: what is no name has several digits and no dots. */
function mayBeBare(value: string): boolean {
  return !value.includes('.') && value.replace(/\D/g, '').length >= 4
}

function isSecretValue({ name, value, isQuoted }: NamedValue, kind: NamedSecret['kind']): boolean {
  if (!isQuoted && !mayBeBare(value)) return false
  if (value.length > LONGEST || !VALUE.test(value) || NO_SECRET.test(value) || CONSTANT.test(value))
    return false
  if (describesOnly(splitWords(name)) || isPlaceholder(value) || isStandIn(value)) return false
  if (isSealedValue(value) || isSealedByService(value) || (kind === 'open' && isForBrowsers(value)))
    return false
  if (kind === 'password')
    return isQuoted && value.length >= SHORTEST_PASSWORD && /\d/.test(value) && /[A-Za-z]/.test(value)
  if (value.length < SHORTEST_KEY || isQualifiedName(value)) return false
  return measureEntropyOfValue(value) >= LEAST_ENTROPY && looksRandom(value)
}

const VENDORS = new Set(VENDOR_NAMES)
const KEY = /^[\w+/=.~:-]{16,200}/
const VENDOR_COST = 200

/** Random values that are named like secrets beside the name of a service, at the keyword hits of a text. */
export function findVendorValues(bytes: Buffer, hits: KeywordHits, grammar: Grammar): NamedSecret[] {
  const found: NamedSecret[] = []
  const budget = new WorkBudget(bytes.length, 4)
  for (const { keyword, offset } of hits) {
    const end = offset + keyword.length
    if (!VENDORS.has(keyword) || !isWholeWord(bytes, offset, end) || !budget.take(VENDOR_COST)) continue
    for (const near of findValuesNear(bytes, offset, end, grammar)) {
      const value =
        KEY.exec(bytes.toString('latin1', near.start, near.start + 200))?.[0].replace(/[.:]+$/, '') ?? ''
      if (
        !isVendorValue(value) ||
        !mayBeBare(value) ||
        !near.isNamedSecret() ||
        isOneOfMany(bytes, near.start, value.length)
      )
        continue
      found.push({
        name: `${keyword} key`,
        value,
        offset: near.start,
        isQuoted: near.isQuoted(),
        kind: 'open',
      })
      break
    }
  }
  return found
}

function isVendorValue(value: string): boolean {
  if (value.length < SHORTEST_KEY || NO_SECRET.test(value) || CONSTANT.test(value) || isForBrowsers(value))
    return false
  if (/\d/.test(value) && isInOrder(value)) return true
  return looksRandom(value) && measureEntropyOfValue(value) >= LEAST_ENTROPY && !isPlaceholder(value)
}
