import type { Finding, ReportPlace } from '../model/report.ts'

/** The same finding at other places, of which the first is shown first. */
export function setPlaces(finding: Finding, places: ReportPlace[], count: number): Finding {
  const first = places[0]
  return {
    ...finding,
    places,
    count,
    path: first?.path ?? finding.path,
    line: first?.line ?? null,
    column: first?.column ?? null,
    layer: first?.layer ?? null,
    evidence: first?.evidence ?? null,
    original: first?.original ?? null,
  }
}
