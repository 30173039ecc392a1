import { describe, expect, test } from '@jest/globals'
import type { EntryFacts } from '../../src/model/package-facts.ts'
import { summariseContents } from '../../src/report/contents.ts'

function entries(files: Readonly<Record<string, number>>): EntryFacts[] {
  return Object.entries(files).map(([path, size]) => ({
    path,
    rawPath: `package/${path}`,
    type: 'file',
    mode: 0o644,
    size,
    linkTarget: null,
  }))
}

describe('what takes how much room', () => {
  test('large folders are told by what is in them, small ones as a whole', () => {
    const { folders, files } = summariseContents(
      entries({
        'dist/a/one.js': 400,
        'dist/a/two.js': 100,
        'dist/b/deep/er/one.js': 300,
        'dist/index.js': 150,
        'docs/x/y.md': 20,
        'docs/z.md': 10,
        'package.json': 20,
      }),
    )
    expect(folders).toEqual([
      { path: 'dist/a', files: 2, bytes: 500 },
      { path: 'dist/b/deep/er', files: 1, bytes: 300 },
      { path: 'dist', files: 1, bytes: 150 },
      { path: 'docs', files: 2, bytes: 30 },
      { path: '', files: 1, bytes: 20 },
    ])
    expect(files[0]).toEqual({ path: 'dist/a/one.js', bytes: 400 })
  })

  test('every file counts once, however many folders there are', () => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`lib/${index % 300}/${index % 7}/${index}.js`, index]),
    )
    const { folders, files } = summariseContents(entries(many))
    expect(folders.length).toBeLessThanOrEqual(12)
    expect(folders.reduce((sum, folder) => sum + folder.files, 0)).toBe(3000)
    expect(folders.reduce((sum, folder) => sum + folder.bytes, 0)).toBe((2999 * 3000) / 2)
    expect(files).toHaveLength(20)
  })

  test.each([
    ['nothing', {}],
    ['empty files', { a: 0, 'b/c': 0 }],
    ['names that begin with a slash', { '/a/b': 5, '//c': 5, 'd//e': 9 }],
  ])('%s', (_title, files) => {
    const { folders } = summariseContents(entries(files))
    expect(folders.reduce((sum, folder) => sum + folder.files, 0)).toBe(Object.keys(files).length)
  })
})
