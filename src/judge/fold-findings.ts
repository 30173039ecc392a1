import { HARMS } from '../model/harm.ts'
import { type Finding, LEVELS, type ReportPlace } from '../model/report.ts'
import { BUILD_FAULTS, type Traits } from '../model/traits.ts'
import { setPlaces } from './finding-places.ts'

/** A finding and what its rule declares. */
export interface Graded {
  readonly finding: Finding
  readonly traits: Traits
}

/** A finding with what else was found of the same thing. */
export interface Folded {
  finding: Finding
  readonly traits: Traits
  /** The same value or the same file under other rules: what sets this one aside sets them aside. */
  readonly same: Folded[]
  /** What lies in files that should not ship at all; each comes back if those are to ship after all. */
  readonly inside: Folded[]
}

/** Columns that names and quotes before a value may take: rules begin their places at one or the other. */
const SAME_VALUE_COLUMNS = 64

/**
 * Folds findings about one thing into the one that says most: a value under several rules, a file that should not ship
 * under several names, and what lies in such a file or folder, but for credentials, which are a leak of their own.
 * The gravest is kept; none becomes milder.
 */
export function foldFindings(found: readonly Graded[]): Folded[] {
  const all = found.map(({ finding, traits }): Folded => ({ finding, traits, same: [], inside: [] }))
  const gone = new Set<Folded>()
  const ranked = all.toSorted(
    (a, b) =>
      rankSeverity(a) - rankSeverity(b) ||
      compareTrait(a, b, ({ remedy }) => remedy === 'leave-out') ||
      compareTrait(a, b, ({ exposes }) => exposes === true) ||
      // What is a token for certain names who gave it out and where it is revoked.
      Number(b.finding.confidence === 'sure') - Number(a.finding.confidence === 'sure') ||
      b.finding.count - a.finding.count,
  )
  foldSecrets(ranked.filter(isSecret), gone)
  foldIntoFiles(ranked, gone)
  foldFilesIntoSecrets(ranked, gone)
  foldLists(ranked, gone)
  foldUnbuilt(ranked, gone)
  return all.filter((one) => !gone.has(one))
}

/** The order of findings: by severity, then by whom publishing them harms, then as they were found. */
export function compareByHarm(a: Finding, b: Finding): number {
  const rankHarmOf = ({ harm }: Finding): number => (harm === undefined ? HARMS.length : HARMS.indexOf(harm))
  return LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) || rankHarmOf(a) - rankHarmOf(b)
}

const rankSeverity = ({ finding }: Folded): number => LEVELS.indexOf(finding.severity)
const compareTrait = (a: Folded, b: Folded, is: (traits: Traits) => boolean): number =>
  Number(is(b.traits)) - Number(is(a.traits))
const isSecret = ({ traits }: Folded): boolean => traits.harm === 'credential' && traits.remedy === undefined
const isList = ({ traits }: Folded): boolean => traits.takes === 'contents-list'

/** Moves places of one finding into another; with all of them goes the finding. */
function absorb(
  into: Folded,
  one: Folded,
  places: readonly ReportPlace[],
  kind: 'same' | 'inside',
  gone: Set<Folded>,
): void {
  const { finding } = one
  if (places.length === finding.places.length && finding.count === places.length) {
    into[kind].push(one)
    gone.add(one)
    return
  }
  const left = finding.places.filter((place) => !places.includes(place))
  if (left.length === 0) return
  into[kind].push({ ...one, finding: setPlaces(finding, [...places], places.length), same: [], inside: [] })
  one.finding = setPlaces(finding, left, finding.count - places.length)
}

/** One value that several rules know is one finding, under the gravest of them. */
function foldSecrets(secrets: readonly Folded[], gone: Set<Folded>): void {
  const claimed = new Map<string, { by: Folded; column: number }[]>()
  for (const one of secrets) {
    const taken = new Map<Folded, ReportPlace[]>()
    for (const place of one.finding.places) {
      const key = JSON.stringify([place.path, place.layer, place.line])
      const near = (claimed.get(key) ?? []).find(
        ({ by, column }) =>
          by.finding.rule !== one.finding.rule &&
          Math.abs(column - (place.column ?? 0)) <= SAME_VALUE_COLUMNS,
      )
      if (near !== undefined) taken.set(near.by, [...(taken.get(near.by) ?? []), place])
    }
    for (const [by, places] of taken) if (!gone.has(one)) absorb(by, one, places, 'same', gone)
    if (gone.has(one)) continue
    for (const place of one.finding.places) {
      const key = JSON.stringify([place.path, place.layer, place.line])
      claimed.set(key, [...(claimed.get(key) ?? []), { by: one, column: place.column ?? 0 }])
    }
  }
}

/** By path, the findings that cover it, and from which layer on. */
type Covering = Map<string, { by: Folded; layer: string | null }[]>

