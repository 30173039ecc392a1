import { CannotLook } from '../../model/cannot-look.ts'
import type { Report } from '../../model/report.ts'
import { encodeTerminalText } from '../../text/safe-text.ts'
import { defineCommand } from '../command.ts'
import { JUDGING, readJudging } from '../options.ts'
import { readOutputs, writeOutput } from '../outputs.ts'
import { describeScreen } from '../screen.ts'
import { openTemporaryFolder } from '../temporary-folder.ts'
import { readBaselineTimeLimit, readNpmTimeLimit } from '../time-limits.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export default defineCommand({
  usage: '-- <command that publishes>',
  about: `Runs a publishing command through a local registry that checks every tarball before it reaches the real one. Each \
tarball is checked with its package's configuration, and only those that pass are sent on, unchanged. Works with npm, \
pnpm, yarn, bun and tools that call them. The command never sees the registry's token.
Exit status: that of the command; 1 if a tarball was held back; 2 if the guard could not do its work.`,
  options: {
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>=<file>',
      help: 'write a report of everything checked to a file; can be repeated',
    },
    ...JUDGING,
    baseline: {
      type: 'string',
      value: '<release>',
      help: 'the release to compare with: latest (default), a dist-tag, a version or none',
    },
    'first-look': {
      type: 'boolean',
      help: 'check what can be packed before the command starts (default in workspaces)',
    },
    'no-first-look': { type: 'boolean', help: 'start the command right away' },
  },
  operands: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(options, command) {
    const outputs = options.format.length === 0 ? [] : readOutputs(options.format, null)
    if (outputs.some(({ file }) => file === null))
      throw new CannotLook(
        'The screen belongs to the command. Give the report of the guard a file: --format json=report.json',
      )
    const [{ guardCommand }, { decideExitStatus, describeOutcome, mergeJudgedReports, describeStopped }] =
      await Promise.all([
        import('../../publish/guard/guard-command.ts'),
        import('../../publish/guard/guard-outcome.ts'),
      ])
    const temporary = openTemporaryFolder()
    const baseline = readBaselineTimeLimit()
    const write = async (report: Report | null): Promise<void> => {
      if (report !== null)
        for (const output of outputs) await writeOutput(output, report, describeScreen(), false)
    }
    let tellWhenStopped = (): void => undefined
    try {
      const result = await guardCommand({
        command,
        judging: {
          ...readJudging(options),
          directory: process.cwd(),
          baseline: options.baseline,
          repository: { visibility: null, checkout: null },
          temporaryDirectory: temporary.path,
          npmTimeLimit: readNpmTimeLimit(),
          ...(baseline === null ? {} : { baselineTimeLimit: baseline }),
        },
        firstLook: options['no-first-look'] ? false : options['first-look'] ? true : null,
        environment: process.env,
        onStart(protection, records) {
          process.stderr.write(`${encodeTerminalText(protection)}\n`)
          tellWhenStopped = () => void process.stderr.write(`\n${describeStopped(records)}\n`)
          for (const signal of SIGNALS) process.prependOnceListener(signal, tellWhenStopped)
        },
      })
      for (const signal of SIGNALS) process.off(signal, tellWhenStopped)
      if (result.kind === 'refused') {
        const { renderTerminal } = await import('../../reporters/terminal.ts')
        const { color, width } = describeScreen()
        process.stderr.write(renderTerminal(result.report, { color, width, quiet: true }))
        process.stderr.write(
          'Seaworthy: the command was not started, because what it would publish must not be published. With --no-first-look it starts, and each tarball is judged on its way.\n',
        )
        await write(result.report)
        return 1
      }
      process.stderr.write(`\n${describeOutcome(result.outcome).join('\n')}\n`)
      await write(mergeJudgedReports(result.outcome.records))
      return decideExitStatus(result.outcome)
    } finally {
      temporary.remove()
    }
  },
})
