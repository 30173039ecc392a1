import { defineCommand } from '../command.ts'
import { oneOf, PACKING, readPacker } from '../options.ts'

export default defineCommand({
  usage: '<path> [folder]',
  about: `Says why a path is in the tarball: the entry of "files", the ignore line that is missing, "always packed", and the edit that takes it out, tried on a copy first. With --write it makes the edit and packs again.
The path is one of the package, or a pattern: 'dist/**/*.map'. The folder (default: .) is packed to see what is in there.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
    write: { type: 'boolean', help: 'make the edit, and pack again to see that it holds' },
    force: { type: 'boolean', help: 'edit files with uncommitted changes without asking' },
    'run-scripts': PACKING['run-scripts'],
    packer: PACKING.packer,
  },
  operands: { least: 1, most: 2 },
  async run(options, [pattern = '', folder = '.']) {
    const format = oneOf('--format', options.format, ['terminal', 'json'] as const) ?? 'terminal'
    const { why } = await import('../explain-presence.ts')
    const { write, force } = options
    const packer = readPacker(options.packer)
    return why({ pattern, folder, format, runScripts: options['run-scripts'], packer, write, force })
  },
})
