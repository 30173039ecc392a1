import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/unexpected.ts'
import { reported, runRule } from '../run-rule.ts'

const LIST = ['package.json', 'README*', 'dist/**/*.{js,d.ts}']

describe('file/unexpected', () => {
  test('finds what the list does not name and says which line would', async () => {
    const found = await runRule(
      rule,
      { 'package.json': '{}', 'README.md': '1', 'dist/a.js': '1', 'dist/a.js.map': '{}', '.env': 'A=1' },
      { options: { contents: LIST } },
    )
    expect(found.map(({ data, places }) => [places[0]?.path, data.suggestion])).toEqual([
      ['dist/a.js.map', 'dist/**/*.js.map'],
      ['.env', '.env'],
    ])
  })

  test('reports a line that matches nothing, with its number', async () => {
    const contents = [
      { pattern: 'dist/**', line: 2 },
      { pattern: 'types/**', line: 7 },
    ]
    const found = await runRule(rule, { 'dist/a.js': '1' }, { options: { contents } })
    expect(found).toMatchObject([
      { message: 'idle', data: { pattern: 'types/**' }, places: [{ path: 'seaworthy.contents', line: 7 }] },
    ])
  })

  test('does not ask for the files that a list names in advance', async () => {
    expect(await reported(rule, { 'dist/a.js': '1' }, { options: { contents: LIST } })).toEqual([])
  })

  test('says nothing without a list, and refuses a broken one', async () => {
    expect(await reported(rule, { 'a.js': '1' })).toEqual([])
    for (const contents of [[], ['!a'], ['/a'], ['a/../b'], ['']])
      expect(rule.options.safeParse({ contents }).success).toBe(false)
  })
})
