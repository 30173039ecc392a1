import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, parseChoice, readJudging, readPacker } from '../options.ts'

export default defineCommand({
  usage: '[folder]',
  about: `Checks the setup: the versions of node, npm and other package managers; the registry and whether you are logged in \
(the login itself is never shown); the configuration, profile, package manager and baseline used for the package in a \
folder (default: .); and the state of git. It gives no verdict.
Exit status: 0 all is well, 2 something is wrong.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal or json (default: terminal)' },
    offline: { type: 'boolean', help: 'do not contact the registry' },
    packer: PACKING.packer,
    ...JUDGING,
  },
  operands: { least: 0, most: 1 },
  async run(options, [folder = '.']) {
    const format = parseChoice('--format', options.format, ['terminal', 'json'] as const)
    const { showDoctor } = await import('../doctor/show-doctor.ts')
    return showDoctor(folder, {
      judging: readJudging(options),
      packer: readPacker(options.packer),
      isOffline: options.offline,
      asJson: format === 'json',
    })
  },
})
