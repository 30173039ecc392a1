import { defineCommand } from '../command.ts'
import { JUDGING, THREADS } from '../options.ts'

export default defineCommand({
  usage: '<what…>',
  about: `Looks at what is out already: the published releases of '@scope/*', maintainer:name, a package's name, name@version, or \
of a file with one of these a line. Says what must not have gone out, what harms most first, and what to do about it.
--format ndjson writes a line for each release as soon as it was judged. With --resume the lines are kept in a file; run \
again after an interruption, it goes on from there.
Exit status: 0 all pass, 1 something must not have gone out, 2 something could not be looked at.`,
  options: {
    last: { type: 'string', value: '<n>', help: 'releases of each package, the newest first (default: 1)' },
    concurrency: {
      type: 'string',
      value: '<n>',
      help: 'packages and tarballs that are fetched at a time (default: 8)',
    },
    resume: { type: 'string', value: '<file>', help: 'keep the lines in a file, and go on from it' },
    format: {
      type: 'string',
      multiple: true,
      short: 'f',
      value: '<format>[=<file>]',
      help: 'terminal, markdown, html, json or ndjson; may be given several times',
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
