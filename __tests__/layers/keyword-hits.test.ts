import { describe, expect, test } from '@jest/globals'
import { HitList, HitsMet, listHitsOf } from '../../src/layers/keyword-hits.ts'

const KEYWORDS = ['aws', 'key', 'secret']

function met(...hits: readonly (readonly [keyword: number, offset: number])[]): HitList {
  const all = new HitsMet()
  for (const [keyword, offset] of hits) all.add(keyword, offset)
  return all.take(KEYWORDS)
}

const words = (hits: Iterable<{ keyword: string; offset: number }>): string[] =>
  [...hits].map(({ keyword, offset }) => `${offset} ${keyword}`)

describe('keyword hits', () => {
  test('come in order of their first byte, whenever they were met', () => {
    expect(words(met([0, 5], [1, 9], [2, 3]))).toEqual(['3 secret', '5 aws', '9 key'])
  })

  test('a part of them is a view that is asked as all are', () => {
    const all = met([0, 1], [1, 2], [0, 3], [2, 4], [1, 5])
    const keys = all.cutToPart({ wanted: Uint8Array.of(0, 1, 0), from: 1, to: 5, length: 2 })
    expect(words(keys)).toEqual(['2 key', '5 key'])
    expect(keys.length).toBe(2)
    expect(words(keys.slice(1, 9))).toEqual(['5 key'])
    expect(keys.find(({ offset }) => offset > 2)).toEqual({ keyword: 'key', offset: 5 })
    expect(keys.some(({ keyword }) => keyword === 'aws')).toBe(false)
    expect(keys.flatMap(({ offset }) => [offset, offset])).toEqual([2, 2, 5, 5])
  })

  test('of some keywords only', () => {
    expect(words(listHitsOf(met([0, 1], [1, 2], [2, 3]), new Set(['secret', 'aws'])))).toEqual([
      '1 aws',
      '3 secret',
    ])
    expect(listHitsOf(met([0, 1]), new Set(['key']))).toEqual([])
    expect(listHitsOf([{ keyword: 'key', offset: 1 }], new Set(['key']))).toHaveLength(1)
  })

  test('as an array become the same list', () => {
    const hits = [
      { keyword: 'key', offset: 1 },
      { keyword: 'aws', offset: 7 },
      { keyword: 'key', offset: 9 },
    ]
    expect([...HitList.from(hits)]).toEqual(hits)
  })

  test('what was taken is not written over by what is met next', () => {
    const all = new HitsMet()
    all.add(0, 1)
    const first = all.take(KEYWORDS)
    all.add(1, 2)
    expect([words(first), words(all.take(KEYWORDS)), [...all.take(KEYWORDS)]]).toEqual([
      ['1 aws'],
      ['2 key'],
      [],
    ])
  })
})
