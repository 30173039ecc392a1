import type { Finding, PackageReport } from '../model/report.ts'
import { writeShortList } from '../text/fill-template.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { count, describePassOf, describeVerdict, formatPackageLabel } from './phrases.ts'
import { renderFindingLine, type Told } from './terminal-findings.ts'
import { renderBadge, type TerminalPage } from './terminal-page.ts'

/** Packages that a line names. */
const NAMED = 8

/** A package with what is told of it. */
export interface ToldPackage {
  readonly one: PackageReport
  readonly findings: readonly Finding[]
}

/** Packages of which the same is told: the same findings in the same files, and the same verdict. */
export function groupAlike(packages: readonly ToldPackage[]): ToldPackage[][] {
  const groups = new Map<string, ToldPackage[]>()
  for (const each of packages) {
    const facts = each.findings.map(({ rule, severity, template, count, places }) => [
      rule,
      severity,
      template.what,
      count,
      places[0]?.path,
    ])
    const key = JSON.stringify([each.one.verdict, facts])
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

/** What is the same in several packages once, with each one's fingerprint, so that an exception can be written. */
export function renderAlike(page: TerminalPage, group: readonly ToldPackage[], told: Told): void {
  const [first] = group
  if (first === undefined) return
  const { colors } = page
  const { verdict } = first.one
  const many = count(group.length, 'package')
  const names = writeShortList(
    group.map(({ one }) => encodeTerminalText(formatPackageLabel(one))),
    NAMED,
  )
  page.addBlank()
  const sentence =
    verdict === 'pass'
      ? describePassOf(
          many,
          group.map(({ one }) => one),
        )
      : `${many} ${describeVerdict(verdict)}`
  page.addLine(`${renderBadge(verdict, colors)} ${sentence}: ${names}`)
  for (const [index, finding] of first.findings.entries()) {
    told.lines += 1
    const each = group.flatMap(({ findings }) => findings[index] ?? [])
    page.addLine(renderFindingLine(keepSameLine(finding, each), colors, null))
    const fingerprints = each.map(({ fingerprint }) => fingerprint)
    page.addLine(colors.dim(writeShortList(fingerprints, NAMED)), 2)
  }
}

/** A finding with the line that it has in all packages; without one where they differ. */
function keepSameLine(finding: Finding, each: readonly Finding[]): Finding {
  const lines = new Set(each.map(({ places }) => places[0]?.line))
  if (lines.size < 2) return finding
  return { ...finding, places: finding.places.map((place) => ({ ...place, line: null, column: null })) }
}
