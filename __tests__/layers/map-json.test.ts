import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { EncodedTexts } from '../../src/layers/maps/encoded-texts.ts'
import { parseMapJson } from '../../src/layers/maps/map-json.ts'

const long = fc.string({ unit: 'grapheme', minLength: 200, maxLength: 900 })
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    long,
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), long, fc.constant('__proto__')), tie('any'), { maxKeys: 4 }),
  ),
})).any

describe('JSON whose long strings are parsed by themselves', () => {
  test('is what JSON.parse makes of it, whatever was met before', () => {
    const known = new EncodedTexts()
    fc.assert(
      fc.property(value, (any) => {
        const json = JSON.stringify(any)
        for (let turn = 0; turn < 2; turn += 1)
          expect(JSON.stringify(parseMapJson(Buffer.from(json), known).value)).toBe(
            JSON.stringify(JSON.parse(json)),
          )
      }),
    )
  })

  test.each([
    ['an escape that there is none', `{"sourcesContent":["${'x'.repeat(400)}\\q"]}`],
    ['a line end in a string', `{"sourcesContent":["${'x'.repeat(400)}\n"]}`],
    ['no end', `{"sourcesContent":["${'x'.repeat(400)}`],
  ])('is none where a long string has %s', (_, json) => {
    expect(() => parseMapJson(Buffer.from(json))).toThrow(SyntaxError)
  })
})
