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
    expect([...search.search(Buffer.from('uSHErs'))]).toEqual([
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
    expect([...new KeywordSearch(['key']).search(Buffer.from('\0\xff\0key\0', 'latin1'))]).toEqual([
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

  test('finds the same in texts of any length, whatever stands where one piece of them ends', () => {
    const unit = fc.constantFrom('a', 'b', 'B', '-', 'z')
    const length = fc.integer({ min: 1_000, max: 4_200 })
    const text = fc.tuple(fc.string({ unit, minLength: 40, maxLength: 90 }), length)
    const keywords = ['a', 'ab', 'ba-b', 'zab-z', 'b-a', `${'ab'.repeat(20)}z`]
    fc.assert(
      fc.property(text, ([piece, times]) => {
        const haystack = piece.repeat(times / 20)
        const hits = new KeywordSearch(keywords).search(Buffer.from(haystack))
        expect(hits.map(({ keyword, offset }) => `${offset} ${keyword}`).sort()).toEqual(
          naive(keywords, haystack),
        )
      }),
      { numRuns: 10 },
    )
  })

  test('a keyword of the longest kind is found at every place of a long text', () => {
    const keyword = 'k'.repeat(255).concat('y')
    const search = new KeywordSearch([keyword, 'ky'])
    for (let at = 65_000; at < 66_200; at += 13)
      expect([...search.search(Buffer.from(`${' '.repeat(at)}${keyword} `.padEnd(131_072)))]).toEqual([
        { keyword, offset: at },
        { keyword: 'ky', offset: at + 254 },
      ])
  })

  test('no keywords find nothing', () => {
    expect([...new KeywordSearch([]).search(Buffer.from('anything'))]).toEqual([])
  })

  test.each([[''], ['über'], ['x'.repeat(257)]])('refuses %j as a keyword', (keyword) => {
    expect(() => new KeywordSearch([keyword])).toThrow(/must be 1 to 256 ASCII characters/)
  })

  test('a keyword is heeded where what stands around it says so, in short texts and in long ones', () => {
    const heeds = new Map([['pat', (bytes: Uint8Array, _: number, end: number) => bytes[end] === 95]])
    const search = new KeywordSearch(['pat', 'path'], heeds)
    const text = 'path pat_1 compat'
    const wanted = [
      { keyword: 'path', offset: 0 },
      { keyword: 'pat', offset: 5 },
    ]
    expect([...search.search(Buffer.from(text))]).toEqual(wanted)
    expect([...search.search(Buffer.from(text.padEnd(5000)))]).toEqual(wanted)
  })
})
