import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/size/package.ts'
import { runRule } from '../../file/run-rule.ts'

const FILES = { 'dist/a.js': 'x'.repeat(3000), 'docs/b.md': 'x'.repeat(1000), 'c.js': 'x' }

describe('size/package', () => {
  test('holds the package against budgets in bytes and in words', async () => {
    expect(await runRule(rule, FILES, { options: { unpacked: '4 kB', packed: 999 } })).toMatchObject([
      { message: 'budget', data: { what: 'packed', size: '1.0 kB', budget: '999 bytes' } },
      {
        message: 'budget',
        data: { what: 'unpacked', size: '4.0 kB', folders: 'dist (3.0 kB), docs (1.0 kB), c.js (1 bytes)' },
      },
    ])
    expect(await runRule(rule, FILES, { options: { unpacked: '5 kB', packed: '1 KiB' } })).toEqual([])
  })

  test('only warns where nobody set a budget, in one finding', async () => {
    expect(await runRule(rule, FILES, { packed: 40_000_000 })).toMatchObject([
      { message: 'large', data: { sizes: '40.0 MB packed' }, places: [] },
    ])
    expect(rule.messages.budget?.severity).toEqual({ 'open-source': 'error', proprietary: 'error' })
    expect(await runRule(rule, FILES)).toEqual([])
  })

  test.each([
    [{ packed: -1 }],
    [{ packed: 0 }],
    [{ unpacked: 'much' }],
    [{ unpacked: '5 elephants' }],
    [{ size: 1 }],
  ])('refuses %j', (options) => {
    expect(rule.options.strict().safeParse(options).success).toBe(false)
  })
})
