/** Dollars for a thousand words, by tier. The gold tier is sold below cost until the end of the year. */
const TIERS = { basic: 0.12, gold: 0.04, staff: 0 } as const

export function priceOf(words: number, tier: keyof typeof TIERS = 'basic'): number {
  return (words / 1000) * TIERS[tier]
}
