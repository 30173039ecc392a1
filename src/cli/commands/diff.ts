import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import { defineCommand } from '../command.ts'
import { PACKING, parseChoice, readPacker } from '../options.ts'
import { describeScreen, print } from '../screen.ts'
import { openTemporaryFolder } from '../temporary-folder.ts'
import { readNpmTimeLimit } from '../time-limits.ts'

export default defineCommand({
  usage: '<before> <after>',
  about: `Compares two targets: files, sizes, scripts, dependencies, commands, and what the code can do that it could not do \
before. Targets are package folders, .tgz files and published versions (name@version). It gives no verdict.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal (default), markdown or json' },
    output: { type: 'string', short: 'o', value: '<file>', help: 'write it to a file' },
    'run-scripts': { type: 'boolean', help: 'run prepack, prepare and postpack while packing' },
    packer: PACKING.packer,
  },
  operands: { least: 2, most: 2 },
  async run(options, operands) {
    const [before = '', after = ''] = operands
    const asked = readPacker(options.packer)
    const format =
      parseChoice('--format', options.format, ['terminal', 'markdown', 'json'] as const) ?? 'terminal'
    const [{ compareTargets }, { choosePackerForTarget }, render, temporary] = await Promise.all([
      import('../../baseline/compare-targets.ts'),
      import('../../gate/packer-for-target.ts'),
      import('../../reporters/release-changes.ts'),
      openTemporaryFolder(),
    ])
    try {
      const comparison = await compareTargets(
        before,
        after,
        {
          directory: process.cwd(),
          temporaryDirectory: temporary.path,
          runScripts: options['run-scripts'],
          timeLimit: readNpmTimeLimit(),
        },
        (target) => choosePackerForTarget(target, process.cwd(), asked),
      )
      const color = options.output === null && describeScreen().color
      const text = {
        terminal: () => render.renderChangesTerminal(comparison, color),
        markdown: () => render.renderChangesMarkdown(comparison),
        json: () => render.renderChangesJson(comparison),
      }[format]()
      await write(text, options.output)
      return 0
    } finally {
      temporary.remove()
    }
  },
})

async function write(text: string, file: string | null): Promise<void> {
  if (file === null) return print(text)
  await writeFile(path.resolve(file), text).catch((error) => {
    throw new CannotLook(
      `The comparison cannot be written to ${file}: ${readMessage(error)}. Name a file in a folder that exists.`,
    )
  })
}
