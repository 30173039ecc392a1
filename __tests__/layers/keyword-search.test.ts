import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { KeywordSearch } from '../../src/layers/keyword-search.ts'

/** The slow and obvious way. */
function naive(keywords: readonly string[], text: string) {
  const lower = text.toLowerCase()
  const hits = []
  for (const keyword of new Set(keywords.map((word) => word.toLowerCase())))
    for (let at = lower.indexOf(keyword); at !== -1; at = lower.indexOf(keyword, at + 1))
      hits.push(`${at} ${keyword}`)
  return hits.sort()
}

describe('keyword search', () => {
  test('finds keywords in any case, overlapping and inside each other, with their offsets', () => {
    const search = new KeywordSearch(['she', 'HE', 'hers'])
    expect(search.search(Buffer.from('uSHErs'))).toEqual([
      { keyword: 'she', offset: 1 },
      { keyword: 'he', offset: 2 },
      { keyword: 'hers', offset: 2 },
    ])
  })

  test('a long keyword comes before the short one inside it, though it ends later', () => {
    const hits = new KeywordSearch(['abcdef', 'cd']).search(Buffer.from('xabcdef'))
    expect(hits.map(({ keyword }) => keyword)).toEqual(['abcdef', 'cd'])
  })

  test('bytes that no keyword holds, NUL among them, do not stop it', () => {
    expect(new KeywordSearch(['key']).search(Buffer.from('\0\xff\0key\0', 'latin1'))).toEqual([
      { keyword: 'key', offset: 3 },
    ])
  })

  test('finds exactly what searching for each keyword by itself finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-'), minLength: 1, maxLength: 5 })
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '-', 'z'), maxLength: 60 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), text, (keywords, haystack) => {
        const hits = new KeywordSearch(keywords).search(Buffer.from(haystack))
        const found = hits.map(({ keyword, offset }) => `${offset} ${keyword}`)
        expect(found.toSorted()).toEqual(naive(keywords, haystack))
        expect(hits.map(({ offset }) => offset)).toEqual(
          hits.map(({ offset }) => offset).toSorted((a, b) => a - b),
        )
      }),
      { seed: 6 },
    )
  })

  test('no keywords find nothing', () => {
    expect(new KeywordSearch([]).search(Buffer.from('anything'))).toEqual([])
  })

  test.each([[''], ['über'], ['x'.repeat(257)]])('refuses %j as a keyword', (keyword) => {
    expect(() => new KeywordSearch([keyword])).toThrow(/must be 1 to 256 ASCII characters/)
  })
})
