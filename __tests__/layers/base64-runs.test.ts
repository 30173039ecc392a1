import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CAPITAL, DIGIT, findBase64Runs, LETTER } from '../../src/layers/base64-runs.ts'

/** The slow and obvious way. */
function naive(text: string): number[] {
  return [...text.matchAll(/[A-Za-z0-9+/_-]{20,}/g)].flatMap(({ 0: run, index }) => {
    const isLiteral = /^(["'`])[\s\S]*(?:\1|=)$/.test(
      text.slice(Math.max(0, index - 1), index + run.length + 1),
    )
    if (run.length < 26 && !(/\d/.test(run) && /[A-Za-z]/.test(run)) && !(index > 0 && isLiteral)) return []
    const kinds = [/[a-z]/, /[A-Z]/, /\d/].map((kind, at) => (kind.test(run) ? 2 ** (at + 1) : 0))
    return [index, index + run.length, kinds.reduce((sum, kind) => sum | kind, 1)]
  })
}

describe('runs of characters of base64', () => {
  test('are told with their ends and with what they have', () => {
    const run = `${'aB'.repeat(12)}9`
    expect([...findBase64Runs(Buffer.from(`x = "${run}"; short`))]).toEqual([
      5,
      30,
      1 | LETTER | CAPITAL | DIGIT,
    ])
  })

  test('are those that a pattern finds', () => {
    const run = fc.string({ unit: fc.constantFrom('a', 'Z', '9', '-'), maxLength: 45 })
    const between = fc.constantFrom(' ', '.', '\n', '="', '"', "'", '=')
    fc.assert(
      fc.property(fc.array(fc.tuple(run, between), { maxLength: 40 }), (parts) => {
        const text = parts.flat().join('')
        expect([...findBase64Runs(Buffer.from(text))]).toEqual(naive(text))
      }),
    )
  })

  test('are no names of code that are shorter than any token', () => {
    expect([...findBase64Runs(Buffer.from('getOwnPropertyDescriptor = objectPrototypeOfIt'))]).toEqual([])
    expect([...findBase64Runs(Buffer.from('x = "getOwnPropertyDescriptor"'))]).toHaveLength(3)
  })

  // A piece is 64 KB.
  test.each([19, 20, 41, 70_000, 140_000])(
    'of %i bytes are found wherever a piece ends in them',
    (length) => {
      for (const before of [65_530, 65_536 - length, 131_060])
        for (const end of ['', ' ', ` ${'b'.repeat(30)} `]) {
          const text = `${' '.repeat(Math.max(0, before))}${'a'.repeat(length)}${end}`
          expect([...findBase64Runs(Buffer.from(text))]).toEqual(naive(text))
        }
    },
  )
})
