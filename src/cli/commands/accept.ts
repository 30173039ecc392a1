import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readJudging, readPacker } from '../options.ts'

export default defineCommand({
  usage: '<digest or path> [target] --reason <text> --expires <date>',
  about: `Writes an acceptance of bytes that could not be looked at into the configuration of their package, keeping the file's comments and layout; makes a seaworthy.yml where there is none.
What cannot be looked at always blocks: no severity, override or suppression changes that. An acceptance is bound to exactly those bytes, so that other bytes in their place block again.`,
  options: {
    reason: { type: 'string', value: '<text>', help: 'why they may ship unseen; shown in every report' },
    expires: { type: 'string', value: '<date>', help: 'the last day it holds (UTC), like 2027-03-31' },
    'approved-by': { type: 'string', value: '<name>', help: 'who agreed to it' },
    report: { type: 'string', value: '<file>', help: 'a JSON report that has the digest' },
    packer: PACKING.packer,
    'run-scripts': PACKING['run-scripts'],
    ...JUDGING,
  },
  operands: { least: 1, most: 2 },
  async run(options, [wanted = '', target = null]) {
    const { accept } = await import('../write-acceptance.ts')
    return accept({
      wanted,
      target,
      reason: options.reason,
      expires: options.expires,
      approvedBy: options['approved-by'],
      reportFile: options.report,
      runScripts: options['run-scripts'],
      judging: { ...readJudging(options), packer: readPacker(options.packer) },
    })
  },
})
