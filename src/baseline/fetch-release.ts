import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import semver from 'semver'
import { isObject } from '../model/json-object.ts'
import { makeFreshFolder } from '../pack/fresh-folder.ts'
import { askAndRemember, askRegistry, type PublishedPackage, type RegistryOptions } from './ask-registry.ts'
import { TarballCache } from './tarball-cache.ts'

/** Bytes of the largest tarball that is fetched for a comparison. */
const TARBALL_LIMIT = 1024 ** 3
/** Digests that a registry may give, the best first. */
const ALGORITHMS = ['sha512', 'sha384', 'sha256', 'sha1'] as const

/**
 * Fetches the tarball of the first of these versions that is not deprecated, or of the first if all are.
 * @returns its path on disk, or a clause that says why it cannot be had
 */
export async function fetchVersion(
  versions: readonly string[],
  published: PublishedPackage,
  options: RegistryOptions,
): Promise<{ readonly file: string } | { readonly problem: string }> {
  const known = versions.filter((version) => Object.hasOwn(published.releases, version))
  const version = known.find((one) => !isDeprecated(published.releases[one])) ?? known[0]
  const release = version === undefined ? null : published.releases[version]
  const dist = isObject(release) && isObject(release.dist) ? release.dist : {}
  const { tarball } = dist
  if (version === undefined || typeof tarball !== 'string' || !/^https?:/.test(tarball))
    return { problem: 'the registry has no such version' }
  return askAndRemember(options, async (client) => {
    const file = path.join(await makeFreshFolder(options.temporaryDirectory, 'baseline-'), 'release.tgz')
    const cache = options.cacheFolder == null ? null : new TarballCache(options.cacheFolder)
    if ((await cache?.take(dist.integrity, file)) === true) return { file }
    await client.download(client.findRegistry(published.name), new URL(tarball), file, TARBALL_LIMIT)
    if (!(await isIntact(file, dist)))
      return { problem: 'the file that came is not the one that the registry describes' }
    await cache?.keep(dist.integrity, file)
    return { file }
  })
}

/** The same for what somebody wrote as `name@version`, with a range or a dist-tag. */
export async function fetchSpec(
  spec: string,
  options: RegistryOptions & { readonly answerLimit: number },
): Promise<{ readonly file: string } | { readonly problem: string }> {
  const at = spec.lastIndexOf('@')
  const published = await askRegistry(spec.slice(0, at), { ...options, timeLimit: options.answerLimit })
  return 'problem' in published
    ? published
    : fetchVersion(findWantedVersions(spec.slice(at + 1), published), published, options)
}

/** Versions that npm would take for a version, tag or range, the best first (npm-pick-manifest). */
function findWantedVersions(wanted: string, { versions, distTags }: PublishedPackage): string[] {
  if (versions.includes(wanted)) return [wanted]
  const tagged = Object.hasOwn(distTags, wanted) ? distTags[wanted] : undefined
  if (tagged !== undefined) return [tagged]
  if (semver.validRange(wanted) === null) return []
  const fitting = semver.rsort(versions.filter((version) => semver.satisfies(version, wanted)))
  const { latest } = distTags
  return latest !== undefined && fitting.includes(latest) ? [latest, ...fitting] : fitting
}

function isDeprecated(release: unknown): boolean {
  return isObject(release) && typeof release.deprecated === 'string' && release.deprecated !== ''
}

/** Whether a file has the digest that the registry gives; one that gives none has nothing to be held against. */
async function isIntact(
  file: string,
  { integrity, shasum }: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const digests = typeof integrity === 'string' ? integrity.split(/\s+/) : []
  for (const algorithm of ALGORITHMS) {
    const given = digests.filter((one) => one.startsWith(`${algorithm}-`))
    if (given.length > 0)
      return given.includes(`${algorithm}-${await computeDigest(file, algorithm, 'base64')}`)
  }
  return typeof shasum !== 'string' || (await computeDigest(file, 'sha1', 'hex')) === shasum.toLowerCase()
}

async function computeDigest(file: string, algorithm: string, encoding: 'base64' | 'hex'): Promise<string> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  return hash.digest(encoding)
}
