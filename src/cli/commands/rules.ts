import { defineCommand } from '../command.ts'
import { JUDGING, parseChoice, readJudging } from '../options.ts'
import { describeScreen, print } from '../screen.ts'

export default defineCommand({
  usage: '',
  about: `Lists all rules, including those in your configuration, with their default severities.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
    ...JUDGING,
  },
  operands: { least: 0, most: 0 },
  async run(options) {
    const format = parseChoice('--format', options.format, ['terminal', 'json'] as const)
    const [{ listRules, formatRulesAsJson }, { loadEffectiveConfigIfAny }, { listRulesOf }] =
      await Promise.all([
        import('../rule-pages.ts'),
        import('../effective-config.ts'),
        import('../../gate/all-rules.ts'),
      ])
    const judged = await loadEffectiveConfigIfAny('.', readJudging(options))
    const rules = listRulesOf(judged?.config ?? null)
    await print(format === 'json' ? formatRulesAsJson(rules) : listRules(rules, describeScreen()))
    return 0
  },
})
