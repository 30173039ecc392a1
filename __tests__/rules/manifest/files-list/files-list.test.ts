import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/files-list.ts'
import { reported, runRule } from '../../file/run-rule.ts'

describe('manifest/files-list', () => {
  test('says it in one line, however much ships', async () => {
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}.js`, '1']))
    expect(await runRule(rule, { 'package.json': '{"name":"a"}', ...files })).toMatchObject([
      { message: 'missing', count: 1 },
    ])
    expect(await reported(rule, { 'package.json': '{"files":"dist"}' })).toEqual(['package.json: missing'])
  })

  test.each(['.', './', '*', '**', '**/*', './**', '/'])('takes %j for no list', async (pattern) => {
    const text = JSON.stringify({ files: ['dist', pattern] }, null, 2)
    expect(await runRule(rule, { 'package.json': text })).toMatchObject([
      { message: 'everything', data: { pattern }, places: [{ line: 4 }] },
    ])
  })

  test('passes a list', async () => {
    for (const files of [['dist'], ['*.js'], ['dist/**'], [], ['**/*.js']])
      expect(await reported(rule, { 'package.json': JSON.stringify({ files }) })).toEqual([])
  })
})
