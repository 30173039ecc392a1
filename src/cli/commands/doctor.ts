import { defineCommand } from '../command.ts'
import { JUDGING, oneOf, PACKING, readJudging, readPacker } from '../options.ts'

export default defineCommand({
  usage: '[folder]',
  about: `Says what Seaworthy would work with: versions of node, npm and the packers; the registry, and whether there is a \
login for it, never its value; which configuration, profile, packer and baseline hold for the package in a folder \
(default: .); the state of git; and what would be read. Nothing is judged.
Exit status: 0 nothing is in the way, 2 something is.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
    offline: { type: 'boolean', help: 'do not ask the registry' },
    packer: PACKING.packer,
    ...JUDGING,
  },
  operands: { least: 0, most: 1 },
  async run(options, [folder = '.']) {
    const format = oneOf('--format', options.format, ['terminal', 'json'] as const)
    const { showDoctor } = await import('../doctor/show-doctor.ts')
    return showDoctor(folder, {
      judging: readJudging(options),
      packer: readPacker(options.packer),
      isOffline: options.offline,
      asJson: format === 'json',
    })
  },
})
