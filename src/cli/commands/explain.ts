import { defineCommand } from '../command.ts'
import { JUDGING, readJudging } from '../options.ts'
import { print, screen } from '../screen.ts'

export default defineCommand({
  usage: '<rule>',
  about:
    'Says what a rule looks for, why it matters and what to do, with its options and the severity that it has for the package in the working folder.',
  options: JUDGING,
  operands: { least: 1, most: 1 },
  async run(options, [id = '']) {
    const judging = readJudging(options)
    const [{ explainRule, ruleNamed }, { effectiveConfigIfAny }] = await Promise.all([
      import('../rule-pages.ts'),
      import('../effective-config.ts'),
    ])
    const rule = ruleNamed(id)
    await print(explainRule(rule, await effectiveConfigIfAny('.', judging), screen()))
    return 0
  },
})
