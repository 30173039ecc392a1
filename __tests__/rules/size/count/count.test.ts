import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/size/count.ts'
import { runRule } from '../../file/run-rule.ts'

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`f/${at}.js`, '']))

describe('size/count', () => {
  test('holds the number of files against the budget', async () => {
    expect(await runRule(rule, { ...many(3), 'a.js': '' }, { options: { most: 3 } })).toMatchObject([
      { message: 'budget', data: { count: 4, budget: 3, folders: 'f (3), the root (1)' } },
    ])
    expect(await runRule(rule, many(3), { options: { most: 3 } })).toEqual([])
  })

  test('warns of very many by itself', async () => {
    expect(await runRule(rule, many(10_001))).toMatchObject([{ message: 'many' }])
  })

  test('refuses budgets that are none', () => {
    for (const most of [0, -1, 2.5, '3']) expect(rule.options.safeParse({ most }).success).toBe(false)
  })
})
