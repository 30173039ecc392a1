import { isExpired } from '../config/merge/suppression.ts'
import { decideVerdict, findWorstVerdict } from '../judge/judge.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackageReport, Report, Verdict } from '../model/report.ts'

/**
 * Holds a report against itself: its verdicts must be those that its own findings lead to.
 * @throws CannotLook when it contradicts itself, or says that something kept it from looking
 */
export function assertConsistent(report: Report): void {
  const [trouble] = report.errors
  if (trouble !== undefined)
    throw new CannotLook(
      `The report says that not everything could be looked at, so it vouches for nothing: ${trouble.split('\n')[0] ?? ''} Check again, and verify against that report.`,
    )
  for (const one of report.packages) {
    const found = decideVerdict(one.findings, one.failOn, one.errors, one.unseen)
    if (found !== one.verdict)
      contradict(
        `${one.name ?? one.target} has the verdict "${one.verdict}", and its findings lead to "${found}"`,
      )
  }
  const whole = findWorstVerdict(report.packages.map(({ verdict }) => verdict))
  if (whole !== report.verdict)
    contradict(`the whole has the verdict "${report.verdict}", and its packages lead to "${whole}"`)
}

/** @throws CannotLook for a report that says two things of one matter */
export function contradict(what: string): never {
  throw new CannotLook(
    `The report contradicts itself, so it vouches for nothing: ${what}. Use the report as the check wrote it.`,
  )
}

/** The verdict of a package's findings under a gate that is shut: where nothing was to block, errors do. */
export function findTrustedVerdict({ findings, failOn, errors, unseen }: PackageReport): Verdict {
  return decideVerdict(findings, failOn === 'never' ? 'error' : failOn, errors, unseen)
}

/**
 * The verdict that the same findings lead to on a day on which some of the exceptions have run out: what these set aside
 * stands again.
 * @param day `YYYY-MM-DD`
 */
export function judgeOnDay(one: PackageReport, day: string): Verdict {
  const back = one.suppressed.filter((exception) => isExpired(exception, day))
  const unread = one.accepted.filter((exception) => isExpired(exception, day))
  return findTrustedVerdict({
    ...one,
    findings: [...one.findings, ...back.map(({ finding }) => finding)],
    unseen: [...one.unseen, ...unread.map(({ unseen }) => unseen)],
  })
}

/**
 * What a verification cannot vouch for, though the bytes are those that were judged; whole sentences, raw.
 * @param day `YYYY-MM-DD`
 */
export function listReservations(packages: readonly PackageReport[], day: string): string[] {
  const said = packages.flatMap((one) => [
    ...(one.failOn === 'never' ? ['fail-on was "never"; it is verified as if errors blocked.'] : []),
    ...one.suppressed.map(
      ({ finding, reason, expires }) =>
        `${finding.rule} in ${finding.path ?? 'the package'} was set aside: ${reason}${describeEnded(expires, day)}.`,
    ),
    ...one.accepted.map(
      ({ unseen, reason, expires }) =>
        `${unseen.path ?? 'Part of the package'} could not be looked at and was accepted: ${reason}${describeEnded(expires, day)}.`,
    ),
    ...(one.gateChange === null
      ? []
      : ['It passed as a change to the gate alone: its review is all that protects.']),
  ])
  return [...new Set(said)]
}

function describeEnded(expires: string | null, day: string): string {
  return expires !== null && isExpired({ expires }, day) ? ` (the exception ran out on ${expires})` : ''
}
