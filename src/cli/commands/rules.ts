import { defineCommand } from '../command.ts'
import { oneOf } from '../options.ts'
import { print, screen } from '../screen.ts'

export default defineCommand({
  usage: '',
  about: 'Lists the rules, each with the severity that holds if nothing is configured.',
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
  },
  operands: { least: 0, most: 0 },
  async run(options) {
    const format = oneOf('--format', options.format, ['terminal', 'json'] as const)
    const { listRules, rulesAsJson } = await import('../rule-pages.ts')
    await print(format === 'json' ? rulesAsJson() : listRules(screen()))
    return 0
  },
})
