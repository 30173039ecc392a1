import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readJudging, readPacker } from '../options.ts'

export default defineCommand({
  usage: '<fingerprint> [target] --reason <text>',
  about: `Writes a suppression for one finding into the configuration of its package, keeping the file's comments and layout; makes a seaworthy.yml where there is none.
The finding is looked up by running the check, or in a report of an earlier run. Every report shows the fingerprints.`,
  options: {
    reason: { type: 'string', value: '<text>', help: 'why this is all right; shown in every report' },
    expires: { type: 'string', value: '<date>', help: 'the last day it holds (UTC), like 2027-03-31' },
    'approved-by': { type: 'string', value: '<name>', help: 'who agreed to it' },
    report: { type: 'string', value: '<file>', help: 'a JSON report that has the finding' },
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
