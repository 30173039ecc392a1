import { describe, expect, test } from '@jest/globals'
import { bait, costOf, FEW_KEYWORDS, FILLS, KEYWORDS } from './bait.ts'

const SHORT = 8 * 1024
const LONG = 64 * 1024
/** Milliseconds of processor time for 64 KiB of the worst text; honest code takes two. */
const MOST = 2000
/** With `HOSTILE=all` every keyword meets every fill: minutes instead of seconds. */
const ALL = process.env.HOSTILE === 'all'
const PATHS = ['lib/a.js', 'lib/.env.x', 'conf/credentials', 'lib/a.json']

/** Fills for the keyword at an index: all of them, or a few that differ from those of its neighbours. */
function fillsFor(index: number): readonly string[] {
  return ALL ? FILLS : FILLS.filter((_, fill) => fill % 7 === index % 7)
}

/** What is wrong with the time that a text takes when it gets eight times as long; null if nothing is. */
function complaint(path: string, keyword: string, fill: string, isRow: boolean): string | null {
  const long = costOf(path, bait(keyword, fill, LONG, isRow))
  if (long < 60) return null
  const short = costOf(path, bait(keyword, fill, SHORT, isRow))
  if (long < MOST && long < 16 * short + 100) return null
  return `${path} ${JSON.stringify(keyword)} ${JSON.stringify(fill)}: ${short} ms, ${long} ms`
}

describe('text that baits patterns takes linear time', () => {
  test.each(PATHS)(
    'around the keywords of every rule, in %s',
    (path) => {
      const keywords = ALL
        ? KEYWORDS
        : FEW_KEYWORDS.filter((_, index) => path === PATHS[0] || index % 4 === 0)
      const complaints = keywords.flatMap((keyword, index) =>
        fillsFor(index).flatMap((fill) => [
          complaint(path, keyword, fill, true),
          complaint(path, keyword, fill, false),
        ]),
      )
      expect(complaints.filter((one) => one !== null)).toEqual([])
    },
    ALL ? 3_600_000 : 120_000,
  )

  test.each(FILLS)('around all keywords in one text, with %j between them', (fill) => {
    const text = KEYWORDS.map((keyword) => keyword + fill.repeat(Math.ceil(60 / fill.length))).join('')
    expect(costOf('lib/a.js', text)).toBeLessThan(MOST)
  })
})
