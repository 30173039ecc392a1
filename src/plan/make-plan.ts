import { posix } from 'node:path'
import type { MapPlace } from '../cause/map-cause.ts'
import { findBuildScript } from '../cause/map-setting.ts'
import type { PackageFolder } from '../cause/package-folder.ts'
import type { Plan, PlanEdit, PlanRest } from '../model/plan.ts'
import type { Finding, PackageReport } from '../model/report.ts'
import type { Traits } from '../model/traits.ts'
import { type LeftOut, leaveOut } from './leave-out.ts'
import { addMapsBeside, CODE, considerWithoutSetting } from './maps-to-leave-out.ts'
import type { PackerToTry } from './packed-lists.ts'
import { Patience } from './patience.ts'
import { listEditsBetween } from './plan-edits.ts'
import { type BuildRemedy, type ComputedSetting, type TurnedOff, turnMapsOff } from './turn-maps-off.ts'
import { makeUnusedTest } from './unused-files.ts'
import { explainWhyItStays } from './why-it-stays.ts'
import { removeBaredMaps } from './without-bared-maps.ts'

export interface PlanRequest {
  /** The package's folder as it stands. */
  readonly folder: PackageFolder
  /** The files of the tarball. */
  readonly packed: readonly string[]
  readonly workspaceRoot: string | null
  readonly packer: PackerToTry
  /** Paths that git tracks, relative to the package; null where nobody knows. */
  tracked(): Promise<ReadonlySet<string> | null>
  readonly temporaryDirectory: string
  /** What ends the findings of a rule. */
  remedy(rule: string): Traits['remedy']
  /** Whether the findings of a rule are secrets in a file, which ends them if it goes. */
  isSecret(rule: string): boolean
}

/** What is known of a finding while the plan is made. */
interface Considered {
  readonly finding: Finding
  /** Files that are to go for it; empty where another remedy ends it. */
  readonly unwanted: readonly string[]
  /** It ends with a setting of the build that is edited, but for places whose maps another setting makes. */
  readonly isBuilt: boolean
  /** Places whose map lies in the code, and that no setting that is known puts there. */
  readonly inCode: readonly MapPlace[]
  readonly computed: ComputedSetting | null
}

/**
 * The edits that end what blocks or warns, merged by file. What a notice is about stays: nobody asked for a change.
 * @returns null where there is nothing to mend
 */
export async function makePlan(report: PackageReport, request: PlanRequest): Promise<Plan | null> {
  const asking = report.findings.filter(({ severity }) => severity !== 'notice')
  if (asking.length === 0) return null
  const { considered, ...turned } = considerSettings(asking, request)
  const unwanted = new Set(considered.flatMap((one) => one.unwanted))
  const patience = new Patience()
  const wantsList = asking.some(({ rule }) => request.remedy(rule) === 'files-list')
  const first =
    unwanted.size === 0 && !wantsList
      ? null
      : await leaveOut({ ...request, folder: turned.folder, unwanted, wantsList, patience })
  const { built, tools, left } = await removeBaredMaps(
    report,
    request,
    { ...turned, unwanted, wantsList, patience },
    first,
  )
  const texts = left?.texts ?? built.texts
  const isGone = (finding: Finding): boolean =>
    left !== null &&
    finding.places.length > 0 &&
    finding.count === finding.places.length &&
    finding.places.every(
      ({ path }) => left.removed.has(path) || (left.removed.size > 0 && !isInList(path, left.files)),
    )
  const isListed = (finding: Finding): boolean =>
    request.remedy(finding.rule) === 'files-list' &&
    texts.has('package.json') &&
    built.applyEdits(texts).files !== null &&
    request.folder.files === null
  // A map in code that ships no more is gone with it.
  const isRemoved = (path: string): boolean => left?.removed.has(path) === true
  const byBuild = new Set(
    considered
      .filter(
        ({ isBuilt, inCode, unwanted }) =>
          isBuilt && [...inCode.map(({ path }) => path), ...unwanted].every(isRemoved),
      )
      .map(({ finding }) => finding.fingerprint),
  )
  const settled = report.findings.filter(
    (finding) => byBuild.has(finding.fingerprint) || isGone(finding) || isListed(finding),
  )
  const settles = settled.map(({ fingerprint }) => fingerprint)
  return {
    edits: makeEdits(request.folder, built, texts, settled, byBuild),
    settles,
    rest: considered
      .filter(({ finding }) => !settles.includes(finding.fingerprint))
      .map((one) => describeRest(one, request, left)),
    tried: left === null || left.removed.size === 0 ? [] : [...left.packers],
    fileCount: left === null || left.removed.size === 0 ? null : left.files.size,
    buildScript: tools.size === 0 ? null : findBuildScript(request.folder, tools),
  }
}

/** Folders that a run of tests or a cache writes as a whole: what is in one goes with any part of it. */
const REPORTS =
  /^(?:.*\/)?\.next\/cache\/|^coverage\/|^(?:.*\/)?(?:\.nyc_output|lcov-report|playwright-report|test-results|allure-results)\//

