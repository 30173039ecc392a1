import { entropyOf, isPlaceholder } from '../knowledge/placeholder.ts'
import { KeywordSearch } from '../layers/keyword-search.ts'
import type { KeywordHit } from '../model/layer.ts'
import { assignmentAt } from './assignment.ts'
import { beginsToken, isInsideBase64 } from './byte-text.ts'
import { decodeFrom, type EncodedKeyword, encodedForms } from './encoded-keyword.ts'
import { InlineMapText } from './inline-map-text.ts'
import {
  CHAIN_LENGTH,
  JOINT_KEYWORDS,
  type JoinedLiterals,
  joinedAround,
  mayJoin,
} from './joined-literals.ts'
import { PROVIDERS } from './providers/index.ts'
import type { Provider } from './providers/provider.ts'
import { WorkBudget } from './work-budget.ts'

/** A token of a known provider. */
export interface FoundToken {
  readonly provider: Provider
  /** Byte offset of its first character, or of the text that holds it in another form. */
  readonly offset: number
  readonly token: string
  /** `fits`, `misfit`, or null where the form has no checksum. */
  readonly checksum: 'fits' | 'misfit' | null
  readonly form: 'plain' | 'base64' | 'joined'
}

/** Shorter ones would turn up in any base64 text. */
const SHORTEST_ENCODED = 4
const LONGEST_DECODED = 4096
/** Bits per character; random hexadecimal digits have three or more. */
const LEAST_ENTROPY = 2.7
const SECRET_WORD = /key|token|secret|pass|auth|cred|pat|webhook/i

const plainKeywords = new Map<string, Provider[]>()
const assignedKeywords = new Map<string, Provider[]>()
const encodedKeywords = new Map<string, { form: EncodedKeyword; provider: Provider }[]>()
for (const provider of PROVIDERS) {
  if (provider.assignedTo) {
    for (const name of provider.assignedTo) add(assignedKeywords, name.toLowerCase(), provider)
    continue
  }
  for (const keyword of provider.format.keywords) {
    add(plainKeywords, keyword.toLowerCase(), provider)
    if (provider.format.anchor > 0 || keyword.length < SHORTEST_ENCODED) continue
    for (const form of encodedForms(keyword))
      add(encodedKeywords, form.text.toLowerCase(), { form, provider })
  }
}
const joints = new Set(JOINT_KEYWORDS)

/** Every literal that may lead to a token; a hit of one is a place to look at. */
export const TOKEN_KEYWORDS: readonly string[] = [
  ...new Set([...plainKeywords.keys(), ...assignedKeywords.keys(), ...encodedKeywords.keys(), ...joints]),
]

let chainSearch: KeywordSearch | null = null

/** Keywords in the text of joined literals, which the search over the layer could not see. */
function searchChain(bytes: Buffer): readonly KeywordHit[] {
  chainSearch ??= new KeywordSearch(plainKeywords.keys())
  return chainSearch.search(bytes)
}

/** Tokens at the keyword hits of a text, each once, in order of offset. Looks at bounded windows only. */
export function findProviderTokens(bytes: Buffer, hits: readonly KeywordHit[]): FoundToken[] {
  const found: FoundToken[] = []
  const maps = new InlineMapText(bytes)
  const decoding = new WorkBudget(bytes.length, 8)
  const joining = new WorkBudget(bytes.length, 8)
  let chainEnd = -1
  for (const { keyword, offset } of hits) {
    for (const provider of plainKeywords.get(keyword) ?? []) keep(found, plainToken(bytes, offset, provider))
    for (const provider of assignedKeywords.get(keyword) ?? [])
      keep(found, assignedToken(bytes, offset, provider))
    for (const { form, provider } of encodedKeywords.get(keyword) ?? [])
      if (decoding.take(Math.min(provider.format.longest, LONGEST_DECODED)))
        keep(found, encodedToken(bytes, offset, form, provider, maps))
    if (!joints.has(keyword) || offset < chainEnd || !mayJoin(bytes, keyword, offset)) continue
    const chain = joining.take(CHAIN_LENGTH) ? joinedAround(bytes, offset) : null
    if (!chain) continue
    chainEnd = chain.end
    for (const token of tokensOfChain(chain)) keep(found, token)
  }
  return distinct(found)
}

function plainToken(bytes: Buffer, offset: number, provider: Provider): FoundToken | null {
  const start = offset - provider.format.anchor
  if (start < 0 || !beginsToken(bytes, start)) return null
  const length = provider.format.match(bytes, start)
  if (length === 0 || isInsideBase64(bytes, start, start + length)) return null
  return judged(provider, bytes.toString('latin1', start, start + length), start, 'plain')
}

function assignedToken(bytes: Buffer, offset: number, provider: Provider): FoundToken | null {
  const assignment = assignmentAt(bytes, offset)
  if (!assignment || !SECRET_WORD.test(assignment.name)) return null
  const length = provider.format.match(bytes, assignment.start)
  if (length === 0) return null
  const token = bytes.toString('latin1', assignment.start, assignment.start + length)
  return isMixed(token) ? judged(provider, token, assignment.start, 'plain') : null
}

/** A name of a variable or a sentence has no digits, or hardly any variety. */
function isMixed(token: string): boolean {
  if (!/\d/.test(token) || !/[A-Za-z]/.test(token)) return false
  return entropyOf(token) >= LEAST_ENTROPY
}

function encodedToken(
  bytes: Buffer,
  offset: number,
  form: EncodedKeyword,
  provider: Provider,
  maps: InlineMapText,
) {
  if (bytes.toString('latin1', offset, offset + form.text.length) !== form.text) return null
  const decoded = decodeFrom(bytes, offset, form, Math.min(provider.format.longest + 8, LONGEST_DECODED))
  const length = provider.format.match(decoded, form.shift)
  if (length === 0 || maps.covers(offset)) return null
  return judged(provider, decoded.toString('latin1', form.shift, form.shift + length), offset, 'base64')
}

function tokensOfChain(chain: JoinedLiterals): FoundToken[] {
  const bytes = Buffer.from(chain.text, 'latin1')
  const found: FoundToken[] = []
  for (const { keyword, offset } of searchChain(bytes)) {
    for (const provider of plainKeywords.get(keyword) ?? []) {
      const token = plainToken(bytes, offset, provider)
      const joint = token && chain.pieces.find(({ at }) => at > token.offset)
      if (!token || !joint || joint.at >= token.offset + token.token.length) continue
      const piece = chain.pieces.findLast(({ at }) => at <= token.offset)
      found.push({ ...token, offset: (piece?.offset ?? 0) + token.offset - (piece?.at ?? 0), form: 'joined' })
    }
  }
  return found
}

function judged(provider: Provider, token: string, offset: number, form: FoundToken['form']) {
  const checksum = provider.verify ? (provider.verify(token) ? 'fits' : 'misfit') : null
  if (checksum !== 'fits' && isPlaceholder(provider.format.body(token))) return null
  return { provider, offset, token, checksum, form } as const
}

function keep(found: FoundToken[], token: FoundToken | null): void {
  if (token) found.push(token)
}

/** One token may have several forms; the longest reading at a place is the right one. */
function distinct(found: FoundToken[]): FoundToken[] {
  const byOffset = new Map<number, FoundToken>()
  for (const token of found) {
    const known = byOffset.get(token.offset)
    if (!known || known.token.length < token.token.length) byOffset.set(token.offset, token)
  }
  return [...byOffset.values()].sort((a, b) => a.offset - b.offset)
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
