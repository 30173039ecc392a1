import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { byteBudget, parseBudget, writeSize } from './content/byte-budget.ts'

/** Native binaries of tools reach 40 MB. */
const ENTRY = 50 * 1000 ** 2

export default defineRule({
  meta: {
    id: 'size/entry',
    title: 'File size',
    why: 'A very large file in a package is a binary, a data set, an index or a dump, and the last three are seldom meant to ship.',
    fix: 'Leave it out, or load it when it is needed.',
    severity: 'warning',
    traits: { harm: 'tidiness', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.object({
    most: byteBudget
      .optional()
      .describe('Most bytes of one file, or a text like "1 MB". Exceeding it is an error.')
      .meta({ stricter: 'smaller' }),
  }),
  messages: {
    large: {
      what: 'A file of {size} ships.',
      why: 'Everybody who installs the package downloads and stores it.',
      fix: 'Leave it out, or set a budget that fits.',
    },
    budget: {
      what: 'A file of {size} ships, more than the budget of {budget}.',
      why: 'The configuration sets this budget.',
      fix: 'Leave the file out or make it smaller, or raise the budget.',
      severity: 'error',
    },
  },
  package(facts, context) {
    const { bytes, isSet } = parseBudget(context.options.most, ENTRY)
    for (const { path, size } of facts.byPath.values())
      if (size > bytes)
        context.report({
          message: isSet ? 'budget' : 'large',
          data: { size: writeSize(size), budget: writeSize(bytes) },
          at: { path },
        })
  },
})
