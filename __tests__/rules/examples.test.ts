import { describe, expect, test } from '@jest/globals'
import { loadAllExamples } from '../../src/rules/load-examples.ts'
import { expectFound, expectSilent } from './try-example.ts'

const rules = await loadAllExamples()

describe.each(rules.map(({ rule, examples }) => [rule.meta.id, rule, examples] as const))(
  '%s',
  (_id, rule, { good, bad }) => {
    const light = bad.filter(({ heavy }) => heavy !== true)

    test('has a good example', () => {
      expect(good.length).toBeGreaterThan(0)
    })

    test('shows every message in a bad example', () => {
      const missing = Object.keys(rule.messages).filter(
        (message) => !bad.some((example) => example.message === message),
      )
      expect(missing).toEqual([])
    })

    test.each(light.map((example) => [example.title, example] as const))('finds: %s', (_title, example) =>
      expectFound(rule, example),
    )

    test.each(good.map((example) => [example.title, example] as const))(
      'is silent under every rule: %s',
      (_title, example) => expectSilent(rule, example),
    )
  },
)
