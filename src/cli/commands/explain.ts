import { defineCommand } from '../command.ts'
import { JUDGING, readJudging } from '../options.ts'
import { describeScreen, print } from '../screen.ts'

export default defineCommand({
  usage: '<rule>',
  about: `Shows what a rule looks for, why it matters, what to do, its options, and its severity for the package in the current folder.`,
  options: JUDGING,
  operands: { least: 1, most: 1 },
  async run(options, [id = '']) {
    const judging = readJudging(options)
    const [{ explainRule, findRule }, { loadEffectiveConfigIfAny }, { listRulesOf }] = await Promise.all([
      import('../rule-pages.ts'),
      import('../effective-config.ts'),
      import('../../gate/all-rules.ts'),
    ])
    const judged = await loadEffectiveConfigIfAny('.', judging)
    const rule = findRule(id, listRulesOf(judged?.config ?? null))
    await print(explainRule(rule, judged, describeScreen()))
    return 0
  },
})
