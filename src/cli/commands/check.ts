import { defineCommand } from '../command.ts'
import { EXIT_STATUS } from '../exit-status.ts'
import { judgeTargets } from '../judge-targets.ts'
import {
  CACHE,
  JUDGING,
  PACKING,
  readJudging,
  readPacker,
  readShard,
  readThreads,
  THREADS,
} from '../options.ts'
import { readOutputs, writeOutput } from '../outputs.ts'
import { describeScreen } from '../screen.ts'

export default defineCommand({
  usage: '[targets…]',
  about: `Packs each target, opens the tarball and checks what is in it.
Targets are package folders (default: .), .tgz files (also .vsix, .whl and .crate) and published versions (name@version).`,
  options: {
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>[=<file>]',
      help: 'how to show the report; can be repeated',
    },
    output: { type: 'string', short: 'o', value: '<file>', help: 'write the report to a file' },
    ...JUDGING,
    ...PACKING,
    ...THREADS,
    ...CACHE,
    quiet: { type: 'boolean', short: 'q', help: 'show only what blocks' },
  },
  operands: { least: 0, most: Number.POSITIVE_INFINITY },
  async run(options, operands) {
    const outputs = readOutputs(options.format, options.output)
    const report = await judgeTargets({
      targets: operands.length > 0 ? operands : ['.'],
      ...readJudging(options),
      workspaces: options.workspaces,
      baseline: options.baseline,
      cacheFolder: options.cache,
      runScripts: options['run-scripts'],
      packer: readPacker(options.packer),
      shard: readShard(options.shard),
      threads: readThreads(options.threads),
    })
    for (const output of outputs) await writeOutput(output, report, describeScreen(), options.quiet)
    return EXIT_STATUS[report.verdict]
  },
})
