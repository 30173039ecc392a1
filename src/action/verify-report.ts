import { realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setOutput, summary } from '@actions/core'
import { choosePackerForTarget } from '../gate/packer-for-target.ts'
import { readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { makeFreshFolder } from '../pack/fresh-folder.ts'
import { readReport } from '../report/read-report.ts'
import {
  describeVerification,
  isVerified,
  renderVerification,
  TAKEN_ON_TRUST,
} from '../reporters/verification.ts'
import { encodeAnnotationText, encodeMarkdownText, encodeOutputText } from '../text/safe-text.ts'
import { readJudgingRun } from '../verify/judging-run.ts'
import { type JudgingRun, makePredicateOfVerified } from '../verify/predicate.ts'
import { formatPredicate, makeSummaryStatements } from '../verify/verification-summary.ts'
import { type Verification, verifyTarget } from '../verify/verify-target.ts'
import type { Inputs } from './inputs.ts'
import { findTarballs } from './tarball-files.ts'
import { annotate, printEncoded, say } from './workflow-log.ts'

/** Milliseconds for npm to fetch a published version. */
const NPM_TIME_LIMIT = 5 * 60 * 1000

/**
 * Holds tarballs and published versions against the report of an earlier step or job: for the job that publishes, and
 * for the one that looks at what was published.
 * @returns The exit status of the step: 0 if every target is, byte for byte, what was judged and may be published.
 * @throws CannotLook when a target or the report cannot be had.
 */
export async function verifyReport(inputs: Inputs): Promise<number> {
  const workspace = await realpath(process.env.GITHUB_WORKSPACE || process.cwd())
  const temporary = await makeFreshFolder(process.env.RUNNER_TEMP || tmpdir(), 'seaworthy-')
  const report = await readReport(path.resolve(workspace, inputs.reportFile ?? ''))
  const verifications: Verification[] = []
  for (const target of [...inputs.paths, ...(await findTarballs(inputs.tarballs, workspace))])
    verifications.push(
      await verifyTarget(report, target, {
        directory: workspace,
        temporaryDirectory: temporary,
        runScripts: false,
        packer: await choosePackerForTarget(target, workspace, inputs.packer),
        timeLimit: NPM_TIME_LIMIT,
      }),
    )
  for (const one of verifications) {
    printEncoded(renderVerification(one, true))
    if (!isVerified(one)) fail(one)
  }
  await summarise(verifications)
  const passed = verifications.every(isVerified)
  if (passed) {
    const verified = new Set(verifications.map(({ integrity }) => integrity))
    const run = readJudgingRun(process.env)
    setOutput('predicate-file', encodeOutputText(await writePredicate(report, verified, { run, temporary })))
    const summaries = await writeSummaries(report, verified, { run, temporary })
    setOutput('summary-files', summaries.map(encodeOutputText).join('\n'))
  }
  setOutput('verdict', passed ? 'pass' : 'block')
  setOutput('blocked', String(!passed))
  setOutput('tarball-integrity', verifications.map(({ integrity }) => encodeOutputText(integrity)).join('\n'))
  return passed ? 0 : 1
}

/** What `actions/attest` is to say of the tarballs; see docs/attestation.md. */
async function writePredicate(
  report: Report,
  verified: ReadonlySet<string>,
  { run, temporary }: Attesting,
): Promise<string> {
  const file = path.join(temporary, 'predicate.json')
  await writeFile(file, formatPredicate(makePredicateOfVerified(report, verified, run)))
  return file
}

interface Attesting {
  readonly run: JudgingRun | null
  readonly temporary: string
}

/** SLSA verification summaries, one for each tarball: the predicate has room for one package. */
async function writeSummaries(
  report: Report,
  verified: ReadonlySet<string>,
  { run, temporary }: Attesting,
): Promise<string[]> {
  const statements = makeSummaryStatements(report, verified, { run, time: new Date() })
  return Promise.all(
    statements.map(async ({ predicate }, index) => {
      const file = path.join(temporary, `verification-summary-${index + 1}.json`)
      await writeFile(file, `${JSON.stringify(predicate, null, 2)}\n`)
      return file
    }),
  )
}

function fail(one: Verification): void {
  annotate({
    level: 'error',
    title: 'Not what was judged',
    message: encodeAnnotationText(describeVerification(one)),
    file: null,
    line: null,
    column: null,
  })
}

async function summarise(verifications: readonly Verification[]): Promise<void> {
  const lines = verifications.map(
    (one) =>
      `- ${isVerified(one) ? '✅' : '⛔'} ${encodeMarkdownText(describeVerification(one))}<br><code>${one.integrity}</code>${one.reservations.map((text) => `<br>${encodeMarkdownText(text)}`).join('')}`,
  )
  try {
    await summary
      .addRaw(['## Seaworthy: the same bytes?', '', ...lines, '', TAKEN_ON_TRUST, ''].join('\n'), true)
      .write()
  } catch (error) {
    say(`No job summary: ${readMessage(error)}`)
  }
}
