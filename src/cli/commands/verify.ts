import path from 'node:path'
import type { Verification } from '../../verify/verify-target.ts'
import { defineCommand } from '../command.ts'
import { oneOf } from '../options.ts'
import { print, screen } from '../screen.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { npmTimeLimit } from '../time-limits.ts'

export default defineCommand({
  usage: '<report.json> <target…>',
  about: `Holds tarballs and published versions (name@version) against the JSON report of an earlier check: whether they
are, byte for byte, what was judged and may be published. Says what differs if not.
Exit status: 0 all verified, 1 not, 2 could not tell.`,
  options: {
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal (default) or json' },
  },
  operands: { least: 2, most: Number.POSITIVE_INFINITY },
  async run(options, [file = '', ...targets]) {
    const format = oneOf('--format', options.format, ['terminal', 'json'] as const) ?? 'terminal'
    const directory = process.cwd()
    const [{ isVerified, renderVerification, TAKEN_ON_TRUST }, { readReport }, { verifyTarget }] =
      await Promise.all([
        import('../../reporters/verification.ts'),
        import('../../report/read-report.ts'),
        import('../../verify/verify-target.ts'),
      ])
    const report = await readReport(path.resolve(directory, file))
    const temporary = temporaryFolder()
    try {
      const verifications: Verification[] = []
      for (const target of targets)
        verifications.push(
          await verifyTarget(report, target, {
            directory,
            temporaryDirectory: temporary.path,
            runScripts: false,
            timeLimit: npmTimeLimit(),
          }),
        )
      const { color } = screen()
      await print(
        format === 'json'
          ? `${JSON.stringify({ schemaVersion: 1, verifications }, null, 2)}\n`
          : `${verifications.map((one) => renderVerification(one, color)).join('')}${TAKEN_ON_TRUST}\n`,
      )
      return verifications.every(isVerified) ? 0 : 1
    } finally {
      temporary.remove()
    }
  },
})
