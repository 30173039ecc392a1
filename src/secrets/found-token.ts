import { PROVIDERS } from './providers/index.ts'
import type { Provider } from './providers/provider.ts'
import { SHORTEST_KEYWORD } from './token-keywords.ts'

/**
 * `sure`: its check fits, or nothing else has its form. `likely`: its form, its vendor's name and a word for a secret.
 * `possible`: some of that. `made-up`: the form, but the check that the vendor documents does not fit. `in-order`: the
 * form, but a row of the alphabet or the keyboard.
 */
export type Confidence = 'sure' | 'likely' | 'possible' | 'made-up' | 'in-order'

/** A token of a known provider. */
export interface FoundToken {
  readonly provider: Provider
  /** Byte offset of its first character. */
  readonly offset: number
  readonly token: string
  readonly confidence: Confidence
}

const CONFIDENCES: readonly Confidence[] = ['in-order', 'made-up', 'possible', 'likely', 'sure']

/** One value may fit several forms: the one whose vendor is named is the right one, then the surest, the longest, the first. */
export function removeOverlaps(found: FoundToken[]): FoundToken[] {
  const kept: FoundToken[] = []
  for (const token of found.sort((a, b) => a.offset - b.offset || rankToken(b) - rankToken(a))) {
    const last = kept.at(-1)
    if (!last || token.offset >= last.offset + last.token.length) kept.push(token)
    else if (rankToken(token) > rankToken(last)) kept[kept.length - 1] = token
    else if (token.token === last.token && isSurer(token, last))
      kept[kept.length - 1] = { ...last, confidence: token.confidence }
  }
  return kept
}

const order = new Map(PROVIDERS.map((provider, index) => [provider, index]))

function rankToken({ confidence, token, provider }: FoundToken): number {
  const certainty = CONFIDENCES.indexOf(confidence)
  const literals = provider.format.keywords.filter((keyword) => token.includes(keyword))
  const literal = Math.min(63, Math.max(0, ...literals.map(({ length }) => length)))
  const isNamed = provider.near !== null && literal >= SHORTEST_KEYWORD && certainty >= 3
  const own = isNamed ? 2 : provider.near === null || provider.weak ? 1 : 0
  const parts = [certainty >= 3 ? 1 : 0, own, certainty, Math.min(token.length, 4095), literal]
  return (
    parts.reduce((sum, part, index) => sum * (RADIX[index] as number) + part, 0) -
    (order.get(provider) ?? 0) / 4096
  )
}

const RADIX = [1, 4, 8, 4096, 64]

function isSurer(one: FoundToken, other: FoundToken): boolean {
  return CONFIDENCES.indexOf(one.confidence) > CONFIDENCES.indexOf(other.confidence)
}
