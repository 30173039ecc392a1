import semver from 'semver'
import { isPlaceholderVersion } from '../../../knowledge/release-tag.ts'
import type { Comparison } from '../../../model/inventory.ts'

/**
 * Whether the version itself says that something breaks: another major, another minor below 1.0.0, or any step
 * that cannot be told (https://semver.org, 4 and 8). A placeholder says nothing: the release tool writes the version later.
 */
export function isBreakingRelease({ before, after }: Comparison): boolean {
  const [old, now] = [before.version, after.version].map((version) => semver.parse(version, { loose: true }))
  if (after.version !== null && isPlaceholderVersion(after.version)) return false
  if (old == null || now == null) return true
  return old.major !== now.major || (now.major === 0 && old.minor !== now.minor)
}
