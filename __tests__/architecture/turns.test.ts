import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { takePairs, takeTurn } from '../support/turns.ts'

/** The last digits of commits. */
const DIGITS = [...'0123456789abcdef'].map((digit) => `2d962f6${digit}`)
const count = (length: number): number[] => Array.from({ length }, (_, index) => index)

describe('of the matrices of real tools', () => {
  test('every row is taken where all are asked for', () => {
    expect(takeTurn(count(30), 'all')).toEqual(count(30))
    expect(takePairs(count(3), ['a', 'b'], 'all')).toHaveLength(6)
  })

  test('a commit takes every other row, of many every third', () => {
    expect(takeTurn(count(7), 'abc0')).toEqual([0, 2, 4, 6])
    expect(takeTurn(count(7), 'abcf')).toEqual([1, 3, 5])
    expect(takeTurn(count(21), 'abc1')).toEqual([1, 4, 7, 10, 13, 16, 19])
  })

  test.each([2, 7, 20, 21, 49])('each of %d rows has its turn with some commit', (rows) => {
    const taken = new Set(DIGITS.flatMap((turn) => takeTurn(count(rows), turn)))
    expect(taken.size).toBe(rows)
  })

  test('of pairs, each commit takes some of every row and of every column, and some commit each of them', () => {
    const all = new Set<string>()
    for (const turn of DIGITS) {
      const pairs = takePairs(count(8), ['honest', 'leaky', 'half'], turn)
      expect(pairs).toHaveLength(8)
      expect(new Set(pairs.map(([row]) => row)).size).toBe(8)
      expect(new Set(pairs.map(([, column]) => column)).size).toBe(3)
      for (const pair of pairs) all.add(pair.join())
    }
    expect(all.size).toBe(24)
  })
})

test('npm run test:all takes what starts programs and what takes long', async () => {
  const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../jest.all.config.js')
  const { default: config } = (await import(pathToFileURL(file).href)) as { default: { testMatch: string[] } }
  // Where one file is asked for, all may be.
  const wide = ['**/__tests__/{process,slow}/**/*.test.ts', '**/__tests__/**/*.test.ts']
  expect(config.testMatch.filter((pattern) => wide.includes(pattern))).toHaveLength(1)
})
