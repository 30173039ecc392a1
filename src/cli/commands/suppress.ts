import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readJudging, readPacker } from '../options.ts'

export default defineCommand({
  usage: '<fingerprint> [target] --reason <text>',
  about: `Sets one finding aside. Writes the suppression into the package's configuration and keeps the file's comments and layout; creates seaworthy.yml if there is none.
Finds the finding by running the check, or in an earlier report (--report). Every report shows the fingerprints.`,
  options: {
    reason: { type: 'string', value: '<text>', help: 'why it is acceptable; shown in every report' },
    expires: { type: 'string', value: '<date>', help: 'the last day it holds (UTC), like 2027-03-31' },
    'approved-by': { type: 'string', value: '<name>', help: 'who approved it' },
    report: { type: 'string', value: '<file>', help: 'take the finding from this JSON report' },
    baseline: PACKING.baseline,
    packer: PACKING.packer,
    'run-scripts': PACKING['run-scripts'],
    ...JUDGING,
  },
  operands: { least: 1, most: 2 },
  async run(options, [fingerprint = '', target = null]) {
    const { suppress } = await import('../write-suppression.ts')
    return suppress({
      fingerprint,
      target,
      reason: options.reason,
      expires: options.expires,
      approvedBy: options['approved-by'],
      reportFile: options.report,
      baseline: options.baseline,
      runScripts: options['run-scripts'],
      judging: { ...readJudging(options), packer: readPacker(options.packer) },
    })
  },
})
