import { CannotLook } from '../../model/cannot-look.ts'
import { defineCommand } from '../command.ts'
import { EXIT_STATUS } from '../exit-status.ts'
import { readOutputs, writeOutput } from '../outputs.ts'
import { describeScreen } from '../screen.ts'

export default defineCommand({
  usage: '<report…>',
  about: `Combines JSON reports, for example those of parallel jobs, into one report with one verdict.
A missing part is an error, never a pass. The exit status is that of the combined verdict.
From records (.ndjson files of --format ndjson, or folders of them) it makes one table instead: what blocks, which \
exceptions expire soon, findings by rule, and which repositories are not covered. The last record of each package counts.`,
  options: {
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>[=<file>]',
      help: 'how to show the merged report; can be repeated',
    },
    output: { type: 'string', short: 'o', value: '<file>', help: 'write the merged report to a file' },
    quiet: { type: 'boolean', short: 'q', help: 'show only what blocks' },
    expected: {
      type: 'string',
      value: '<file>',
      help: 'for records: file of repositories that should be covered, one owner/name per line',
    },
    within: {
      type: 'string',
      value: '<days>',
      help: 'for records: list exceptions that expire within <days> days (default: 30)',
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
    for (const output of outputs) await writeOutput(output, report, describeScreen(), options.quiet)
    return EXIT_STATUS[report.verdict]
  },
})
