import type { PackerName } from '../model/packing.ts'
import type { Cause, Finding, PackageReport } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import type { Traits } from '../model/traits.ts'
import { findCause } from './find-cause.ts'
import { findEvalCause, findMapCause, findReferenceCause } from './map-cause.ts'

/**
 * Adds to each finding about a file why it is in the tarball. Reads package.json and the ignore files of the package's
 * directory; what cannot be read leaves a finding without a cause. The rules say, by their traits, what remedy applies
 * to their findings.
 */
export function explainFindings(
  report: PackageReport,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  rules: readonly AnyRule[],
): PackageReport {
  const packer = report.packer?.packer ?? 'npm'
  const remedies = new Map(rules.map(({ meta }) => [meta.id, meta.traits.remedy]))
  const findings = report.findings.map((finding) => {
    const own = explain(finding, directory, manifest, remedies.get(finding.rule), packer)
    return own.cause === null ? { ...own, cause: findCauseOfFile(finding) } : own
  })
  return { ...report, findings }

  /** A value in a file that should not ship is there because the file is. */
  function findCauseOfFile({ also }: Finding): Cause | null {
    const file = also.find(({ rule }) => remedies.get(rule) === 'leave-out')
    const [path] = file?.paths ?? []
    return path === undefined ? null : findCause(directory, manifest, path, packer)
  }
}

function explain(
  finding: Finding,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  remedy: Traits['remedy'],
  packer: PackerName,
): Finding {
  try {
    return { ...finding, cause: findCauseOfPlaces(finding, directory, manifest, remedy, packer) }
  } catch {
    return finding
  }
}

function findCauseOfPlaces(
  { places }: Finding,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  remedy: Traits['remedy'],
  packer: PackerName,
): Cause | null {
  if (remedy === undefined || remedy === 'files-list') return null
  if (remedy === 'evaluated-code') return findEvalCause(directory, manifest)
  if (remedy === 'map-reference') return findReferenceCause(directory, manifest, places)
  if (remedy === 'map' || remedy === 'map-text')
    return findMapCause(directory, manifest, places, remedy === 'map-text', packer)
  // What lies inside a file that must ship, an inline map for one, is not there for a line in a list.
  const whole = places.find(({ layer }) => layer === null || !/^(inline|embedded)-/.test(layer))
  return whole === undefined ? null : findCause(directory, manifest, whole.path, packer)
}
