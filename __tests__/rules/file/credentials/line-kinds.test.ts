import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LINE_KINDS } from '../../../../src/rules/file/content/credential-line-kinds.ts'

/** Texts of the form of a pattern, for one that says where its lines begin and end. */
function textsOf({ source }: RegExp): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(source.replaceAll('\\b', '')))
}

describe.each(LINE_KINDS)('$kind', ({ hints, beside, line }) => {
  it('has one of its hints in whatever its patterns match', () => {
    const texts = fc.tuple(beside === undefined ? fc.constant('') : textsOf(beside), textsOf(line))
    fc.assert(
      fc.property(texts, ([before, own]) => {
        expect(hints.filter((hint) => `${before}\n${own}`.includes(hint))).not.toEqual([])
      }),
      { seed: 5 },
    )
  })
})