/** The places of a finding that others cover, by the first of them. */
function findTakenPlaces(
  one: Folded,
  covering: Covering,
  gone: ReadonlySet<Folded>,
): Map<Folded, ReportPlace[]> {
  const taken = new Map<Folded, ReportPlace[]>()
  for (const place of one.finding.places) {
    const by = (covering.get(place.path) ?? []).find(
      (cover) => !gone.has(cover.by) && isWithin(place.layer, cover.layer) && swallows(cover.by, one),
    )?.by
    if (by !== undefined) taken.set(by, [...(taken.get(by) ?? []), place])
  }
  return taken
}

/** What lies in a file that should not ship, or in a map that should hold nothing, goes with it. */
function foldIntoFiles(ranked: readonly Folded[], gone: Set<Folded>): void {
  const covering: Covering = new Map()
  for (const one of ranked) {
    if (isList(one)) continue
    const kind = one.traits.remedy === 'leave-out' ? 'same' : 'inside'
    for (const [by, places] of findTakenPlaces(one, covering, gone))
      if (!gone.has(one)) absorb(by, one, places, kind, gone)
    if (gone.has(one) || !coversFiles(one)) continue
    for (const { path, layer } of one.finding.places)
      covering.set(path, [...(covering.get(path) ?? []), { by: one, layer }])
  }
}

function coversFiles({ traits }: Folded): boolean {
  return traits.remedy === 'leave-out' || traits.remedy === 'map-text'
}

function swallows(by: Folded, one: Folded): boolean {
  if (one.traits.harm === 'credential' && by.traits.harm !== 'credential') return false
  if (isSecret(one)) return false
  if (by.traits.remedy === 'leave-out') return true
  if (one.traits.remedy === 'leave-out') return false
  const isAboutMaps = one.traits.remedy?.startsWith('map') === true || one.traits.subject === 'source-map'
  return isAboutMaps || one.traits.harm === 'internals' || one.traits.harm === 'tidiness'
}

/** Whether names inward lie at or below others: `a!b` in `a`, anything in the file itself. */
function isWithin(layer: string | null, outer: string | null): boolean {
  return outer === null || layer === outer || (layer?.startsWith(`${outer}!`) ?? false)
}

/** A file of credentials and a credential in it are one leak: the one that names the value says more. */
function foldFilesIntoSecrets(ranked: readonly Folded[], gone: Set<Folded>): void {
  const files = ranked.filter(
    (one) => !gone.has(one) && one.traits.harm === 'credential' && one.traits.remedy === 'leave-out',
  )
  for (const secret of ranked) {
    if (!isSecret(secret) || gone.has(secret)) continue
    for (const file of files) {
      if (gone.has(file) || gone.has(secret)) continue
      const inFile = file.finding.places.filter((outer) =>
        secret.finding.places.some(
          (place) => place.path === outer.path && isWithin(place.layer, outer.layer),
        ),
      )
      if (inFile.length === 0) continue
      if (rankSeverity(secret) <= rankSeverity(file)) absorb(secret, file, inFile, 'same', gone)
      else {
        const places = secret.finding.places.filter((place) =>
          inFile.some((outer) => place.path === outer.path && isWithin(place.layer, outer.layer)),
        )
        absorb(file, secret, places, 'same', gone)
      }
    }
  }
}

/** What a build that did not run shows in several ways is one finding; where it blocks, what follows from it goes with it. */
function foldUnbuilt(ranked: readonly Folded[], gone: Set<Folded>): void {
  const rankSide = ({ traits }: Folded) =>
    traits.build === undefined ? -1 : BUILD_FAULTS.indexOf(traits.build)
  const faults = ranked.filter((one) => rankSide(one) !== -1 && !gone.has(one))
  const [head, ...rest] = faults.toSorted(
    (a, b) => rankSeverity(a) - rankSeverity(b) || rankSide(a) - rankSide(b),
  )
  if (head === undefined || head.finding.severity !== 'error') return
  for (const one of rest) {
    // Errors of one rule each stand for a way in of their own.
    if (one.finding.rule === head.finding.rule && one.finding.severity === 'error') continue
    head.inside.push(one)
    gone.add(one)
  }
}

/** A list that does not name a file has nothing to add where another finding asks to take that file out. */
function foldLists(ranked: readonly Folded[], gone: Set<Folded>): void {
  const asking = ranked.filter(
    (one) => !gone.has(one) && !isList(one) && coversFiles(one) && one.finding.severity !== 'notice',
  )
  const byPath = new Map(
    asking.toReversed().flatMap((one) => one.finding.places.map(({ path }) => [path, one] as const)),
  )
  for (const list of ranked.filter(isList)) {
    const taken = new Map<Folded, ReportPlace[]>()
    for (const place of list.finding.places) {
      const by = place.layer === null ? byPath.get(place.path) : undefined
      if (by !== undefined) taken.set(by, [...(taken.get(by) ?? []), place])
    }
    for (const [by, places] of taken) {
      if (gone.has(list)) continue
      // What one of them blocks, the one that is left blocks.
      if (rankSeverity(list) < rankSeverity(by))
        by.finding = { ...by.finding, severity: list.finding.severity }
      absorb(by, list, places, 'same', gone)
    }
  }
}
