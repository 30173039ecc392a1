import {
  type AlsoFound,
  type Finding,
  PLACES_KEPT,
  type ReportPlace,
  type SuppressedFinding,
} from '../model/report.ts'
import { setPlaces } from './finding-places.ts'
import { type Folded, foldFindings } from './fold-findings.ts'
import { findPlaceBinding, type PlaceBinding } from './place-binding.ts'

/** A written exception that holds for a place. */
export interface AppliedSuppression {
  readonly reason: string
  readonly expires: string | null
  readonly by: string | null
}

/** A place that an exception may cover. */
export interface Candidate extends PlaceBinding {
  readonly rule: string
  readonly path: string | null
  readonly layer: string | null
  readonly fingerprint: string
}

/** The written exception for a finding's place, or null. */
export type FindSuppression = (candidate: Candidate) => AppliedSuppression | null

interface Split {
  readonly kept: Finding | null
  readonly suppressed: SuppressedFinding[]
}

/**
 * Sets aside what is suppressed. What is the same thing under another rule goes with it; what only lies in a file that
 * is to ship after all is found again.
 */
export function setAside(folded: readonly Folded[], suppression: FindSuppression): Split[] {
  return folded.flatMap((one) => {
    const { kept, suppressed } = splitSuppressed(one.finding, suppression)
    if (kept === null) {
      const along = one.same.filter((member) => !holdsMore(member, one))
      const back = [...one.same.filter((member) => holdsMore(member, one)), ...one.inside]
      return [
        { kept, suppressed: suppressed.map((own) => ({ ...own, finding: addAlso(own.finding, along) })) },
        ...setAside(foldFindings(back.flatMap(flattenFolded)), suppression),
      ]
    }
    const members = [...one.same, ...one.inside].flatMap(flattenFolded)
    const apart = members.map((member) => ({ member, split: splitSuppressed(member.finding, suppression) }))
    const also = apart.filter(({ split }) => split.kept !== null).map(({ member }) => member)
    const own = apart.filter(({ split }) => split.kept === null).flatMap(({ split }) => split.suppressed)
    return [{ kept: addAlso(kept, also), suppressed: [...suppressed, ...own] }]
  })
}

/** A file as a whole is more than a value in it or a folder's name: an exception for those does not reach it. */
function holdsMore(member: Folded, one: Folded): boolean {
  return member.traits.binds === 'content' && one.traits.binds !== 'content'
}

/** A folded finding with all that was folded into it, at any depth. */
function flattenFolded(one: Folded): Folded[] {
  return [one, ...[...one.same, ...one.inside].flatMap(flattenFolded)]
}

function addAlso(finding: Finding, members: readonly Folded[]): Finding {
  const byRule = new Map<string, AlsoFound>()
  for (const { finding: other } of members.flatMap(flattenFolded)) {
    if (other.rule === finding.rule) continue
    const known = byRule.get(other.rule)
    const paths = [...new Set([...(known?.paths ?? []), ...other.places.map(({ path }) => path)])]
    byRule.set(other.rule, {
      rule: other.rule,
      title: other.title,
      message: known?.message ?? other.message,
      fingerprint: known?.fingerprint ?? other.fingerprint,
      paths: paths.slice(0, PLACES_KEPT),
    })
  }
  return { ...finding, also: [...byRule.values()] }
}

function splitSuppressed(finding: Finding, suppression: FindSuppression): Split {
  const { rule, fingerprint } = finding
  if (finding.places.length === 0) {
    const applied = suppression({ rule, path: null, layer: null, fingerprint, kind: fingerprint })
    return applied === null
      ? { kept: finding, suppressed: [] }
      : { kept: null, suppressed: [{ finding, ...applied }] }
  }
  const kept: ReportPlace[] = []
  const exempt = new Map<string, { applied: AppliedSuppression; places: ReportPlace[] }>()
  for (const place of finding.places) {
    const { path, layer } = place
    const binding = findPlaceBinding(place) ?? { kind: fingerprint }
    const applied = suppression({ rule, path, layer, fingerprint, ...binding })
    if (applied === null) kept.push(place)
    else {
      const key = JSON.stringify(applied)
      const group = exempt.get(key) ?? { applied, places: [] }
      group.places.push(place)
      exempt.set(key, group)
    }
  }
  const suppressed = [...exempt.values()].map(({ applied, places }) => ({
    finding: setPlaces(finding, places, places.length),
    ...applied,
  }))
  // Places that were counted but not kept cannot be matched against a pattern, so they stay.
  const beyond = finding.count - finding.places.length
  const isLeft = kept.length > 0 || beyond > 0
  return { kept: isLeft ? setPlaces(finding, kept, kept.length + beyond) : null, suppressed }
}
