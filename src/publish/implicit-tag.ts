import semver from 'semver'
import { CannotLook } from '../model/cannot-look.ts'
import { isObject } from '../model/json-object.ts'
import type { PackageReport } from '../model/report.ts'
import type { Published } from './guard/published-versions.ts'
import type { OwnPackage } from './own-packages.ts'
import { convertVersionForRegistry } from './version-on-registry.ts'

/**
 * Refuses versions that npm 11 and later publish only under a tag that is named: prereleases, and those below what is
 * out (`lib/commands/publish.js`). npm says so only when their turn has come and others are out.
 * @throws CannotLook naming them
 */
export function refuseImplicitTag(
  packages: readonly PackageReport[],
  own: readonly OwnPackage[],
  published: Published,
): void {
  const found = packages.flatMap(({ name, version }) => {
    const manifest = own.find((one) => one.name === name)?.manifest
    // What the package itself says of its tag is not known here.
    if (manifest === undefined || name === null || version === null || semver.valid(version) === null)
      return []
    const { publishConfig } = manifest
    if (isObject(publishConfig) && typeof publishConfig.tag === 'string') return []
    const versions = published.get(name) ?? new Map<string, string | null>()
    if (versions.has(convertVersionForRegistry(version))) return []
    const spec = `${name}@${version}`
    if (semver.prerelease(version) !== null) return [`${spec} is a prerelease`]
    const highest = semver.maxSatisfying([...versions.keys()], '*')
    return highest !== null && semver.gte(highest, version)
      ? [`${spec} is below ${highest}, which is out`]
      : []
  })
  const [first, ...others] = found
  if (first === undefined) return
  const more = others.length === 0 ? '' : `, and so are ${others.length} more`
  throw new CannotLook(
    `${first}${more}, and npm publishes that only under a tag that is named. Nothing was published. Name one: --tag next`,
  )
}
