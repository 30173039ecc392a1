import { statSync } from 'node:fs'
import path from 'node:path'
import { addSuppressions, type NewSuppression } from '../config/files/exception-writer.ts'
import { formatDay } from '../config/merge/suppression.ts'
import { HeldValues } from '../judge/held-values.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Finding } from '../model/report.ts'
import { readReport } from '../report/read-report.ts'
import { describeSimilar } from '../reporters/phrases.ts'
import { ConfigFileError } from '../repository/config-files.ts'
import { joinList } from '../text/fill-template.ts'
import { READABLE } from '../text/readable.ts'
import { readTextIfAny, resolveFromHere, writeText } from './config-file.ts'
import { loadEffectiveConfig } from './effective-config.ts'
import { type ExceptionScope, findBinding, listExceptionsFor } from './exception-scope.ts'
import { findFinding } from './find-finding.ts'
import { parseDayToCome } from './given-date.ts'
import { judgeTargets } from './judge-targets.ts'
import { print } from './screen.ts'
import { assertHolds, describeWrittenException, type ExceptionRequest } from './written-exception.ts'

export interface SuppressRequest extends ExceptionRequest {
  readonly fingerprint: string
  readonly baseline: string | null
}

/**
 * Writes a suppression for a finding and says what it wrote.
 * @throws CannotLook when there is no such finding, or no configuration that it could go into.
 */
export async function suppress(request: SuppressRequest): Promise<number> {
  const { judging, reportFile } = request
  const reason = request.reason?.trim() ?? ''
  if (!READABLE.test(reason))
    throw new CannotLook(
      `A suppression needs a reason: every report shows it. Add: --reason "why this is all right"`,
    )
  const today = formatDay(new Date())
  const expires = request.expires === null ? null : parseDayToCome('--expires', request.expires, today)
  const held = new HeldValues()
  const judgeAnew = (target: string) =>
    judgeTargets({
      targets: [target],
      ...judging,
      workspaces: false,
      baseline: request.baseline,
      runScripts: request.runScripts,
      held,
    })
  const told = reportFile === null ? await judgeAnew(request.target ?? '.') : await readReport(reportFile)
  let { one, finding } = findFinding(told, request.fingerprint)
  // Values stand in no report, so the package is looked at again for what the exception is to hold for.
  if (reportFile !== null && (isOfValues(finding) || finding.similar > 0 || finding.also.length > 0))
    ({ one, finding } = findFinding(await judgeAnew(request.target ?? one.target), finding.fingerprint))

  const folder = [request.target ?? one.target, '.'].find(isFolder) ?? '.'
  const load = () => loadEffectiveConfig(folder, judging)
  const { file, config } = await load()
  const written = file ?? path.resolve(folder, 'seaworthy.yml')
  const given = { ...request, reason, expires }
  const added = listExceptionsFor(finding, held).map((scope) => makeSuppression(scope, given))
  const before = await readTextIfAny(written)
  const after = insertSuppressions(before ?? '', written, added)
  await writeText(written, after)
  await assertHolds(written, before, config.ignoredWeakenings, 'suppression', load)
  await print(
    describeWrittenException(
      written,
      before,
      after,
      `It sets aside: ${finding.message}${describeSimilar(finding)}${describeOtherRules(finding)}`,
    ),
  )
  return 0
}

/** That other rules say something of the same, which is set aside with it. */
function describeOtherRules({ also }: Finding): string {
  const rules = [...new Set(also.map(({ rule }) => rule))]
  return rules.length === 0
    ? ''
    : ` What ${joinList(rules)} ${rules.length === 1 ? 'says' : 'say'} of it is set aside with it.`
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
}

function isOfValues({ rule }: Finding): boolean {
  const binding = findBinding(rule)
  return binding !== undefined && binding !== 'amount'
}

function makeSuppression(
  scope: ExceptionScope,
  { reason, expires, approvedBy }: Pick<SuppressRequest, 'expires' | 'approvedBy'> & { reason: string },
): NewSuppression {
  return {
    ...scope,
    reason,
    ...(expires === null ? {} : { expires }),
    ...(approvedBy === null ? {} : { 'approved-by': approvedBy }),
  }
}

function insertSuppressions(text: string, file: string, added: readonly NewSuppression[]): string {
  try {
    return addSuppressions(text, file, added)
  } catch (error) {
    if (error instanceof ConfigFileError) throw new CannotLook(`${resolveFromHere(file)}: ${error.message}`)
    throw error
  }
}
