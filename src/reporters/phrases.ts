import {
  type Finding,
  LEVELS,
  type Level,
  type PackageReport,
  type Report,
  type ReportPlace,
  type Verdict,
} from '../model/report.ts'
import { count } from '../text/count.ts'
import { joinList } from '../text/fill-template.ts'
import { formatBytes } from '../text/format-bytes.ts'

export { count, formatBytes as bytes, joinList as list }

/** How many findings of each level, gravest first, none left out that is not zero: `2 errors, 1 warning`. */
export function levelCounts(findings: readonly Finding[]): string {
  const of = (level: Level): number => findings.filter((finding) => finding.severity === level).length
  const parts = (['error', 'warning', 'notice'] as const).filter((level) => of(level) > 0)
  return parts.map((level) => count(of(level), level)).join(', ')
}

/** `name@version`, or what the user named where the tarball has no name. Raw: encode before printing. */
export function packageLabel(one: PackageReport): string {
  if (one.name === null) return one.target
  return one.version === null ? one.name : `${one.name}@${one.version}`
}

/** `dist/cli.js.map!src/auth.ts:12:5`. Raw: encode before printing. */
export function address(place: Pick<ReportPlace, 'path' | 'layer' | 'line' | 'column'>): string {
  const layer = place.layer === null ? '' : `!${place.layer}`
  const line = place.line === null ? '' : `:${place.line}`
  const column = place.line === null || place.column === null ? '' : `:${place.column}`
  return `${place.path}${layer}${line}${column}`
}

/** Original position of a place as `src/config.ts:12`, where it was traced. Raw: encode before printing. */
export function originalAddress(place: ReportPlace): string | null {
  return place.original && `${place.original.path}:${place.original.line}`
}

/** The first words a reader gets: whether it may go out. No hostile text. */
export function verdictWord(verdict: Verdict): string {
  return { pass: 'may be published', block: 'must not be published', error: 'could not be judged' }[verdict]
}

/** Findings of all packages. */
export function allFindings(report: Report): Finding[] {
  return report.packages.flatMap((one) => one.findings)
}

/** A time in the unit a person would choose. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** Whether a finding is among those that block its package. */
export function isBlocking(finding: Finding, one: PackageReport): boolean {
  return one.failOn !== 'never' && LEVELS.indexOf(finding.severity) <= LEVELS.indexOf(one.failOn)
}

/** "499 more like it." where many findings are told as one, else nothing. */
export function similarText({ similar }: Finding): string {
  return similar === 0
    ? ''
    : ` ${similar.toLocaleString('en-US')} more like ${similar === 1 ? 'it' : 'this'}.`
}
