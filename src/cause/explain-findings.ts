import type { Finding, PackageReport } from '../model/report.ts'
import type { AnyRule, Traits } from '../model/rule.ts'
import { type FoundCause, findCause } from './find-cause.ts'
import { findEvalCause, findMapCause, findReferenceCause } from './map-cause.ts'

/** Paths of one finding that an edit is worked out for. */
const PATHS_CONSIDERED = 200

/**
 * Adds to each finding about a file why it is in the tarball and the edit that takes it out. Reads package.json and
 * the ignore files of the package's directory; what cannot be read leaves a finding without a cause. The rules say, by
 * their traits, what remedy applies to their findings.
 */
export function explainFindings(
  report: PackageReport,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  rules: readonly AnyRule[],
): PackageReport {
  const remedies = new Map(rules.map(({ meta }) => [meta.id, meta.traits.remedy]))
  const findings = report.findings.map((finding) =>
    explain(finding, directory, manifest, remedies.get(finding.rule)),
  )
  return { ...report, findings }
}

function explain(
  finding: Finding,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  remedy: Traits['remedy'],
): Finding {
  try {
    return { ...finding, ...causeOf(finding, directory, manifest, remedy) }
  } catch {
    return finding
  }
}

function causeOf(
  { places }: Finding,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  remedy: Traits['remedy'],
): FoundCause | null {
  if (remedy === undefined) return null
  if (remedy === 'evaluated-code') return findEvalCause(directory, manifest)
  if (remedy === 'map-reference') return findReferenceCause(directory, manifest, places)
  if (remedy === 'map' || remedy === 'map-text')
    return findMapCause(directory, manifest, places, remedy === 'map-text')
  // What lies inside a file that must ship, an inline map for one, does not go away with a line in a list.
  const whole = places.filter((place) => place.layer === null || !/^(inline|embedded)-/.test(place.layer))
  const paths = [...new Set(whole.map((place) => place.path))].slice(0, PATHS_CONSIDERED)
  return paths.length === 0 ? null : findCause(directory, manifest, paths)
}
