import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readPacker } from '../options.ts'

export default defineCommand({
  usage: '[folder]',
  about: `Writes a short first seaworthy.yml for the package (default: .).
Findings that block are left for you to fix. With --suppress-existing they are set aside until a date, except secrets.
With --contents it writes seaworthy.contents instead, the list of what may ship. Once it is committed, any other file is an error.
With --all it shows everything that can be set up: a workflow, prepublishOnly, seaworthy.yml, the contents list and \
CODEOWNERS. Add --write to write it; existing settings stay as they are.`,
  options: {
    contents: { type: 'boolean', help: 'write seaworthy.contents, the list of what may ship' },
    all: { type: 'boolean', help: 'show everything that can be set up; write it with --write' },
    write: { type: 'boolean', help: 'with --all: write the files' },
    'suppress-existing': { type: 'boolean', help: 'set aside what blocks today until a date; needs --until' },
    until: { type: 'string', value: '<date>', help: 'the last day of that, like 2027-03-31' },
    reason: { type: 'string', value: '<text>', help: 'why it is set aside; shown in every report' },
    force: { type: 'boolean', help: 'overwrite existing files' },
    baseline: PACKING.baseline,
    packer: PACKING.packer,
    policy: JUDGING.policy,
  },
  operands: { least: 0, most: 1 },
  async run(options, [folder = '.']) {
    const { writeFirstFiles } = await import('../write-first-files.ts')
    return writeFirstFiles(folder, { ...options, packer: readPacker(options.packer) })
  },
})
