import { expect, test } from '@jest/globals'
import type { AnyRule, Example } from '../../../src/rules/define.ts'
import { examine, type Files } from '../../exposure/examine.ts'

function filesOf({ files }: Example): Files {
  return typeof files === 'function' ? files() : files
}

/** The rule's own examples, by themselves. */
export function testExamples(rule: AnyRule): void {
  const run = (example: Example) =>
    examine(filesOf(example), { rule, ...(example.options ? { options: example.options } : {}) }).said
  for (const example of rule.examples.bad) {
    test(`bad: ${example.title}`, () => {
      expect(run(example).length).toBeGreaterThan(0)
    })
  }
  for (const example of rule.examples.good) {
    test(`good: ${example.title}`, () => {
      expect(run(example)).toEqual([])
    })
  }
}
