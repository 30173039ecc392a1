import semver from 'semver'
import { isObject } from '../model/json-object.ts'
import type { RegistryClient } from '../pack/registry/registry-client.ts'
import { RegistryRefusal } from '../pack/registry/registry-refusal.ts'
import type { NamedPackage } from './audit-names.ts'

/** A version that is out, as the registry tells it. All text in it is hostile. */
export interface PublishedRelease {
  readonly name: string
  readonly version: string
  /** Ends with a slash. */
  readonly registry: string
  /** When it was published; null where the registry does not say. */
  readonly publishedAt: string | null
  readonly deprecated: boolean
  /** Dist-tags that point at it. */
  readonly tags: readonly string[]
  readonly tarball: URL
  /** Subresource integrity; null for releases from before npm had it. */
  readonly integrity: string | null
  /** SHA-1 in hex; null where there is none. */
  readonly shasum: string | null
}

type Members = Readonly<Record<string, unknown>>

/**
 * The releases of a package to look at: the version or tag that was named, or the last ones by their time, and what
 * `latest` points at in any case.
 * @throws RegistryRefusal when the registry does not tell
 */
export async function listPublishedReleases(
  { name, version }: NamedPackage,
  last: number,
  client: RegistryClient,
): Promise<PublishedRelease[]> {
  const registry = client.findRegistry(name)
  const document = await client.askJson(registry, name.replace('/', '%2f'))
  if (!isObject(document) || !isObject(document.versions))
    throw new RegistryRefusal('its answer is not a description of a package', 200)
  const { versions } = document
  const times = isObject(document.time) ? document.time : {}
  const tags = isObject(document['dist-tags']) ? document['dist-tags'] : {}
  const wanted =
    version === null
      ? pickLastVersions(versions, times, tags, last)
      : [findNamedVersion(version, versions, tags)]
  return wanted.map((one) => readRelease(name, one, { registry, versions, times, tags }))
}

function findNamedVersion(version: string, versions: Members, tags: Members): string {
  const tagged = Object.hasOwn(tags, version) ? tags[version] : undefined
  const found = Object.hasOwn(versions, version) ? version : tagged
  if (typeof found !== 'string' || !Object.hasOwn(versions, found))
    throw new RegistryRefusal(`it has no version or dist-tag ${version}`, 404)
  return found
}

function pickLastVersions(versions: Members, times: Members, tags: Members, last: number): string[] {
  const all = Object.keys(versions).filter((version) => semver.valid(version) !== null)
  const readTime = (version: string) => Date.parse(String(times[version] ?? '')) || 0
  const newest = all.sort((a, b) => readTime(b) - readTime(a) || semver.rcompare(a, b))
  const { latest } = tags
  const chosen = newest.slice(0, last)
  if (typeof latest === 'string' && all.includes(latest) && !chosen.includes(latest)) chosen.push(latest)
  return chosen
}

interface Document {
  readonly registry: string
  readonly versions: Members
  readonly times: Members
  readonly tags: Members
}

function readRelease(
  name: string,
  version: string,
  { registry, versions, times, tags }: Document,
): PublishedRelease {
  const manifest = versions[version]
  const dist = isObject(manifest) && isObject(manifest.dist) ? manifest.dist : {}
  const { tarball, integrity, shasum } = dist
  if (typeof tarball !== 'string' || !URL.canParse(tarball) || !/^https?:/.test(tarball))
    throw new RegistryRefusal(`it does not say where the tarball of ${version} is`, 200)
  const time = times[version]
  return {
    name,
    version,
    registry,
    publishedAt:
      typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? new Date(time).toISOString() : null,
    // npm takes a deprecation back by an empty text.
    deprecated: isObject(manifest) && Boolean(manifest.deprecated),
    tags: Object.keys(tags).filter((tag) => tags[tag] === version),
    tarball: new URL(tarball),
    integrity: typeof integrity === 'string' ? integrity : null,
    shasum: typeof shasum === 'string' ? shasum : null,
  }
}
