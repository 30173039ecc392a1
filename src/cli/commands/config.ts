import { defineCommand } from '../command.ts'
import { JUDGING, parseChoice, readJudging } from '../options.ts'
import { describeScreen, print } from '../screen.ts'

export default defineCommand({
  usage: '[folder]',
  about: `Shows the configuration used for a package, and the file and line that each value comes from: defaults, the repository, the \
policy or these options.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
    test: { type: 'boolean', help: 'only test the examples of custom rules' },
    all: { type: 'boolean', short: 'a', help: 'also show rule options that are not set' },
    ...JUDGING,
  },
  operands: { least: 0, most: 1 },
  async run(options, [folder = '.']) {
    const format = parseChoice('--format', options.format, ['terminal', 'json'] as const)
    const [{ loadEffectiveConfig }, { formatConfigAsJson, showConfig }] = await Promise.all([
      import('../effective-config.ts'),
      import('../config-page.ts'),
    ])
    const judged = await loadEffectiveConfig(folder, readJudging(options))
    if (options.test) {
      const { testCustomRules } = await import('../test-custom-rules.ts')
      return testCustomRules(judged)
    }
    await print(
      format === 'json' ? formatConfigAsJson(judged) : showConfig(judged, describeScreen(), options.all),
    )
    return 0
  },
})
