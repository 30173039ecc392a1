import { isInOrder, isPlaceholder } from '../knowledge/placeholder.ts'
import { isPublished } from '../knowledge/published-values.ts'
import type { KeywordHit, KeywordHits } from '../model/layer.ts'
import { beginsToken, isInsideBase64 } from './byte-text.ts'
import { type Confidence, type FoundToken, removeOverlaps } from './found-token.ts'
import type { Grammar } from './grammar.ts'
import { findNamelessWords } from './nameless-tokens.ts'
import { findForm, mayBeNear } from './near-forms.ts'
import { findValuesNear, type NearValue } from './near-values.ts'
import { PROVIDERS } from './providers/index.ts'
import { isMixedCase, type Provider } from './providers/provider.ts'
import { findLiteralStart, joinConstants, readRestOfToken } from './split-tokens.ts'
import { BEHIND_LONG_IDS, byBeginning, byId, byVendor, distances } from './token-keywords.ts'
import { readValueBehindId } from './token-pairs.ts'
import { isFileName, isMadeOfWords, isNameOfSomething, isOneOfMany, looksRandom } from './token-shape.ts'
import { isWholeWord } from './vendor-words.ts'
import { WorkBudget } from './work-budget.ts'

/** Shorter arguments of a client may be names of accounts and regions. */
const LONG_ARGUMENT = 20
/** What looking for the rest of a token costs. */
const SPLIT_COST = 400
/** What looking around one vendor's name costs. */
const NEAR_COST = 160

/** Forms that are held against every long word. */
const NAMELESS = PROVIDERS.filter(({ alone }) => alone)

/**
 * Tokens at the keyword hits of a text and those that need none, each once, in order of offset. Looks at bounded
 * windows only.
 */
export function findProviderTokens(
  bytes: Buffer,
  hits: KeywordHits,
  grammar: Grammar = 'code',
): FoundToken[] {
  const found: FoundToken[] = []
  const nearby = new WorkBudget(bytes.length, 4)
  const split = new WorkBudget(bytes.length, 4)
  for (const { keyword, offset } of hits) {
    const beginning = byBeginning.get(keyword) ?? []
    for (const provider of beginning) findPlain(found, bytes, offset, provider)
    if (beginning.length > 0) findSplits(found, bytes, { keyword, offset, split }, beginning)
    for (const provider of byId.get(keyword) ?? []) keep(found, readTokenBehindId(bytes, offset, provider))
    const vendors = byVendor.get(keyword)
    const behind = offset + keyword.length
    if (!vendors || !isWholeWord(bytes, offset, behind)) continue
    const joined = joinConstants(bytes, offset, behind)
    if (joined !== null && split.take(SPLIT_COST)) findJoined(found, joined, offset, vendors)
    if (!mayBeNear(findForm(keyword, vendors), bytes, behind) || !nearby.take(NEAR_COST)) continue
    findNear(found, bytes, { from: offset, to: behind, grammar }, vendors)
  }
  return removeOverlaps([...found, ...findNamelessTokens(bytes)])
}

function findNamelessTokens(bytes: Buffer): FoundToken[] {
  const nameless: FoundToken[] = []
  const behindIds: FoundToken[] = []
  for (const { start, length } of findNamelessWords(bytes)) {
    for (const provider of NAMELESS) keep(nameless, readNamelessToken(bytes, start, length, provider))
    for (const provider of BEHIND_LONG_IDS) keep(behindIds, readTokenBehindId(bytes, start, provider))
  }
  return [...removeLists(nameless), ...behindIds]
}

function findNear(
  found: FoundToken[],
  bytes: Buffer,
  { from, to, grammar }: { from: number; to: number; grammar: Grammar },
  vendors: readonly Provider[],
): void {
  for (const value of findValuesNear(bytes, from, to, grammar))
    for (const provider of vendors) keep(found, readNearToken(bytes, value, provider))
}

/** So many different ones of a form in one text are a list of something else: of ids with their hashes. */
const LIST = 4

function removeLists(found: readonly FoundToken[]): FoundToken[] {
  const byProvider = new Map<Provider, Set<string>>()
  for (const { provider, token } of found)
    byProvider.set(provider, (byProvider.get(provider) ?? new Set()).add(token))
  return found.filter(
    ({ provider }) => provider.check !== null || (byProvider.get(provider)?.size ?? 0) < LIST,
  )
}

/** A token that is a whole word, whose form no other word has. */
function readNamelessToken(
  bytes: Buffer,
  start: number,
  length: number,
  provider: Provider,
): FoundToken | null {
  if (length < provider.format.shortest || length > provider.format.longest) return null
  if (provider.format.match(bytes, start) !== length) return null
  const token = bytes.toString('latin1', start, start + length)
  const isProven = provider.check?.fits(token) ?? false
  if (!isProven && (!looksRandom(token) || (provider.mixed && !isMixedCase(token)))) return null
  if (isNameOfSomething(bytes, start, length) || isOneOfMany(bytes, start, length)) return null
  return judgeToken(provider, token, start, 'sure')
}

