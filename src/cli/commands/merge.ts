import { defineCommand } from '../command.ts'
import { EXIT_STATUS } from '../exit-status.ts'
import { readOutputs, writeOutput } from '../outputs.ts'
import { screen } from '../screen.ts'

export default defineCommand({
  usage: '<report…>',
  about: `Merges JSON reports, those of the shards of one run for one, into a single one with a single verdict.
A shard that is missing is an error, never a pass. The exit status is that of the merged verdict.`,
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
  },
  operands: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(options, files) {
    const outputs = readOutputs(options.format, options.output)
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
