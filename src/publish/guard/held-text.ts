import type { Finding, PackageReport, Report } from '../../model/report.ts'
import { count } from '../../text/count.ts'
import { encodeTerminalText } from '../../text/safe-text.ts'

/** Findings that are told to the publishing tool; the report has all. */
const TOLD = 5

/**
 * What the publishing tool prints when its request is answered: the first line says it all, the rest what and where.
 * Plain text for a terminal, encoded.
 */
export function tellHeld(spec: string, report: Report): string {
  const [judged] = report.packages
  if (report.verdict === 'error' || judged === undefined) return explainNoJudgement(spec, report)
  const blocking = judged.findings.filter((finding) => isBlocking(finding, judged))
  const { unseen } = judged
  const why = [
    ...(blocking.length > 0
      ? [`${count(blocking.length, 'finding')} in its tarball must not be published`]
      : []),
    ...(unseen.length > 0 ? [`${count(unseen.length, 'part')} of its tarball could not be looked at`] : []),
  ]
  return [
    `Seaworthy holds ${encodeTerminalText(spec)} back: ${why.join(', and ') || 'its report says so'}. Nothing of it was published.`,
    ...blocking.slice(0, TOLD).flatMap(tell),
    ...unseen.slice(0, TOLD).map(tellUnseen),
    ...(blocking.length > TOLD
      ? [`… and ${blocking.length - TOLD} more; the report of the guard has them.`]
      : []),
  ].join('\n')
}

/** The answer to a request whose secrets are in what it says of the package. */
export function tellHeldText(spec: string, secrets: readonly Finding[]): string {
  return [
    `Seaworthy holds ${encodeTerminalText(spec)} back: ${count(secrets.length, 'secret')} in the text beside its tarball, which the registry shows to everybody. Nothing of it was published.`,
    ...secrets.slice(0, TOLD).flatMap(tell),
  ].join('\n')
}

/** The answer to a request that cannot be judged; the reason is a clause. */
export function tellRefused(spec: string, why: string): string {
  return `Seaworthy holds ${encodeTerminalText(spec)} back: the request cannot be judged, because ${encodeTerminalText(why)}. Nothing of it was published.`
}

/** Sentences that kept us from judging. */
export function explainNoJudgement(spec: string, report: Report): string {
  const errors = [...report.errors, ...report.packages.flatMap((one) => one.errors)]
  return [
    `Seaworthy could not judge ${encodeTerminalText(spec)}, so nothing of it was published. ${encodeTerminalText(errors[0] ?? '')}`.trimEnd(),
    ...errors.slice(1, TOLD).map((error) => encodeTerminalText(error)),
  ].join('\n')
}

const ORDER = ['error', 'warning', 'notice'] as const

export function isBlocking({ severity }: Finding, { failOn }: PackageReport): boolean {
  return failOn !== 'never' && ORDER.indexOf(severity) <= ORDER.indexOf(failOn)
}

function tellUnseen({ path, layer, detail }: PackageReport['unseen'][number]): string {
  const place = [path, layer].filter((part) => part !== null).join('!')
  return `- ${encodeTerminalText(place || 'the tarball')}: ${encodeTerminalText(detail)}`
}

function tell(finding: Finding): string[] {
  const line = finding.line === null ? '' : `:${finding.line}`
  const more = finding.count > 1 ? ` (and ${finding.count - 1} more)` : ''
  const place = finding.path === null ? '' : `${encodeTerminalText(finding.path)}${line}${more}: `
  return [
    `- ${place}${encodeTerminalText(finding.message)} [${finding.rule}]`,
    `  To fix it: ${encodeTerminalText(finding.fix)}`,
  ]
}
