import { statSync } from 'node:fs'
import path from 'node:path'
import { addSuppressions, type NewSuppression } from '../config/files/exception-writer.ts'
import { isoDay } from '../config/merge/suppression.ts'
import { withoutHash } from '../judge/fingerprint.ts'
import { HeldValues } from '../judge/held-values.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { AlsoFound, Finding } from '../model/report.ts'
import { readReport } from '../report/read-report.ts'
import { ConfigFileError } from '../repository/config-files.ts'
import { READABLE } from '../text/readable.ts'
import { fromHere, textOf, writeText } from './config-file.ts'
import { effectiveConfig } from './effective-config.ts'
import { bindingOf, scopeOf } from './exception-scope.ts'
import { findFinding } from './find-finding.ts'
import { dayToCome } from './given-date.ts'
import { judgeTargets } from './judge-targets.ts'
import type { Judging } from './options.ts'
import { print } from './screen.ts'
import { assertHolds, told as writtenText } from './written-exception.ts'

export interface SuppressRequest {
  readonly fingerprint: string
  readonly target: string | null
  readonly reason: string | null
  readonly expires: string | null
  readonly approvedBy: string | null
  readonly reportFile: string | null
  readonly baseline: string | null
  readonly judging: Judging
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
      `A suppression needs a reason: it stands in every report. Add: --reason "why this is all right"`,
    )
  const today = isoDay(new Date())
  const expires = request.expires === null ? null : dayToCome('--expires', request.expires, today)
  const held = new HeldValues()
  const judgeAnew = (target: string) =>
    judgeTargets({
      targets: [target],
      ...judging,
      workspaces: false,
      baseline: request.baseline,
      runScripts: false,
      held,
    })
  const told = reportFile === null ? await judgeAnew(request.target ?? '.') : await readReport(reportFile)
  let { one, finding } = findFinding(told, request.fingerprint)
  // Values stand in no report, so the package is looked at again for what the exception is to hold for.
  if (reportFile !== null && isOfValues(finding))
    ({ one, finding } = findFinding(await judgeAnew(request.target ?? one.target), finding.fingerprint))

  const folder = [request.target ?? one.target, '.'].find(isFolder) ?? '.'
  const load = () => effectiveConfig(folder, judging)
  const { file, config } = await load()
  const written = file ?? path.resolve(folder, 'seaworthy.yml')
  const given = { ...request, reason, expires }
  const added = [
    suppressionOf(finding, scopeOf(finding, held), given),
    ...contentsAround(finding).map((also) =>
      alsoSuppressed(also, scopeOf({ ...also, data: {} }, held), given),
    ),
  ]
  const before = await textOf(written)
  const after = withSuppression(before ?? '', written, added)
  await writeText(written, after)
  await assertHolds(written, before, config.ignoredWeakenings, 'suppression', load)
  await print(writtenText(written, before, after, `It sets aside: ${finding.message}`))
  return 0
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
}

function isOfValues({ rule }: Finding): boolean {
  const binding = bindingOf(rule)
  return binding === 'group' || binding === 'content'
}

function suppressionOf(
  finding: Finding,
  scope: ReturnType<typeof scopeOf>,
  { reason, expires, approvedBy }: Pick<SuppressRequest, 'expires' | 'approvedBy'> & { reason: string },
): NewSuppression {
  const paths = new Set(finding.places.map((place) => place.path))
  const [only] = paths
  // One file is named, so that the line can be read, and a second file with the same fault still shows.
  const isOne = paths.size === 1 && finding.count === finding.places.length
  return {
    rule: finding.rule,
    ...(isOne && only !== undefined ? { path: patternOf(only) } : {}),
    ...scope,
    reason,
    ...(expires === null ? {} : { expires }),
    ...(approvedBy === null ? {} : { 'approved-by': approvedBy }),
  }
}

/** Findings about the whole of a file that the value lies in: an exception for the value does not reach them. */
function contentsAround({ rule, also }: Finding): readonly AlsoFound[] {
  if (bindingOf(rule) === 'content') return []
  return also.filter((one) => bindingOf(one.rule) === 'content')
}

function alsoSuppressed(
  { rule, paths }: AlsoFound,
  scope: ReturnType<typeof scopeOf>,
  { reason, expires, approvedBy }: Pick<SuppressRequest, 'expires' | 'approvedBy'> & { reason: string },
): NewSuppression {
  const [only, other] = paths
  return {
    rule,
    ...(only !== undefined && other === undefined ? { path: patternOf(only) } : {}),
    ...scope,
    reason,
    ...(expires === null ? {} : { expires }),
    ...(approvedBy === null ? {} : { 'approved-by': approvedBy }),
  }
}

/** A path as a pattern that names it alone, but for the hash that a build puts into it. */
const patternOf = (path: string) => withoutHash(path.replace(/[\\*?[\]{}]/g, '\\$&'))

function withSuppression(text: string, file: string, added: readonly NewSuppression[]): string {
  try {
    return addSuppressions(text, file, added)
  } catch (error) {
    if (error instanceof ConfigFileError) throw new CannotLook(`${fromHere(file)}: ${error.message}`)
    throw error
  }
}
