import type { Finding, PackageReport } from '../report/report.ts'
import { findCause } from './find-cause.ts'

/** Findings of these are about a file being in the tarball at all, so leaving it out is the remedy. */
const ABOUT_PRESENCE = /^(file|source|source-map)\/|^size\/entry$/
/** Of those, the ones that no list of files can mend. */
const OTHER_REMEDY = new Set([
  'source-map/remote-reference',
  'source-map/dangling-reference',
  'source/dev-bundle',
  'file/unexpected',
])
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
  if (!ABOUT_PRESENCE.test(finding.rule) || OTHER_REMEDY.has(finding.rule)) return finding
  // What lies inside a file that must ship, an inline map for one, does not go away with a line in a list.
  const whole = finding.places.filter(
    (place) => place.layer === null || !/^(inline|embedded)-/.test(place.layer),
  )
  const paths = [...new Set(whole.map((place) => place.path))].slice(0, PATHS_CONSIDERED)
  if (paths.length === 0) return finding
  try {
    return { ...finding, ...findCause(directory, manifest, paths) }
  } catch {
    return finding
  }
}
