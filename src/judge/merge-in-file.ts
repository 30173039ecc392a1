import { settingsSyntax } from '../knowledge/settings-file.ts'
import { type AlsoFound, type Finding, LEVELS, PLACES_KEPT } from '../model/report.ts'
import type { Traits } from '../model/traits.ts'
import { setPlaces } from './finding-places.ts'

/** Told the fingerprint of the finding that several are told as, and all of them. */
export type Join = (fingerprint: string, members: readonly Finding[]) => void

/** Folders in which everything has one origin: those of tools, of reports and of logs. */
const OF_ONE_ORIGIN = /^(?:\..+|coverage|[\w-]*(?:reports?|results)|_?logs?)$/

/**
 * What was found in one file that is a leak as a whole (a file of settings, a recording, an archive), as one finding:
 * the gravest of them, which names a value if there is one, with the places of all. Secrets of which not the same is
 * said stay findings of their own. Then the files of one report or tool folder that should not ship, if nothing but
 * that is wrong with them.
 */
export function mergeInFile(
  findings: readonly Finding[],
  traitsOf: ReadonlyMap<string, Traits>,
  join: Join,
): Finding[] {
  const isLeftOut = (rule: string) => traitsOf.get(rule)?.remedy === 'leave-out'
  const ways = { isLeftOut, join }
  const byFile = mergeBy(
    findings,
    ways,
    (one) => {
      const paths = listPaths(one)
      return paths.length === 0 || !belongsToFile(one, isLeftOut) ? null : JSON.stringify(paths)
    },
    (group) => isWholeLeak(group, isLeftOut),
  )
  return mergeBy(
    byFile,
    ways,
    (one) => {
      if (one.harm === 'credential' || !isLeftOut(one.rule)) return null
      const [folder, other] = new Set(listPaths(one).map((path) => findFolderOfOneOrigin(path)))
      return other === undefined ? (folder ?? null) : null
    },
    () => true,
  )
}

function mergeBy(
  findings: readonly Finding[],
  { isLeftOut, join }: { isLeftOut: (rule: string) => boolean; join: Join },
  keyOf: (one: Finding) => string | null,
  isOne: (group: readonly Finding[]) => boolean,
): Finding[] {
  const groups = new Map<string | Finding, Finding[]>()
  for (const one of findings) {
    const key = keyOf(one) ?? one
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1 || !isOne(group)) return group
    return groupByLeak(group, isLeftOut).map((members) => {
      const [only] = members
      if (only !== undefined && members.length === 1) return only
      const one = mergeGroup(members, isLeftOut)
      join(one.fingerprint, members)
      return one
    })
  })
}

/**
 * The secrets of a file, which are replaced each in a place of its own: a token for certain by itself, others with those
 * of which the same is said. What else is found in the file goes with the gravest.
 */
function groupByLeak(group: readonly Finding[], isLeftOut: (rule: string) => boolean): Finding[][] {
  const leaks = new Map<string, Finding[]>()
  const rest: Finding[] = []
  for (const one of group.toSorted((a, b) => rankGravity(a) - rankGravity(b))) {
    const { rule, harm, confidence, template, fingerprint } = one
    if (harm !== 'credential' || isLeftOut(rule)) {
      rest.push(one)
      continue
    }
    const key = JSON.stringify(confidence === 'sure' ? [fingerprint] : [rule, template.what])
    leaks.set(key, [...(leaks.get(key) ?? []), one])
  }
  const [first = [], ...others] = leaks.values()
  return [[...first, ...rest], ...others]
}

const rankGravity = ({ severity }: Finding): number => LEVELS.indexOf(severity)

function findFolderOfOneOrigin(path: string): string | null {
  const names = path.split('/').slice(0, -1)
  const at = names.findIndex((name) => OF_ONE_ORIGIN.test(name))
  return at === -1 ? null : names.slice(0, at + 1).join('/')
}

/** The files that a finding is about; none where not all of them are known. */
function listPaths({ places, count }: Finding): string[] {
  return count === places.length ? [...new Set(places.map(({ path }) => path))].sort() : []
}

function belongsToFile({ rule, harm }: Finding, isLeftOut: (rule: string) => boolean): boolean {
  return harm === 'credential' || harm === 'internals' || isLeftOut(rule)
}

/** Whether the file is to go as a whole: a rule says so, or it holds settings and a credential among them. */
function isWholeLeak(group: readonly Finding[], isLeftOut: (rule: string) => boolean): boolean {
  if (group.some(({ rule }) => isLeftOut(rule))) return true
  const paths = group.flatMap(({ places }) => places.map(({ path }) => path))
  const left = new Set(
    group.flatMap(({ also }) => also.filter(({ rule }) => isLeftOut(rule)).flatMap((other) => other.paths)),
  )
  if (paths.every((path) => left.has(path))) return true
  return group.some(({ harm }) => harm === 'credential') && paths.every(isOfSettings)
}

function isOfSettings(path: string): boolean {
  const syntax = settingsSyntax(path)
  return (syntax === 'data' || syntax === 'script') && !/(?:^|\/)package\.json$|\.map$/.test(path)
}

function mergeGroup(group: readonly Finding[], isLeftOut: (rule: string) => boolean): Finding {
  const isValue = ({ rule, harm }: Finding) => Number(harm === 'credential' && !isLeftOut(rule))
  const [head, ...others] = group.toSorted(
    (a, b) => rankGravity(a) - rankGravity(b) || isValue(b) - isValue(a),
  )
  if (head === undefined) throw new Error('There is nothing to merge.')
  const all = [head, ...others].flatMap(({ places }) => places)
  const seen = new Set(all.flatMap(({ line, path }) => (line === null ? [] : [path])))
  const places = all.filter(({ line, path }) => line !== null || !seen.has(path))
  const also = new Map<string, AlsoFound>()
  const say = (one: AlsoFound): void => {
    if (one.rule !== head.rule || one.message !== head.message) also.set(`${one.rule} ${one.message}`, one)
  }
  for (const { rule, title, message, fingerprint, places } of others)
    say({
      rule,
      title,
      message,
      fingerprint,
      paths: [...new Set(places.map(({ path }) => path))].slice(0, PLACES_KEPT),
    })
  const said = new Set([head.rule, ...others.map(({ rule }) => rule)])
  for (const one of [head, ...others].flatMap((member) => member.also)) {
    if (!said.has(one.rule)) say(one)
    said.add(one.rule)
  }
  return { ...setPlaces(head, places.slice(0, PLACES_KEPT), places.length), also: [...also.values()] }
}
