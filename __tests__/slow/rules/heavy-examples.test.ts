import { test } from '@jest/globals'
import { loadAllExamples } from '../../../src/rules/load-examples.ts'
import { expectFound } from '../../rules/try-example.ts'

const heavy = (await loadAllExamples()).flatMap(({ rule, examples }) =>
  examples.bad
    .filter((example) => example.heavy === true)
    .map((example) => [rule.meta.id, example.title, rule, example] as const),
)

test.each(heavy)('%s finds: %s', (_id, _title, rule, example) => expectFound(rule, example))
