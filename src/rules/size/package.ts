import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { byteBudget, describeLargestFolders, parseBudget, writeSize } from './content/byte-budget.ts'

const MB = 1000 ** 2

/** Four of 1,568 real packages unpack to more than 50 MB. */
const PACKED = 20 * MB

const UNPACKED = 80 * MB

const SET = { 'open-source': 'error', proprietary: 'error' } as const

export default defineRule({
  meta: {
    id: 'size/package',
    title: 'Package size',
    why: 'Everyone who installs the package downloads and stores all of it, and so does every build. A package that suddenly grew ships something by mistake.',
    fix: 'Look at the largest folders and leave out what users do not need.',
    severity: 'warning',
    traits: { harm: 'tidiness' },
    since: '0.1.0',
  },
  options: z.object({
    packed: byteBudget
      .optional()
      .describe('Most bytes of the .tgz, or a text like "5 MB". Exceeding it is an error.')
      .meta({ stricter: 'smaller' }),
    unpacked: byteBudget
      .optional()
      .describe('Most bytes of all files, or a text like "20 MB". Exceeding it is an error.')
      .meta({ stricter: 'smaller' }),
  }),
  messages: {
    large: {
      what: 'The package is large: {sizes}. The largest: {folders}.',
      why: 'Everybody who installs it downloads and stores that much.',
      fix: 'Leave out what users do not need, or set a budget that fits.',
    },
    budget: {
      what: 'The package has {size} {what}, more than its budget of {budget}. The largest: {folders}.',
      why: 'The configuration sets this budget.',
      fix: 'Leave out what users do not need, or raise the budget.',
      severity: SET,
    },
  },
  package(facts, context) {
    const { packed, unpacked } = context.options
    const measures = [
      { what: 'packed', size: facts.tarball.size, ...parseBudget(packed, PACKED) },
      { what: 'unpacked', size: facts.tarball.unpackedSize, ...parseBudget(unpacked, UNPACKED) },
    ].filter(({ size, bytes }) => size > bytes)
    const folders = describeLargestFolders(facts.byPath.values(), 3)
    const large = measures.filter(({ isSet }) => !isSet)
    const sizes = large.map(({ size, what }) => `${writeSize(size)} ${what}`).join(', ')
    if (large.length > 0) context.report({ message: 'large', data: { sizes, folders } })
    for (const { what, size, bytes, isSet } of measures)
      if (isSet)
        context.report({
          message: 'budget',
          data: { what, size: writeSize(size), budget: writeSize(bytes), folders },
        })
  },
})
