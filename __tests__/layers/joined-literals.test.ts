import { expect, jest, test } from '@jest/globals'
import { findValuesInLiterals } from '../../src/layers/encodings/joined-literals.ts'

test('an operator is looked for in what was found, not to the end of the file', () => {
  const line = 'say "ab"\n'
  const bytes = Buffer.from(line.repeat(200))
  const hits = Array.from({ length: 200 }, (_, at) => ({
    keyword: '"\n',
    offset: at * line.length + line.length - 2,
  }))
  const search = jest.spyOn(bytes, 'indexOf')
  expect([...findValuesInLiterals(bytes, hits)]).toEqual([])
  expect(search).not.toHaveBeenCalled()
})

test('literals are put together at each place of an operator, and under each other', () => {
  const joined = (text: string, keyword: string) =>
    [...findValuesInLiterals(Buffer.from(text), [{ keyword, offset: text.indexOf(keyword) }])].map(
      ({ content }) => content.toString(),
    )
  expect(joined('a = "abcdef"+"ghijkl";', '"+')).toEqual(['abcdefghijkl'])
  expect(joined('a = "abcdef" + "ghijkl";', '" +')).toEqual(['abcdefghijkl'])
  expect(joined('a = "abcdef" + "ghijkl";', '+ "')).toEqual(['abcdefghijkl'])
  expect(joined('a = ("abcdef"\n     "ghijkl")', '"\n')).toEqual(['abcdefghijkl'])
})
