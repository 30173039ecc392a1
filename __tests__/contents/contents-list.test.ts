import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  formatContentsList,
  loadContentsList,
  readContentsList,
  suggestContents,
} from '../../src/contents/contents-list.ts'
import { ConfigFileError } from '../../src/repository/config-files.ts'
import { matchesGlob, parseGlob } from '../../src/text/glob.ts'

describe('a contents list', () => {
  test('is read line by line, without comments', () => {
    expect(readContentsList('# what ships\r\n\r\n  dist/**/*.js  \n\\#odd\n')).toEqual({
      patterns: [
        { pattern: 'dist/**/*.js', line: 3 },
        { pattern: '#odd', line: 4 },
      ],
      errors: [],
    })
  })

  test('names line and column of every pattern that cannot be used', () => {
    const { errors } = readContentsList('dist\n  !dist/**/*.map\n/lib\n@(a|b)\n')
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [2, 3],
      [3, 1],
      [4, 1],
    ])
    expect(errors[0]?.message).toContain('cannot be negated')
  })

  test('must not be empty', () => {
    expect(readContentsList('# nothing\n').errors).toMatchObject([{ line: 1, column: 1 }])
  })

  test('is loaded from beside package.json, and says why it cannot be', async () => {
    const bytes = new TextEncoder().encode('dist/**\n!x\n')
    const files = { read: async (file: string) => (file === 'packages/a/seaworthy.contents' ? bytes : null) }
    expect(await loadContentsList(files, 'packages/b')).toBeNull()
    expect(await loadContentsList(files, 'packages/a')).toMatchObject({
      patterns: [{ pattern: 'dist/**', line: 1 }],
      errors: [{ file: 'packages/a/seaworthy.contents', line: 2, column: 1 }],
    })
    const broken = { read: () => Promise.reject(new ConfigFileError('The file is too large.')) }
    expect(await loadContentsList(broken, '')).toMatchObject({
      errors: [{ message: 'The file is too large.' }],
    })
  })

  test('is suggested as a person would write it', () => {
    const dist = ['a', 'b', 'esm/c'].flatMap((name) => [
      `dist/${name}.js`,
      `dist/${name}.d.ts`,
      `dist/${name}.js.map`,
    ])
    expect(
      suggestContents(['package.json', 'README.md', 'LICENSE', 'action.yml', 'bin/run', ...dist]),
    ).toEqual([
      'package.json',
      'README*',
      'LICENSE*',
      'CHANGELOG*',
      'action.yml',
      'bin/run',
      'dist/**/*.{d.ts,js,js.map}',
    ])
  })

  test('names a folder of many kinds as a whole, and stays short for thousands of files', () => {
    const many = Array.from({ length: 5000 }, (_, at) => `icons/${at}.k${at % 30}`)
    expect(suggestContents(many)).toHaveLength(5)
  })

  test('lets in every path that it was made from, and can be read again', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_.[\]{}*?#-]{1,12}$/).filter((one) => !/^\.{1,2}$/.test(one))
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 30 }), (paths) => {
        const { patterns, errors } = readContentsList(formatContentsList(suggestContents(paths)))
        expect(errors).toEqual([])
        const globs = patterns.map(({ pattern }) => parseGlob(pattern))
        for (const one of paths)
          expect([one, globs.some((glob) => matchesGlob(glob, one))]).toEqual([one, true])
      }),
      { numRuns: 300, seed: 6 },
    )
  })
})
