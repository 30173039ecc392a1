import semver from 'semver'
import { isPlaceholderVersion } from '../knowledge/release-tag.ts'

/** What a registry says of a package's releases. */
export interface Releases {
  readonly versions: readonly string[]
  readonly distTags: Readonly<Record<string, string>>
}

/** Versions from which the one that is not deprecated is taken, best first. */
export const MOST_CANDIDATES = 5

/**
 * The releases that a version follows, the nearest first, at most `MOST_CANDIDATES`; empty if there is none.
 * A stable version follows the highest stable one below it, so that 2.4.1 is never held against 3.0.0. A prerelease
 * follows the highest one below it that is stable, of the same three numbers, or of the same kind (`beta`, `canary`).
 * @param own whether a release of this very version counts: for a working folder whose version is out already.
 */
export function listPredecessors(version: string | null, releases: Releases, own: boolean): string[] {
  const target = version === null ? null : semver.parse(version, { loose: true })
  const { latest } = releases.distTags
  if (
    target === null ||
    (isPlaceholderVersion(target.version) && !releases.versions.includes(target.version))
  )
    return latest === undefined ? [] : [latest]
  const below = releases.versions
    .map((one) => semver.parse(one, { loose: true }))
    .filter((one) => one !== null)
    .filter((one) => one.compare(target) < 0 || (own && one.compare(target) === 0))
    .sort((a, b) => b.compare(a))
  const onLine = below.filter((one) => isOnLine(one, target))
  const [nearest] = onLine.length > 0 ? onLine : below
  if (nearest === undefined) return []
  // A deprecated release gives way to its neighbours, not to those of another line.
  const neighbours = below.filter(
    (one) =>
      one.major === nearest.major &&
      one.minor === nearest.minor &&
      (one.prerelease.length === 0) === (nearest.prerelease.length === 0) &&
      one.compare(nearest) <= 0,
  )
  return neighbours.slice(0, MOST_CANDIDATES).map((one) => one.raw)
}

function isOnLine(one: semver.SemVer, target: semver.SemVer): boolean {
  if (one.prerelease.length === 0) return true
  if (target.prerelease.length === 0) return false
  return one.compareMain(target) === 0 || readPrereleaseKind(one) === readPrereleaseKind(target)
}

/** `beta` of 2.0.0-beta.3; empty for 2.0.0-3. */
function readPrereleaseKind({ prerelease: [first] }: semver.SemVer): string {
  return typeof first === 'string' ? first.replace(/[\d-].*$/, '') : ''
}
