/** Patterns of files that people write have a few; these are what a matcher takes seconds for, and then years. */
const MOST_PATTERNS = 20_000
const LONGEST = 10_000
const MOST_STARS = 4
const MOST_GLOBSTARS = 6
const MOST_ALTERNATIVES = 10_000
/** `+(a*)`: what may be repeated in itself. */
const REPEATED_IN_ITSELF = /[*+]\([^()]*[*+?]/

/** What makes patterns of files too hard to match, as a clause with one to show; null where nothing does. */
export function findHardPattern(patterns: readonly string[]): string | null {
  if (patterns.length > MOST_PATTERNS) return `${patterns.length} patterns`
  const hard = patterns.find(isHard)
  return hard === undefined
    ? null
    : `a pattern that may take forever to match: ${JSON.stringify(hard.slice(0, 30))}`
}

function isHard(pattern: string): boolean {
  if (pattern.length > LONGEST) return true
  if (!/[*{(]/.test(pattern)) return false
  const parts = pattern.split('/')
  const globstars = parts.filter((part) => part === '**').length
  const stars = parts.map((part) => (part === '**' ? 0 : part.split('*').length - 1))
  return (
    globstars > MOST_GLOBSTARS ||
    Math.max(...stars) > MOST_STARS ||
    REPEATED_IN_ITSELF.test(pattern) ||
    countAlternatives(pattern) > MOST_ALTERNATIVES
  )
}

/** How many patterns the braces stand for, at most. */
function countAlternatives(pattern: string): number {
  return [...pattern.matchAll(/\{([^{}]*)\}?/g)].reduce((product, [, inner = '']) => {
    const [, from = '', to = ''] = /^(-?\d+)\.\.(-?\d+)/.exec(inner) ?? []
    return product * (from === '' ? inner.split(',').length : Math.abs(Number(to) - Number(from)) + 1)
  }, 1)
}