function findPlain(found: FoundToken[], bytes: Buffer, offset: number, provider: Provider): void {
  const { least, most } = provider.format.anchor
  for (let distance = least; distance <= most; distance += 1)
    keep(found, readPlainToken(bytes, offset - distance, provider))
}

/** Tokens with a keyword, whose beginnings are literals of their own. */
function findSplits(
  found: FoundToken[],
  bytes: Buffer,
  { keyword, offset, split }: KeywordHit & { split: WorkBudget },
  providers: readonly Provider[],
): void {
  for (const distance of distances.get(keyword) ?? []) {
    const literal = findLiteralStart(bytes, offset - distance)
    if (literal !== null && split.take(SPLIT_COST))
      findSplit(found, bytes, { literal, start: offset - distance }, providers)
  }
}

/** A token whose beginning is a literal of its own, and whose rest is another one. */
function findSplit(
  found: FoundToken[],
  bytes: Buffer,
  { literal, start }: { literal: number; start: number },
  providers: readonly Provider[],
): void {
  const parts = readRestOfToken(bytes, literal)
  if (!parts) return
  const whole = Buffer.from(parts.prefix + parts.rest, 'latin1')
  for (const provider of providers) {
    const token = readPlainToken(whole, start - literal, provider)
    if (token?.token.length === whole.length - (start - literal)) keep(found, { ...token, offset: start })
  }
}

/** A token of a vendor whose name is given two constants that are put together. */
function findJoined(found: FoundToken[], joined: Buffer, offset: number, vendors: readonly Provider[]): void {
  const end = joined.indexOf(' = ')
  for (const value of findValuesNear(joined, 0, end, 'code'))
    for (const provider of vendors) {
      const token = readNearToken(joined, value, provider)
      if (token) keep(found, { ...token, offset })
    }
}

function readPlainToken(bytes: Buffer, start: number, provider: Provider): FoundToken | null {
  if (start < 0 || !beginsToken(bytes, start)) return null
  const length = provider.format.match(bytes, start)
  if (length === 0 || isInsideBase64(bytes, start, start + length)) return null
  const token = bytes.toString('latin1', start, start + length)
  const body = provider.format.body(token)
  if ((provider.mixed && !isMixedCase(body)) || (isMadeOfWords(body) && !isInOrder(body))) return null
  if (provider.weak && (isNameOfSomething(bytes, start, length) || isOneOfMany(bytes, start, length)))
    return null
  return judgeToken(provider, token, start, provider.weak ? 'possible' : 'sure')
}

function readNearToken(bytes: Buffer, value: NearValue, provider: Provider): FoundToken | null {
  const { start } = value
  const length = provider.format.match(bytes, start)
  if (length === 0) return null
  const token = bytes.toString('latin1', start, start + length)
  const isProven = provider.check?.fits(token)
  if (!isProven && !isInOrder(token) && (!looksRandom(token) || (provider.mixed && !isMixedCase(token))))
    return null
  const isNamed = value.isNamedSecret()
  if (!isNamed && !value.isArgument()) return null
  if (isFileName(bytes, start, length) || isOneOfMany(bytes, start, length)) return null
  // Clients are given ids and public keys as well; what is no more than digits of a hash may be one.
  const isTelling = isNamed ? value.isQuoted() : length >= LONG_ARGUMENT && isMixedCase(token)
  return judgeToken(provider, token, start, isTelling ? 'likely' : 'possible')
}

function readTokenBehindId(bytes: Buffer, id: number, provider: Provider): FoundToken | null {
  const value = readValueBehindId(bytes, id, provider)
  return value === null ? null : judgeToken(provider, value.token, value.start, 'likely')
}

function judgeToken(
  provider: Provider,
  token: string,
  offset: number,
  byForm: Confidence,
): FoundToken | null {
  const { check } = provider
  const fits = check?.fits(token) ?? null
  if (fits === false && check?.strength === 'form') return null
  if (isPublished(token.replace(/^(?:Account|SharedAccess)Key=|^otpauth:.*secret=/, ''))) return null
  const body = provider.format.body(token)
  if (fits !== true && isPlaceholder(body))
    return fits === null && isInOrder(body) ? { provider, token, offset, confidence: 'in-order' } : null
  const form = OF_A_SAMPLE.test(token) ? 'possible' : byForm
  return { provider, token, offset, confidence: decideConfidence(fits, check?.strength === 'proof', form) }
}

/** A seed for one-time passwords of a person or a company that stands in every manual. */
const OF_A_SAMPLE =
  /^otpauth:\/\/\w+\/(?:[^?]*(?:%20|%3A|[ :]))?(?:acme|alice|bob|example|issuer|label|john|jane|test|user)\b/i

function decideConfidence(fits: boolean | null, isProof: boolean, byForm: Confidence): Confidence {
  if (fits === null) return byForm
  if (fits) return 'sure'
  if (isProof) return 'made-up'
  return byForm === 'sure' ? 'likely' : 'possible'
}

function keep(found: FoundToken[], token: FoundToken | null): void {
  if (token) found.push(token)
}
