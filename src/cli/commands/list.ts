import { encodeTerminalText } from '../../text/safe-text.ts'
import { defineCommand } from '../command.ts'
import { PACKING, parseChoice, readShard } from '../options.ts'
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
    const format = parseChoice('--format', options.format, ['terminal', 'json'] as const)
    const part = readShard(options.shard)
    const directory = process.cwd()
    const [{ expandTargets, takeShard }, { nameTargets }] = await Promise.all([
      import('../../library/check.ts'),
      import('../../pack/shards.ts'),
    ])
    const all = await expandTargets(operands.length > 0 ? operands : ['.'], directory, {
      workspaces: options.workspaces,
    })
    const { targets } = part === null ? all : await takeShard(all, directory, part)
    const named = await nameTargets(targets, directory)
    if (format === 'json') await print(`${JSON.stringify(named)}\n`)
    else
      for (const { name, target } of named)
        await print(
          `${encodeTerminalText(name ?? target)}${name === null ? '' : `  ${encodeTerminalText(target)}`}\n`,
        )
    return 0
  },
})
