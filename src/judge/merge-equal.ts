import { type Finding, PLACES_KEPT, type SuppressedFinding } from '../model/report.ts'
import { setPlaces } from './finding-places.ts'
import type { Join } from './merge-in-file.ts'

/** Findings of one rule that say the same of different files, beyond which they are told as one. */
const MOST_EQUAL = 5

/** Values of a message that say what was found; the others say where, or what it is called there. */
const WHAT_IT_IS = ['token', 'kind'] as const

/**
 * Findings that say the same in all but their values, as one with all their places where they are many: the first one's
 * values are shown, and how many more there are.
 * @param join told the fingerprint of the one and what was merged into it
 */
export function mergeEqual(findings: readonly Finding[], join?: Join): Finding[] {
  return groupByKey(findings, listKeyParts).flatMap((group) => {
    if (group.length <= MOST_EQUAL) return group
    const one = mergeGroup(group)
    join?.(one.fingerprint, group)
    return [one]
  })
}

/** The same for findings that exceptions of one reason set aside. */
export function mergeEqualSuppressed(suppressed: readonly SuppressedFinding[]): SuppressedFinding[] {
  const makeKey = ({ finding, reason, expires, by }: SuppressedFinding) => [
    listKeyParts(finding),
    reason,
    expires,
    by,
  ]
  return groupByKey(suppressed, makeKey).flatMap((group) => {
    const [first] = group
    if (first === undefined || group.length <= MOST_EQUAL) return group
    return [{ ...first, finding: mergeGroup(group.map(({ finding }) => finding)) }]
  })
}

const listKeyParts = ({ rule, severity, template, data }: Finding): unknown[] => [
  rule,
  severity,
  template.what,
  ...WHAT_IT_IS.map((name) => data[name] ?? null),
]

function groupByKey<One>(all: readonly One[], key: (one: One) => unknown): One[][] {
  const groups = new Map<string, One[]>()
  for (const one of all) {
    const name = JSON.stringify(key(one))
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return [...groups.values()]
}

function mergeGroup(group: readonly Finding[]): Finding {
  const [first, ...others] = group
  if (first === undefined) throw new Error('There is nothing to merge.')
  const places = group.flatMap((finding) => finding.places).slice(0, PLACES_KEPT)
  const count = group.reduce((sum, finding) => sum + finding.count, 0)
  const also = new Map<string, Finding['also'][number]>()
  for (const one of group.flatMap((finding) => finding.also)) {
    const known = also.get(one.rule)
    const paths = new Set([...(known?.paths ?? []), ...one.paths])
    also.set(one.rule, { ...(known ?? one), paths: [...paths].slice(0, PLACES_KEPT) })
  }
  return { ...setPlaces(first, places, count), also: [...also.values()], similar: others.length }
}
