import { defineCommand } from '../command.ts'
import { PACKING, parseChoice, readPacker } from '../options.ts'

export default defineCommand({
  usage: '<path> [folder]',
  about: `Shows why a file is in the tarball: an entry of "files", a missing ignore line, or npm always packs it. Also shows the \
edit that leaves it out, tried on a copy first. With --write it makes the edit and packs again.
The path is that of a file in the package, or a pattern such as 'dist/**/*.map'. The folder (default: .) is packed first.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
    write: { type: 'boolean', help: 'make the edit, then pack again to confirm it' },
    force: { type: 'boolean', help: 'edit files with uncommitted changes without asking' },
    'run-scripts': PACKING['run-scripts'],
    packer: PACKING.packer,
  },
  operands: { least: 1, most: 2 },
  async run(options, [pattern = '', folder = '.']) {
    const format = parseChoice('--format', options.format, ['terminal', 'json'] as const) ?? 'terminal'
    const { printPresence } = await import('../explain-presence.ts')
    const { write, force } = options
    const packer = readPacker(options.packer)
    return printPresence({
      pattern,
      folder,
      format,
      runScripts: options['run-scripts'],
      packer,
      write,
      force,
    })
  },
})
