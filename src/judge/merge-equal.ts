import { type Finding, PLACES_KEPT } from '../model/report.ts'
import { withPlaces } from './finding-places.ts'

/** Findings of one rule that say the same of different files, beyond which they are told as one. */
const MOST_EQUAL = 5

/**
 * Findings that say the same in all but their values, as one with all their places where they are many: the first one's
 * values are shown, and how many more there are.
 */
export function mergeEqual(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.severity, finding.template.what])
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].flatMap((group) => (group.length > MOST_EQUAL ? [merged(group)] : group))
}

function merged(group: readonly Finding[]): Finding {
  const [first, ...others] = group
  if (first === undefined) throw new Error('There is nothing to merge.')
  const places = group.flatMap((finding) => finding.places).slice(0, PLACES_KEPT)
  const count = group.reduce((sum, finding) => sum + finding.count, 0)
  const also = new Map(group.flatMap((finding) => finding.also).map((one) => [one.rule, one]))
  return { ...withPlaces(first, places, count), also: [...also.values()], similar: others.length }
}
