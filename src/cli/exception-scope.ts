import type { NewSuppression } from '../config/files/exception-writer.ts'
import { ValueHashes } from '../config/merge/value-hash.ts'
import { removeHash } from '../judge/fingerprint.ts'
import type { HeldValues } from '../judge/held-values.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Finding } from '../model/report.ts'
import type { Traits } from '../model/traits.ts'
import { RULES } from '../rules/index.ts'

/** Values that one exception may name, and all of a finding's together: a run works out no more. */
const MOST_VALUES = 100
const MOST_TOGETHER = 200

/** What an exception is for: the rule, where, and how much. */
export type ExceptionScope = Pick<NewSuppression, 'rule' | 'path' | 'fingerprint' | 'values' | 'up-to'>

/** A finding, or what another rule says of the same thing. */
type Said = Pick<Finding, 'rule' | 'fingerprint' | 'data'> & {
  /** The files it is about; null where not all of them are known. */
  readonly paths: readonly string[] | null
}

/** What an exception from a finding of this rule must say that it holds for; undefined for the place alone. */
export function findBinding(rule: string): Traits['binds'] {
  const known = RULES.find(({ meta }) => meta.id === rule)
  // A rule of the team's own is for what it says.
  return known === undefined ? 'said' : known.meta.traits.binds
}

/**
 * The exceptions that set a finding aside, with all that are told as one with it: each holds for what was found, and
 * for no more.
 * @throws CannotLook where that cannot be said of it
 */
export function listExceptionsFor(finding: Finding, held: HeldValues): ExceptionScope[] {
  const members = held.listMembersOf(finding)
  const said = [...members.map(describeItself), ...members.flatMap(listContentsAround)]
  return [...new Set(said.map(({ rule }) => rule))].flatMap((rule) => {
    const all = said.filter((one) => one.rule === rule)
    const [only, ...others] = all
    if (only === undefined) return []
    return others.length === 0 ? [describeScope(only, held)] : describeScopes(rule, all, held)
  })
}

function describeItself({ rule, fingerprint, data, places, count }: Finding): Said {
  const paths = [...new Set(places.map(({ path }) => path))]
  return { rule, fingerprint, data, paths: count === places.length ? paths : null }
}

/** Findings about the whole of a file that the value lies in: an exception for the value does not reach them. */
function listContentsAround({ rule, also }: Finding): Said[] {
  if (findBinding(rule) === 'content') return []
  return also.filter((one) => findBinding(one.rule) === 'content').map((one) => ({ ...one, data: {} }))
}

function describeScope({ rule, fingerprint, data, paths }: Said, held: HeldValues): ExceptionScope {
  // One file is named, so that the line can be read, and a second file with the same fault still shows.
  const [only, other] = paths ?? []
  const place = { rule, ...(only === undefined || other !== undefined ? {} : { path: formatPattern(only) }) }
  const binding = findBinding(rule)
  if (binding === undefined) return { ...place, fingerprint }
  if (binding === 'amount') {
    const { files, lines } = data
    if (typeof files !== 'number' || typeof lines !== 'number') return { ...place, fingerprint }
    return { ...place, fingerprint, 'up-to': { files: Math.max(1, files), lines: roundUp(lines) } }
  }
  const bound = held.find(fingerprint, paths)
  // A finding about something that has no value, such as one about too many of them.
  if (bound === null) return { ...place, fingerprint }
  if (bound.values.size > MOST_VALUES) throw refuseTooMany(fingerprint, bound.values.size)
  return { ...place, fingerprint: bound.kind, values: hashValues(rule, bound.values) }
}

/** Of many findings by one rule: what is bound to values in one exception for the folder around them. */
function describeScopes(rule: string, all: readonly Said[], held: HeldValues): ExceptionScope[] {
  const bound = all.map(({ fingerprint, paths }) => held.find(fingerprint, paths))
  const values = new Set(bound.flatMap((one) => [...(one?.values ?? [])]))
  if (bound.includes(null) || values.size === 0) return all.map((one) => describeScope(one, held))
  if (values.size > MOST_TOGETHER) throw refuseTooMany(all[0]?.fingerprint ?? '', values.size)
  const hashes = hashValues(rule, values)
  const path = findPatternAround(all.flatMap(({ paths }) => paths ?? ['']))
  const count = Math.ceil(hashes.length / MOST_VALUES)
  return Array.from({ length: count }, (_, index) => ({
    rule,
    path,
    values: hashes.slice(index * MOST_VALUES, (index + 1) * MOST_VALUES),
  }))
}

function refuseTooMany(fingerprint: string, count: number): CannotLook {
  return new CannotLook(
    `The finding ${fingerprint} has ${count} different values, more than exceptions may list. Leave the files out of the package, or write an exception for their folder by hand, where the rule takes one without values.`,
  )
}

function hashValues(rule: string, values: Iterable<string>): string[] {
  const hashes = new ValueHashes()
  return [...values]
    .map((value) => hashes.hash(rule, value))
    .filter((hash) => hash !== null)
    .sort()
}

/** A path as a pattern that names it alone, but for the hash that a build puts into it. */
const formatPattern = (path: string) => removeHash(path.replace(/[\\*?[\]{}]/g, '\\$&'))

/** The one file, or the innermost folder that all paths lie in, as a pattern. */
function findPatternAround(paths: readonly string[]): string {
  const [only, other] = new Set(paths)
  if (only !== undefined && other === undefined) return formatPattern(only)
  const folders = paths.map((path) => path.split('/').slice(0, -1))
  const [first = []] = folders
  const different = first.findIndex((name, depth) => folders.some((folder) => folder[depth] !== name))
  const shared = different === -1 ? first : first.slice(0, different)
  return shared.length === 0 ? '**' : `${formatPattern(shared.join('/'))}/**`
}

/** A twentieth more, to two digits, so that a line more is no new finding: 3,412 becomes 3,600. */
function roundUp(lines: number): number {
  const more = Math.ceil(lines * 1.05)
  const step = 10 ** Math.max(0, String(more).length - 2)
  return Math.max(1, Math.ceil(more / step) * step)
}
