import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readJudging, readPacker } from '../options.ts'

export default defineCommand({
  usage: '<digest or path> [target] --reason <text> --expires <date>',
  about: `Accepts bytes that Seaworthy cannot read. Writes the acceptance into the package's configuration and keeps the file's comments and layout; creates seaworthy.yml if there is none.
Bytes that cannot be read always block, whatever severities or suppressions say. An acceptance holds for exactly these bytes: if they change, they block again.`,
  options: {
    reason: { type: 'string', value: '<text>', help: 'why they may ship unread; shown in every report' },
    expires: { type: 'string', value: '<date>', help: 'the last day it holds (UTC), like 2027-03-31' },
    'approved-by': { type: 'string', value: '<name>', help: 'who approved it' },
    report: { type: 'string', value: '<file>', help: 'take the digest from this JSON report' },
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
