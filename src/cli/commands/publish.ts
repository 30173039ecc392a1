import { expandTargets } from '../../library/check.ts'
import { CannotLook } from '../../model/cannot-look.ts'
import type { Release } from '../../model/release.ts'
import type { Report } from '../../model/report.ts'
import { readTagOfRun } from '../../repository/tag-of-run.ts'
import { encodeTerminalText } from '../../text/safe-text.ts'
import { defineCommand } from '../command.ts'
import { JUDGING, PACKING, readJudging, readPacker } from '../options.ts'
import { readOutputs, writeOutput } from '../outputs.ts'
import { Progress } from '../progress.ts'
import { describeScreen, print } from '../screen.ts'
import { openTemporaryFolder } from '../temporary-folder.ts'
import { readBaselineTimeLimit, readNpmTimeLimit } from '../time-limits.ts'

const { workspaces, baseline, packer } = PACKING
const EXIT_STATUS: Record<Release['outcome'], number> = { done: 0, held: 1, failed: 2 }

export default defineCommand({
  usage: '[targets…]',
  about: `Packs every target the way publishing does and checks it. If all pass, npm publishes exactly those files, dependencies \
first. Versions that the registry already has are skipped. Afterwards it compares the registry's integrity with that of \
each file, and prints "New tag: name@version" for each release.
Exit status: 0 published, 1 nothing was published because something is blocked, 2 publishing failed, at least in part.`,
  options: {
    workspaces: { ...workspaces, help: 'publish every workspace that can be published' },
    tag: { type: 'string', value: '<tag>', help: 'the dist-tag to publish under (default: latest)' },
    access: { type: 'string', value: '<access>', help: 'public or restricted' },
    otp: { type: 'string', value: '<code>', help: 'a one-time password' },
    provenance: { type: 'boolean', help: 'let npm sign a statement of where it was built' },
    stage: { type: 'boolean', help: 'stage the release for a maintainer to approve' },
    'dry-run': { type: 'boolean', help: 'do everything except publish' },
    'ignore-scripts': { type: 'boolean', help: 'pack without the scripts that publishing runs' },
    json: { type: 'boolean', help: 'print the result for each package as JSON' },
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>=<file>',
      help: 'write the report to a file; can be repeated',
    },
    ...JUDGING,
    packer,
    baseline,
  },
  operands: { least: 0, most: Number.POSITIVE_INFINITY },
  async run(options, operands) {
    const outputs = options.format.length === 0 ? [] : readOutputs(options.format, null)
    if (outputs.some(({ file }) => file === null))
      throw new CannotLook('Give the report a file: --format json=report.json')
    const directory = process.cwd()
    const [{ publishRelease }, expanded] = await Promise.all([
      import('../../publish/publish-release.ts'),
      expandTargets(operands.length > 0 ? operands : ['.'], directory, {
        workspaces: options.workspaces,
        beside: false,
      }),
    ])
    const temporary = openTemporaryFolder()
    const progress = new Progress(process.stderr)
    const patience = readBaselineTimeLimit()
    try {
      const release = await publishRelease({
        judging: {
          ...readJudging(options),
          ...expanded,
          directory,
          packer: readPacker(options.packer),
          baseline: options.baseline,
          releaseTag: readTagOfRun(process.env),
          runScripts: !options['ignore-scripts'],
          repository: { visibility: null, checkout: null },
          temporaryDirectory: temporary.path,
          npmTimeLimit: readNpmTimeLimit(),
          ...(patience === null ? {} : { baselineTimeLimit: patience }),
          onProgress: (message) => progress.say(message),
        },
        options: {
          tag: options.tag,
          access: options.access,
          otp: options.otp,
          provenance: options.provenance,
          stage: options.stage,
          dryRun: options['dry-run'],
        },
        environment: process.env,
        onPublished(name, version) {
          if (!options.json) process.stdout.write(`New tag:  ${encodeTerminalText(`${name}@${version}`)}\n`)
        },
      })
      progress.finish()
      for (const output of outputs)
        if (release.report !== null) await writeOutput(output, release.report, describeScreen(), false)
      await (options.json ? printJson(release) : printLines(release))
      return EXIT_STATUS[release.outcome]
    } finally {
      progress.finish()
      temporary.remove()
    }
  },
})

async function printJson({ outcome, packages, report }: Release): Promise<void> {
  await print(
    `${JSON.stringify({ schemaVersion: 1, outcome, verdict: report?.verdict ?? 'pass', packages }, null, 2)}\n`,
  )
}

async function printLines(release: Release): Promise<void> {
  const { outcome, report } = release
  if (outcome === 'held' && report !== null) await print(await renderHeldBack(report))
  const { describeRelease } = await import('../../reporters/release.ts')
  await print(`${describeRelease(release).join('\n')}\n`)
}

async function renderHeldBack(report: Report): Promise<string> {
  const { renderTerminal } = await import('../../reporters/terminal.ts')
  const { color, width } = describeScreen()
  return renderTerminal(report, { color, width, quiet: false })
}
