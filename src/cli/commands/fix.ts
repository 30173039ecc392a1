import { defineCommand } from '../command.ts'
import { EXIT_STATUS } from '../exit-status.ts'
import { JUDGING, PACKING, readJudging, readPacker, readShard } from '../options.ts'

export default defineCommand({
  usage: '[folders…]',
  about: `Shows the edits that fix each package as a diff: in package.json, an ignore file or a build setting. Each edit is tried \
on a copy first.
With --write it makes the edits and checks again. The exit status is that of the check.`,
  options: {
    write: { type: 'boolean', help: 'make the edits, then check again' },
    force: { type: 'boolean', help: 'edit files with uncommitted changes without asking' },
    ...JUDGING,
    ...PACKING,
  },
  operands: { least: 0, most: Number.POSITIVE_INFINITY },
  async run(options, operands) {
    const { fixPackages } = await import('../fix-packages.ts')
    const report = await fixPackages({
      targets: operands.length > 0 ? operands : ['.'],
      ...readJudging(options),
      workspaces: options.workspaces,
      baseline: options.baseline,
      shard: readShard(options.shard),
      packer: readPacker(options.packer),
      runScripts: options['run-scripts'],
      write: options.write,
      force: options.force,
    })
    return EXIT_STATUS[report.verdict]
  },
})
