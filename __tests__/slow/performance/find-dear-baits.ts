// A program of its own, since processor time says what the work costs only where nothing else lies in memory: in a process
// that holds hundreds of tests, collecting garbage costs more than the text. Prints what is wrong, as JSON.
import { bait, costOf, FEW_KEYWORDS, FILLS, KEYWORDS, PATHS } from './bait.ts'

/** Characters around each keyword in the long text; a quarter of them in the short one. */
const LONG = 16 * 1024
/** Characters of a text: beyond 512 kB files of settings are looked at in another way, which is a step and no growth. */
const MOST_TEXT = 450_000
/** Each fill meets one of so many shares of the keywords, those of one text together, and each time another. */
const SHARES = Math.ceil((FEW_KEYWORDS.length * LONG) / MOST_TEXT)
/** Milliseconds below which a cost says nothing of how it grows. */
const LEAST = 200
/**
 * Linear is four, quadratic sixteen. From the first on the keyword to blame is looked for, which grows by the third; beyond
 * the second all of them are to blame. */
const SUSPECT_GROWTH = 6
const SURE_GROWTH = 12
const ALONE_GROWTH = 8
/** Characters around a keyword that is tried alone. */
const LONGEST = 2 * LONG
/** Milliseconds for a text with every keyword of the tables, of about 300 kB. */
const MOST = 2000
/** With `HOSTILE=all` every keyword meets every fill in every file: minutes instead of seconds. */
const ALL = process.env.HOSTILE === 'all'

/** Keywords that share a text with a fill. */
function groupsFor(fill: number): string[][] {
  const groups = Array.from({ length: SHARES }, (_, share) =>
    FEW_KEYWORDS.filter((_keyword, index) => index % SHARES === share),
  )
  return ALL ? groups : groups.slice(fill % SHARES, (fill % SHARES) + 1)
}

/** All fills in code; in other files a part of them, each time another one. */
function isTried(path: string, fill: number): boolean {
  const at = PATHS.indexOf(path)
  return ALL || at === 0 || fill % 3 === at - 1
}

function costOfAll(path: string, keywords: readonly string[], fill: string, size: number): number {
  const pieces = keywords.map((keyword, index) => bait(keyword, fill, size, index % 2 === 0))
  return costOf(path, pieces.join('\n'))
}

/**
 * The least of at most so many turns, the last one that is below `enough`: a collection of garbage in between, or a busy
 * machine, costs more than the text.
 */
function leastOf(turns: number, cost: () => number, enough = 0): number {
  let least = cost()
  for (let turn = 1; turn < turns && least >= enough; turn += 1) least = Math.min(least, cost())
  return least
}

/** What is wrong with how the cost grows when every bait gets four times as long; null if nothing is. */
function complaint(path: string, keywords: readonly string[], fill: string): string | null {
  const growth = growthOf(path, keywords, fill, LONG)
  if (growth < SUSPECT_GROWTH) return null
  const culprit = findCulprit(path, keywords, fill, LONG)
  if (culprit !== null) return `${path} ${JSON.stringify(fill)}: ${JSON.stringify(culprit)}`
  return growth < SURE_GROWTH ? null : `${path} ${JSON.stringify(fill)}: ${JSON.stringify(keywords)}`
}

/** How many times as much the baits cost that are four times as long: the least of five turns of each. */
function growthOf(path: string, keywords: readonly string[], fill: string, size: number): number {
  let [long, short] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let turn = 0; turn < 5; turn += 1) {
    long = Math.min(long, costOfAll(path, keywords, fill, size))
    if (long < LEAST) return 1
    short = Math.min(short, costOfAll(path, keywords, fill, size / 4))
    if (long < SUSPECT_GROWTH * short) break
  }
  return long / short
}

/**
 * The keyword to blame in a text of many. Each half is tried with baits twice as long: what is linear costs the same
 * there, and what is quadratic four times as much. Noise does not come back in a half, so that it ends the search early.
 */
function findCulprit(path: string, keywords: readonly string[], fill: string, size: number): string | null {
  const [only = ''] = keywords
  if (keywords.length <= 1) return isSteepAlone(path, only, fill) ? only : null
  const middle = Math.ceil(keywords.length / 2)
  const longer = Math.min(2 * size, LONGEST)
  for (const half of [keywords.slice(0, middle), keywords.slice(middle)]) {
    const isSuspect = half.length === 1 || growthOf(path, half, fill, longer) >= SUSPECT_GROWTH
    const culprit = isSuspect ? findCulprit(path, half, fill, longer) : null
    if (culprit !== null) return culprit
  }
  return null
}

/**
 * True if the cost of one keyword's bait grows faster than its length: noise that makes a text of many keywords suspect
 * does not meet the same keyword again in each of these turns.
 */
function isSteepAlone(path: string, keyword: string, fill: string): boolean {
  const long = leastOf(3, () => costOfAll(path, [keyword], fill, LONGEST))
  if (long < LEAST / 3) return false
  return long > ALONE_GROWTH * leastOf(5, () => costOfAll(path, [keyword], fill, LONGEST / 4))
}

/** The fills between all keywords that cost too much, with their milliseconds. */
function findDearFills(): string[] {
  return FILLS.flatMap((fill) => {
    const text = KEYWORDS.map((keyword) => keyword + fill.repeat(Math.ceil(60 / fill.length))).join('')
    const cost = leastOf(5, () => costOf('lib/a.js', text), MOST)
    return cost < MOST ? [] : [`${JSON.stringify(fill)}: ${cost} ms`]
  })
}

const [path] = process.argv.slice(2)
const complaints =
  path === undefined
    ? findDearFills()
    : FILLS.flatMap((fill, index) =>
        isTried(path, index) ? groupsFor(index).map((keywords) => complaint(path, keywords, fill)) : [],
      )
console.log(JSON.stringify(complaints.filter((one) => one !== null)))
