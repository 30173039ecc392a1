import { distance } from 'fastest-levenshtein'

/** The candidate that is spelt most like a word, or null if none is close. */
export function findNearest(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => [candidate, distance(word.toLowerCase(), candidate)] as const)
    .sort((a, b) => a[1] - b[1])
  const best = ranked[0]
  return best !== undefined && best[1] <= Math.max(2, Math.floor(word.length / 3)) ? best[0] : null
}
