import { compareByHarm } from '../judge/fold-findings.ts'
import type { Finding, PackageReport } from '../model/report.ts'

/** A finding of a package. */
export interface FoundIn {
  readonly finding: Finding
  readonly one: PackageReport
}

/** What is said of several packages in the same words, told once; the first stands for all. */
export interface FindingGroup extends FoundIn {
  readonly members: readonly FoundIn[]
}

/**
 * Findings that say the same of different packages, together, the gravest first. What one package has twice is twice:
 * the second goes with the second of the others.
 */
export function groupFindings(found: readonly FoundIn[]): FindingGroup[] {
  const groups = new Map<string, FoundIn[]>()
  const seen = new Map<PackageReport, Map<string, number>>()
  for (const { one, finding } of found) {
    const same = JSON.stringify([finding.rule, finding.severity, finding.template.what])
    const counts = seen.get(one) ?? new Map<string, number>()
    const ordinal = counts.get(same) ?? 0
    seen.set(one, counts.set(same, ordinal + 1))
    const key = `${ordinal} ${same}`
    groups.set(key, [...(groups.get(key) ?? []), { one, finding }])
  }
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members
      return first === undefined ? [] : [{ ...first, members }]
    })
    .toSorted((a, b) => compareByHarm(a.finding, b.finding))
}
