import { defineCommand } from '../command.ts'
import { JUDGING, THREADS } from '../options.ts'

export default defineCommand({
  usage: '<what…>',
  about: `Checks what is already published: the releases of '@scope/*', maintainer:name, a package name or name@version, \
or of a file with one of these per line. Lists what should not be public, worst first, and what to do about it.
With --format ndjson it writes one line per release as soon as it is checked. With --resume it saves its progress, and \
continues from there after an interruption.
Exit status: 0 all pass, 1 something should not be public, 2 something could not be checked.`,
  options: {
    last: {
      type: 'string',
      value: '<n>',
      help: 'check the newest <n> releases of each package (default: 1)',
    },
    concurrency: {
      type: 'string',
      value: '<n>',
      help: 'packages and tarballs to download at the same time (default: 8)',
    },
    resume: { type: 'string', value: '<file>', help: 'save progress in this file, and continue from it' },
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>[=<file>]',
      help: 'terminal, markdown, html, json or ndjson; can be repeated',
    },
    output: { type: 'string', short: 'o', value: '<file>', help: 'write the page to a file' },
    ...JUDGING,
    ...THREADS,
  },
  operands: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(options, operands) {
    const { auditReleases } = await import('../audit-releases.ts')
    return auditReleases(operands, options)
  },
})
