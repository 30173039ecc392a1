import { describe, expect, test } from '@jest/globals'
import { PROGRAMS } from '../support/packed-programs.ts'
import { scanFiles } from '../support/scan-files.ts'

const SOURCE = `/** What key accounts get. */\nexport function discountOf(total: number, isLoyal: boolean): number {\n  return isLoyal ? total * 0.88 : total\n}\n`

describe('files in programs', () => {
  test.each(Object.keys(PROGRAMS))('%s', async (kind) => {
    const program = PROGRAMS[kind]?.({
      'main.js': 'start()\n',
      '.env': 'LEDGER_TOKEN=k3Yx8Qw2Zt\n',
      'src/discount.ts': SOURCE,
    })
    const findings = await scanFiles({ 'bin/tool': program ?? '' }, { profile: 'proprietary' })
    const told = findings.map(({ rule, message }) => `${rule} ${message}`).join('\n')
    expect(told).toContain('file/environment An environment file ships. It sets 1 variable: LEDGER_TOKEN.')
    expect(told).toMatch(
      /source\/original-files bin\/tool holds 1 original source, among them (?:\S*\/)?discount\.ts\./,
    )
  })

  test.each(Object.keys(PROGRAMS))('%s, cut anywhere', async (kind) => {
    const program = PROGRAMS[kind]?.({ 'main.js': 'start()\n', 'note.txt': 'nothing' }) ?? Buffer.alloc(0)
    for (let length = 0; length < program.length; length += 29)
      await scanFiles({ 'bin/tool': program.subarray(0, length) })
  })
})
