import type { Finding, PackageReport } from '../model/report.ts'
import { type FoundCause, findCause } from './find-cause.ts'
import { findEvalCause, findMapCause, findReferenceCause } from './map-cause.ts'

/** Findings of these are about a file being in the tarball at all, so leaving it out is the remedy. */
const ABOUT_PRESENCE = /^(file|source|source-map)\/|^size\/entry$/
/** Of those, the ones that no list of files can mend. */
const OTHER_REMEDY = new Set(['source-map/remote-reference', 'file/unexpected'])
/** Paths of one finding that an edit is worked out for. */
const PATHS_CONSIDERED = 200

/**
 * Adds to each finding about a file why it is in the tarball and the edit that takes it out. Reads package.json and
 * the ignore files of the package's directory; what cannot be read leaves a finding without a cause.
 */
export function explainFindings(
  report: PackageReport,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
): PackageReport {
  return { ...report, findings: report.findings.map((finding) => explain(finding, directory, manifest)) }
}

function explain(
  finding: Finding,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
): Finding {
  try {
    return { ...finding, ...causeOf(finding, directory, manifest) }
  } catch {
    return finding
  }
}

function causeOf(
  { rule, places }: Finding,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
): FoundCause | null {
  if (!ABOUT_PRESENCE.test(rule) || OTHER_REMEDY.has(rule)) return null
  if (rule === 'source/dev-bundle') return findEvalCause(directory, manifest)
  if (rule === 'source-map/dangling-reference') return findReferenceCause(directory, manifest, places)
  if (rule.startsWith('source-map/'))
    return findMapCause(directory, manifest, places, rule === 'source-map/embedded-source')
  // What lies inside a file that must ship, an inline map for one, does not go away with a line in a list.
  const whole = places.filter((place) => place.layer === null || !/^(inline|embedded)-/.test(place.layer))
  const paths = [...new Set(whole.map((place) => place.path))].slice(0, PATHS_CONSIDERED)
  return paths.length === 0 ? null : findCause(directory, manifest, paths)
}