/** Turns off the settings that make what was found; where none can be, the files of maps are to go. */
function considerSettings(asking: readonly Finding[], request: PlanRequest) {
  let folder = request.folder
  const tools = new Set<string>()
  const packed = new Set(request.packed)
  // What is told of a folder is about the files in it.
  const listFilesAt = (path: string): readonly string[] =>
    packed.has(path) && !REPORTS.test(path) ? [path] : listFilesBelow(REPORTS.exec(path)?.[0] ?? `${path}/`)
  const listFilesBelow = (folder: string): readonly string[] =>
    request.packed.filter((file) => file.startsWith(folder))
  const considerUnset = (finding: Finding, places: readonly MapPlace[], remedy: BuildRemedy) => {
    const { unwanted, inCode } = considerWithoutSetting(places.filter(mayGoWhole), remedy)
    return { unwanted: addMapsBeside(unwanted.flatMap(listFilesAt), finding, request.packed), inCode }
  }
  const isUnused = makeUnusedTest(folder, packed)
  // An archive is more than what was found in it: it goes only if nobody needs it.
  const mayGoWhole = (place: MapPlace): boolean => !isMember(place) || isUnused(place.path)
  const considered = asking.map((finding): Considered => {
    const remedy = request.remedy(finding.rule)
    const isWhole = finding.places.every(mayGoWhole)
    const files = listAlsoLeftOut(finding, request, isWhole)
    const one = { finding, unwanted: files.flatMap(listFilesAt), isBuilt: false, inCode: [], computed: null }
    if (remedy === undefined && files.length === 0 && request.isSecret(finding.rule))
      return { ...one, unwanted: findUnusedAt(finding, isUnused) }
    if (remedy === undefined || remedy === 'files-list' || remedy === 'explain') return one
    if (remedy === 'leave-out')
      return { ...one, unwanted: listWholeFiles(finding, isWhole).flatMap(listFilesAt) }
    const off = turnMapsOff(folder, finding.places, remedy)
    if (off !== null && 'folder' in off) {
      folder = off.folder
      for (const tool of off.tools) tools.add(tool)
      return { ...one, ...considerUnset(finding, off.left, remedy), isBuilt: true }
    }
    // Another finding about the same maps may have turned them off already.
    const before = off === null ? turnOffBefore(folder, request.folder, finding, remedy) : null
    if (before !== null) return { ...one, ...considerUnset(finding, before.left, remedy), isBuilt: true }
    return { ...one, ...considerUnset(finding, finding.places, remedy), computed: off }
  })
  return { folder, considered, tools }
}

/** Whether a file, or one in a folder of that name, is in a list. */
function isInList(path: string, files: ReadonlySet<string>): boolean {
  if (files.has(path)) return true
  for (const file of files) if (file.startsWith(`${path}/`)) return true
  return false
}

/** Files that other rules which see the same want left out. */
function listAlsoLeftOut({ also }: Finding, request: PlanRequest, isWhole = true): string[] {
  if (!isWhole) return []
  return also.filter(({ rule }) => request.remedy(rule) === 'leave-out').flatMap(({ paths }) => paths)
}

/** Whether a place is in a member of an archive; code and maps hold their sources by themselves. */
function isMember({ layer, path }: MapPlace): boolean {
  return layer !== null && !/^(?:inline|embedded)-/.test(layer) && !CODE.test(path) && !path.endsWith('.map')
}

/** The files that hold what was found and nothing that anybody needs. */
function findUnusedAt({ places }: Finding, isUnused: (path: string) => boolean): string[] {
  const paths = [...new Set(places.map(({ path }) => path))]
  return places.every(({ layer }) => layer === null) && paths.every(isUnused) ? paths : []
}

function turnOffBefore(
  now: PackageFolder,
  before: PackageFolder,
  finding: Finding,
  remedy: BuildRemedy,
): TurnedOff | null {
  const off = now === before ? null : turnMapsOff(before, finding.places, remedy)
  return off !== null && 'folder' in off ? off : null
}

/** Files that go with the finding: what lies inside a file that must ship does not go with a line in a list. */
function listWholeFiles({ places }: Finding, isWhole: boolean): string[] {
  const whole = places.filter(
    ({ layer, path }) => layer === null || !/^(?:inline|embedded)-/.test(layer) || !CODE.test(path),
  )
  return !isWhole || whole.length < places.length ? [] : [...new Set(whole.map(({ path }) => path))]
}

function makeEdits(
  before: PackageFolder,
  built: PackageFolder,
  texts: PackageFolder['texts'],
  settled: readonly Finding[],
  byBuild: ReadonlySet<string>,
): PlanEdit[] {
  return listEditsBetween(before, texts).map((edit) => {
    const needsBuild = built.texts.has(edit.path)
    const isList = texts.get(edit.path) !== (built.readText(edit.path) ?? '')
    const settles = settled
      .filter(({ fingerprint }) => (byBuild.has(fingerprint) ? needsBuild : isList))
      .map(({ fingerprint }) => fingerprint)
    return { ...edit, settles, needsBuild }
  })
}

function describeRest(
  { finding, unwanted, inCode, computed }: Considered,
  request: PlanRequest,
  left: LeftOut | null,
): PlanRest {
  const { folder, packer } = request
  const { fingerprint } = finding
  if (computed !== null)
    return {
      fingerprint,
      reason: `\`${computed.text}\` in ${computed.at} is computed: make it false for a release, so that ${computed.tool} writes no maps.`,
    }
  const inside = inCode.find(({ path }) => left?.removed.has(path) !== true)
  if (inside !== undefined)
    return {
      fingerprint,
      reason: `${inside.path} holds its source map itself, and no setting that puts it there was found: turn inline maps off where it is built.`,
    }
  const isToGo = request.remedy(finding.rule) !== undefined || listAlsoLeftOut(finding, request).length > 0
  const member = isToGo && unwanted.length === 0 ? finding.places.find(isMember) : undefined
  if (member !== undefined)
    return {
      fingerprint,
      reason: `${member.path} holds ${member.layer}: leave it out where ${posix.basename(member.path)} is made.`,
    }
  const path = left === null ? undefined : unwanted.find((one) => !left.removed.has(one))
  return {
    fingerprint,
    reason: path === undefined || left === null ? null : explainWhyItStays(path, folder, left, packer.packer),
  }
}
