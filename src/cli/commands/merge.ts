import { CannotLook } from '../../model/cannot-look.ts'
import { defineCommand } from '../command.ts'
import { EXIT_STATUS } from '../exit-status.ts'
import { readOutputs, writeOutput } from '../outputs.ts'
import { screen } from '../screen.ts'

export default defineCommand({
  usage: '<report…>',
  about: `Merges JSON reports, those of the shards of one run for one, into a single one with a single verdict.
A shard that is missing is an error, never a pass. The exit status is that of the merged verdict.
Given records (--format ndjson: .ndjson files, or folders of them), it makes one table of them: what blocks, which \
exceptions run out, findings by rule, who is not covered. The last record of each package counts.`,
  options: {
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>[=<file>]',
      help: 'how to show the merged report; may be given several times',
    },
    output: { type: 'string', short: 'o', value: '<file>', help: 'write the merged report to a file' },
    quiet: { type: 'boolean', short: 'q', help: 'only what blocks' },
    expected: {
      type: 'string',
      value: '<file>',
      help: 'of records: the repositories that should be covered, one owner/name a line',
    },
    within: {
      type: 'string',
      value: '<days>',
      help: 'of records: which exceptions to tell, by the days that are left (default: 30)',
    },
  },
  operands: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(options, files) {
    const outputs = readOutputs(options.format, options.output)
    const { expected, within } = options
    const { areRecords, mergeRecordFiles } = await import('../merge-records.ts')
    if (await areRecords(files)) return mergeRecordFiles({ files, outputs, expected, within })
    if (expected !== null || within !== null)
      throw new CannotLook(
        `--${expected === null ? 'within' : 'expected'} belongs to records, which --format ndjson writes. These are reports.`,
      )
    const [{ mergeReports }, { readReport }] = await Promise.all([
      import('../../report/merge-reports.ts'),
      import('../../report/read-report.ts'),
    ])
    const reports = await Promise.all(files.map(async (name) => ({ name, report: await readReport(name) })))
    const report = mergeReports(reports)
    for (const output of outputs) await writeOutput(output, report, screen(), options.quiet)
    return EXIT_STATUS[report.verdict]
  },
})
