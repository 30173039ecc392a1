import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readPacker } from '../options.ts'

export default defineCommand({
  usage: '[folder]',
  about: `Writes a first, short seaworthy.yml from what it finds out about the package (default: .).
What blocks is left for you to fix, or set aside until a day with --suppress-existing; secrets never are.
With --contents it writes seaworthy.contents instead: the kinds of files that may ship. Once that is committed, any other file is an error.
With --all it shows everything that can be set up, file by file: a workflow, prepublishOnly, seaworthy.yml, the contents \
list, lines of CODEOWNERS. It writes them with --write, and leaves what is there already as it is.`,
  options: {
    contents: { type: 'boolean', help: 'write the list of what may ship, seaworthy.contents' },
    all: { type: 'boolean', help: 'show everything that can be set up, and write it with --write' },
    write: { type: 'boolean', help: 'with --all: write the files' },
    'suppress-existing': { type: 'boolean', help: 'set aside what blocks today; needs --until' },
    until: { type: 'string', value: '<date>', help: 'the last day that it is set aside, like 2027-03-31' },
    reason: { type: 'string', value: '<text>', help: 'why it is set aside; shown in every report' },
    force: { type: 'boolean', help: 'overwrite the file that is there' },
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
