import type { Finding, Level, PackageReport, Report } from '../model/report.ts'
import { shorten, showInvisible } from '../text/safe-text.ts'
import { formatPackageLabel, isBlocking } from './phrases.ts'
import { type ActionPlaces, findManifest, findPlaceToAct } from './place-to-act.ts'
import { adviseOnUnseen, formatUnseenAddress, UNSEEN_ID } from './unseen-text.ts'

/** GitLab cuts long descriptions; this much fits a merge request's widget. */
const DESCRIPTION = 500

const SEVERITY: Readonly<Record<Level, 'info' | 'minor' | 'major'>> = {
  error: 'major',
  warning: 'minor',
  notice: 'info',
}

/**
 * The report as GitLab's code quality JSON (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format):
 * one issue a finding, where one can act on it. What blocks is `critical`, what could not be looked at a `blocker`.
 */
export function renderCodeQuality(report: Report, places: ActionPlaces): string {
  const issues = report.packages.flatMap((one) => [
    ...one.unseen.map((part, index) =>
      makeIssue({
        check: UNSEEN_ID,
        description: `${formatPackageLabel(one)}: not looked at: ${formatUnseenAddress(part)}, ${part.detail}. ${adviseOnUnseen(part)}`,
        fingerprint: part.digest ?? `${one.target} ${UNSEEN_ID} ${index}`,
        severity: 'blocker',
        file: findManifest(one, places),
        line: null,
      }),
    ),
    ...one.findings.map((finding) => makeFindingIssue(finding, one, places)),
  ])
  return `${JSON.stringify(issues, null, 2)}\n`
}

function makeFindingIssue(finding: Finding, one: PackageReport, places: ActionPlaces): object {
  const { file, line } = findPlaceToAct(finding, one, places)
  return makeIssue({
    check: finding.rule,
    description: `${formatPackageLabel(one)}: ${finding.message} ${finding.fix}`,
    fingerprint: finding.fingerprint,
    severity: isBlocking(finding, one) ? 'critical' : SEVERITY[finding.severity],
    file,
    line,
  })
}

interface Issue {
  readonly check: string
  readonly description: string
  readonly fingerprint: string
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker'
  readonly file: string | null
  readonly line: number | null
}

function makeIssue({ check, description, fingerprint, severity, file, line }: Issue): object {
  return {
    description: showInvisible(shorten(description, DESCRIPTION)),
    check_name: check,
    fingerprint,
    severity,
    // GitLab leaves out what has no path: a package that lies elsewhere is told at the root.
    location: { path: showInvisible(file ?? 'package.json'), lines: { begin: line ?? 1 } },
  }
}
