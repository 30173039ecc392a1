import { defineCommand } from '../command.ts'
export default defineCommand({
  usage: '',
  about: 'Lists the rules.',
  options: {},
  operands: { least: 0, most: 0 },
  async run() {
    const { RULES } = await import('../../rules/index.ts')
    process.stdout.write(RULES.map((rule) => `${rule.meta.id}\n`).join(''))
    return 0
  },
})
