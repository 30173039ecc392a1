import { terminalText } from '../../text/safe-text.ts'
import { defineCommand } from '../command.ts'
import { oneOf, PACKING, readShard } from '../options.ts'
import { print } from '../screen.ts'

const { workspaces, shard } = PACKING

export default defineCommand({
  usage: '[targets…]',
  about: `Lists the packages that a check of these targets would look at, sorted by name. Nothing is packed.
As JSON, the output can feed a build matrix: [{ "name", "version", "target" }].`,
  options: {
    workspaces,
    shard,
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
  },
  operands: { least: 0, most: Number.POSITIVE_INFINITY },
  async run(options, operands) {
    const format = oneOf('--format', options.format, ['terminal', 'json'] as const)
    const part = readShard(options.shard)
    const directory = process.cwd()
    const [{ expandTargets, ofShard }, { nameTargets }] = await Promise.all([
      import('../../library/check.ts'),
      import('../../pack/shards.ts'),
    ])
    const all = await expandTargets(operands.length > 0 ? operands : ['.'], directory, {
      workspaces: options.workspaces,
    })
    const { targets } = part === null ? all : await ofShard(all, directory, part)
    const named = await nameTargets(targets, directory)
    if (format === 'json') await print(`${JSON.stringify(named)}\n`)
    else
      for (const { name, target } of named)
        await print(`${terminalText(name ?? target)}${name === null ? '' : `  ${terminalText(target)}`}\n`)
    return 0
  },
})
