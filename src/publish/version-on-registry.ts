import semver from 'semver'

/** A version as npm sends it, whatever package.json has: `v1.0.0` and `1.0.0+build.5` are 1.0.0 on the registry. */
export function convertVersionForRegistry(version: string): string {
  return semver.clean(version, { loose: true }) ?? version
}
