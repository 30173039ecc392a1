import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { wrapText } from '../../src/text/wrap-text.ts'

const plain = fc.string({ unit: fc.constantFrom(...'abcdefgh     ·✖'), maxLength: 300 })

describe('text on a page', () => {
  test('is broken at spaces, and nothing of it is lost', () => {
    expect(wrapText('one two three four', 9)).toEqual(['one two', 'three', 'four'])
    fc.assert(
      fc.property(plain, fc.integer({ min: 5, max: 60 }), (text, width) => {
        const lines = wrapText(text, width)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
      { seed: 6 },
    )
  })

  test('goes through a word that is longer than a line', () => {
    expect(wrapText(`a ${'x'.repeat(12)} b`, 5)).toEqual(['a', 'xxxxx', 'xxxxx', 'xx b'])
  })

  test('takes no room for colours, and twice as much for wide characters', () => {
    const red = (text: string): string => `\u001b[31m${text}\u001b[39m`
    expect(wrapText(`${red('four')} ${red('five')}`, 9)).toEqual([`${red('four')} ${red('five')}`])
    expect(wrapText('漢字漢字 ab', 8)).toEqual(['漢字漢字', 'ab'])
    expect(wrapText('e\u0301e\u0301e\u0301 ab', 6)).toEqual(['e\u0301e\u0301e\u0301 ab'])
  })
})
