import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import type { PackerName } from '../../model/packing.ts'
import type { Report } from '../../model/report.ts'
import type { Verification } from '../../verify/verify-target.ts'
import { defineCommand } from '../command.ts'
import { parseDay } from '../given-date.ts'
import { PACKING, parseChoice, readPacker } from '../options.ts'
import { describeScreen, print } from '../screen.ts'
import { openTemporaryFolder } from '../temporary-folder.ts'
import { readNpmTimeLimit } from '../time-limits.ts'

export default defineCommand({
  usage: '<report.json> <target…>, or: --attestation <bundle> --repo <owner/name> <target…>',
  about: `Checks that tarballs and published versions (name@version) are, byte for byte, what an earlier JSON report allowed to be \
published. Shows what differs if not. With --attestation it checks signed statements instead: the signature, the signer, \
the bytes and the result. What passed only by an exception that has expired since is not verified; use --on to check as \
of an earlier day.
Exit status: 0 all verified, 1 not verified, 2 could not tell.`,
  options: {
    packer: PACKING.packer,
    format: { type: 'string', short: 'f', value: '<format>', help: 'terminal (default) or json' },
    on: {
      type: 'string',
      value: '<YYYY-MM-DD>',
      help: 'use the exceptions in force on that day (default: today)',
    },
    attestation: {
      type: 'string',
      value: '<bundle>',
      help: 'check against an attestation instead of a report: a Sigstore bundle, or several, one per line',
    },
    repo: {
      type: 'string',
      value: '<owner/name>',
      help: 'with --attestation: the repository whose workflow must have signed',
    },
    'trusted-root': {
      type: 'string',
      value: '<file>',
      help: 'with --attestation: the trusted root, as printed by gh attestation trusted-root',
    },
    statement: {
      type: 'string',
      value: '<file>',
      help: 'write unsigned in-toto statements, one per line: a SLSA verification summary of each verified target, and how it was checked',
    },
  },
  operands: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(options, operands) {
    const format = parseChoice('--format', options.format, ['terminal', 'json'] as const) ?? 'terminal'
    const asked = readPacker(options.packer)
    const directory = process.cwd()
    if (options.attestation !== null) {
      const { attestation, repo, 'trusted-root': trustedRoot } = options
      return verifyAttestation(operands, { attestation, repo, trustedRoot, format, asked })
    }
    const [file = '', ...targets] = operands
    if (targets.length === 0)
      throw new CannotLook(
        'seaworthy verify needs <report.json> <target…>, or --attestation. See: seaworthy verify --help',
      )
    const [
      { isVerified, renderVerification, TAKEN_ON_TRUST },
      { readReport },
      { verifyTarget },
      { choosePackerForTarget },
    ] = await Promise.all([
      import('../../reporters/verification.ts'),
      import('../../report/read-report.ts'),
      import('../../verify/verify-target.ts'),
      import('../../gate/packer-for-target.ts'),
    ])
    const day = options.on === null ? {} : { day: parseDay('--on', options.on) }
    const report = await readReport(path.resolve(directory, file))
    const temporary = openTemporaryFolder()
    try {
      const verifications: Verification[] = []
      for (const target of targets)
        verifications.push(
          await verifyTarget(report, target, {
            ...day,
            directory,
            temporaryDirectory: temporary.path,
            runScripts: false,
            packer: await choosePackerForTarget(target, directory, asked),
            timeLimit: readNpmTimeLimit(),
          }),
        )
      const { color } = describeScreen()
      await print(
        format === 'json'
          ? `${JSON.stringify({ schemaVersion: 1, verifications }, null, 2)}\n`
          : `${verifications.map((one) => renderVerification(one, color)).join('')}${TAKEN_ON_TRUST}\n`,
      )
      if (options.statement !== null) {
        const verified = new Set(verifications.filter(isVerified).map(({ integrity }) => integrity))
        await writeStatements(path.resolve(directory, options.statement), report, verified)
      }
      return verifications.every(isVerified) ? 0 : 1
    } finally {
      temporary.remove()
    }
  },
})

/** The summaries, and after them what they name as their input; nothing where nothing was verified. */
async function writeStatements(file: string, report: Report, verified: ReadonlySet<string>): Promise<void> {
  const [{ makeJudgingStatement, makeSummaryStatements }, { readJudgingRun }] = await Promise.all([
    import('../../verify/verification-summary.ts'),
    import('../../verify/judging-run.ts'),
  ])
  const run = readJudgingRun(process.env)
  const input = makeJudgingStatement(report, verified, run)
  const statements = [
    ...makeSummaryStatements(report, verified, { run, time: new Date() }),
    ...(input ? [input] : []),
  ]
  await writeFile(file, statements.map((one) => `${JSON.stringify(one)}\n`).join(''))
}

interface AttestationOptions {
  readonly attestation: string
  readonly repo: string | null
  readonly trustedRoot: string | null
  readonly format: 'terminal' | 'json'
  readonly asked: PackerName | null
}

async function verifyAttestation(
  targets: readonly string[],
  { attestation, repo, trustedRoot, format, asked }: AttestationOptions,
): Promise<number> {
  if (repo === null || !/^[\w.-]+\/[\w.-]+$/.test(repo))
    throw new CannotLook(
      'Name the repository whose workflow must have signed: --repo owner/name. Anybody can sign for themselves.',
    )
  if (trustedRoot === null)
    throw new CannotLook(
      'Say whom to trust: gh attestation trusted-root > roots.jsonl, then --trusted-root roots.jsonl. Nothing is fetched here.',
    )
  const directory = process.cwd()
  const [{ verifyAttested }, { writeAttestedLine }, { choosePackerForTarget }] = await Promise.all([
    import('../../verify/attestation.ts'),
    import('../../reporters/attested.ts'),
    import('../../gate/packer-for-target.ts'),
  ])
  const temporary = openTemporaryFolder()
  try {
    const results = await verifyAttested(targets, {
      bundleFile: path.resolve(directory, attestation),
      trustedRootFile: path.resolve(directory, trustedRoot),
      repository: repo,
      packerOf: (target) => choosePackerForTarget(target, directory, asked),
      directory,
      temporaryDirectory: temporary.path,
      runScripts: false,
      timeLimit: readNpmTimeLimit(),
    })
    await print(
      format === 'json'
        ? `${JSON.stringify({ schemaVersion: 1, attested: results }, null, 2)}\n`
        : results.map((one) => `${writeAttestedLine(one)}\n`).join(''),
    )
    return results.every(({ outcome }) => outcome === 'attested') ? 0 : 1
  } finally {
    temporary.remove()
  }
}
