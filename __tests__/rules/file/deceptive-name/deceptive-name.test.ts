import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/deceptive-name.ts'
import { reported, runRule } from '../run-rule.ts'

describe('file/deceptive-name', () => {
  test.each([
    ['a\nb.js', 'U+000A'],
    ['a\x1b[31m.js', 'U+001B'],
    ['a\u0085.js', 'U+0085'],
    ['lib/\u202Esj.exe', 'U+202E'],
    ['a\u2066b.js', 'U+2066'],
    ['a\u200B.js', 'U+200B'],
    ['a\uFEFF.js', 'U+FEFF'],
    ['a\u00AD.js', 'U+00AD'],
    ['a\u3164.js', 'U+3164'],
    ['a\u{E0041}.js', 'U+E0041'],
    ['a\uFFFD.js', 'U+FFFD'],
    ['a\u00A0b.js', 'U+00A0'],
    ['lib /a.js', 'U+0020'],
    ['a\u200Db.js', 'U+200D'],
  ])('finds %j', async (path, character) => {
    expect(await runRule(rule, { [path]: '1' })).toMatchObject([
      { message: 'character', data: { character } },
    ])
  })

  test('finds names that become one where case or form does not count, the shallowest once', async () => {
    const pairs: [string, string][] = [
      ['lib/Client.js', 'lib/client.js'],
      ['caf\u00e9.js', 'cafe\u0301.js'],
      ['p\u0430y.js', 'pay.js'],
      ['ﬁle.js', 'file.js'],
    ]
    for (const [first, second] of pairs)
      expect(await runRule(rule, { [first]: '1', [second]: '2' })).toMatchObject([
        { message: 'twin', data: { first, second } },
      ])
    expect(await runRule(rule, { 'Lib/a.js': '1', 'lib/b.js': '1', 'lib/c.js': '1' })).toMatchObject([
      { data: { first: 'Lib', second: 'lib' } },
    ])
  })

  test('passes names of all languages and emoji', async () => {
    expect(
      await reported(rule, {
        'lang/日本語.js': '1',
        'lang/русский.js': '1',
        'lang/ελληνικά.js': '1',
        'lang/עברית.js': '1',
        'img/👩‍💻.svg': '1',
        'img/❤️.svg': '1',
        'a b.js': '1',
      }),
    ).toEqual([])
  })
})
