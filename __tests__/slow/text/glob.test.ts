import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import picomatch from 'picomatch'
import { matchesGlob, parseGlob } from '../../../src/text/glob.ts'

describe('what a pattern matches', () => {
  test.each<[string, string[], string[]]>([
    ['dist/index.js', ['dist/index.js'], ['dist/index.jsx', 'a/dist/index.js', 'dist/index']],
    ['dist/*.map', ['dist/a.map', 'dist/.map'], ['dist/a/b.map', 'dist/a.mapx']],
    ['dist/**', ['dist/a', 'dist/a/b/c', 'dist/.env'], ['distant/a', 'src/dist/a']],
    ['dist/', ['dist/a', 'dist/a/b'], ['distant']],
    ['**/*.map', ['a.map', 'dist/a.map', 'dist/a/b.map'], ['a.js']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'ab']],
    ['**', ['a', 'a/b', '.env'], []],
    ['./a', ['a'], ['b']],
    ['a?c', ['abc', 'aéc', 'a😀c'], ['ac', 'a/c', 'abbc']],
    ['[a-c]x', ['ax', 'cx'], ['dx', 'x']],
    ['[!a-c]x', ['dx'], ['ax']],
    ['{a,b/{c,d}}.js', ['a.js', 'b/c.js', 'b/d.js'], ['b.js', 'c.js']],
    ['a\\*b', ['a*b'], ['axb']],
    ['app/(group)/page.js', ['app/(group)/page.js'], ['app/group/page.js']],
    ['$a.b+c^', ['$a.b+c^'], ['$axb+c^']],
  ])('%s', (pattern, yes, no) => {
    const glob = parseGlob(pattern)
    expect(yes.filter((path) => !matchesGlob(glob, path))).toEqual([])
    expect(no.filter((path) => matchesGlob(glob, path))).toEqual([])
  })
})

describe('what is not supported is named', () => {
  test.each([
    ['', /is empty/],
    ['!a', /cannot be negated/],
    ['/a', /leave out the leading/],
    ['@(a|b)', /extended patterns/],
    ['a+(b)', /extended patterns/],
    ['[a', /"\[" is not closed/],
    ['{a,b', /"{" is not closed/],
    ['a/../b', /cannot leave the package/],
    ['dist\\.env', /folders are separated by "\/"; write dist\/\.env/],
    ['packages\\core\\dist', /write packages\/core\/dist/],
    ['dist\\**', /write dist\/\*\*/],
    ['a\\', /ends in "\\"/],
    ['{a,b}'.repeat(7), /more than 64 combinations/],
    ['a'.repeat(600), /longer than 512/],
  ])('%s', (pattern, message) => {
    expect(() => parseGlob(pattern)).toThrow(message)
  })
})

test('agrees with picomatch on plain patterns', () => {
  const segment = fc.stringMatching(/^[ab.*?]{1,4}$/).filter((text) => !/\*\*|^\.+$|\.\./.test(text))
  const pattern = fc.array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 4 })
  const path = fc.array(
    fc.stringMatching(/^[ab.]{1,3}$/).filter((text) => !/^\.+$/.test(text)),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(pattern, path, (patternParts, pathParts) => {
      const [text, place] = [patternParts.join('/'), pathParts.join('/')]
      // picomatch lets a trailing /** match the folder itself, which is no entry of a tarball with files in it.
      fc.pre(!(text.endsWith('/**') && matchesFolderOnly(text, place)))
      expect([text, place, matchesGlob(parseGlob(text), place)]).toEqual([
        text,
        place,
        picomatch.isMatch(place, text, { dot: true, strictSlashes: true }),
      ])
    }),
    { numRuns: 2000, seed: 6 },
  )
})

function matchesFolderOnly(pattern: string, path: string): boolean {
  return matchesGlob(parseGlob(pattern.slice(0, -3)), path)
}
