import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/size/entry.ts'
import { reported, runRule } from '../../file/run-rule.ts'

describe('size/entry', () => {
  test('finds each file that is over the budget', async () => {
    const files = { tags: 'x'.repeat(5001), 'a.js': 'x'.repeat(5000) }
    expect(await runRule(rule, files, { options: { most: '5 kB' } })).toMatchObject([
      { message: 'budget', data: { size: '5.0 kB', budget: '5.0 kB' }, places: [{ path: 'tags' }] },
    ])
    expect(await reported(rule, files)).toEqual([])
  })

  // A tags file of 120 MB was once published; @next/swc has a binary of 100 MB.
  test('warns of a very large file by itself', async () => {
    expect(await reported(rule, { tags: Buffer.alloc(50_000_001) })).toEqual(['tags: large'])
  })

  test('refuses budgets that are none', () => {
    for (const most of [-5, 0, 1.5, 'x', null]) expect(rule.options.safeParse({ most }).success).toBe(false)
  })
})
