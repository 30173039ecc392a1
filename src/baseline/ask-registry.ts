import { readMessage } from '../model/cannot-look.ts'
import { isObject } from '../model/json-object.ts'
import { makeFreshFolder } from '../pack/fresh-folder.ts'
import type { NpmSettings } from '../pack/registry/npm-settings.ts'
import type { RegistryClient } from '../pack/registry/registry-client.ts'
import type { Releases } from './predecessor.ts'

type Members = Readonly<Record<string, unknown>>

/** What the registry answers about a package. All text in it is hostile. */
export interface PublishedPackage extends Releases {
  readonly name: string
  /** Members of the latest release's package.json that tell whose package it is. */
  readonly manifest: Members
  /** Host that serves the tarballs; empty if the registry does not say. */
  readonly host: string
  /** What it says of each version: `dist`, `deprecated`. */
  readonly releases: Members
}

export interface RegistryOptions {
  readonly temporaryDirectory: string
  /** Milliseconds. */
  readonly timeLimit: number
  readonly signal: AbortSignal
  readonly health: RegistryHealth
  /** Where tarballs are kept between runs, absolute; null or left out: nowhere. */
  readonly cacheFolder?: string | null
}

/** What a run has learnt of the registry: one that cannot be reached is not asked again for every package. */
export interface RegistryHealth {
  /** Why it is not asked any more, as a clause; null as long as it answers. */
  problem: string | null
}

/** The short form of a packument (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md). */
const SHORT = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8'

/**
 * Asks the registry that the user's npm is configured for, in this process. No repository's .npmrc has a say.
 * @returns What it answers, or a clause that says why there is no answer.
 */
export function askRegistry(
  name: string,
  options: RegistryOptions,
): Promise<PublishedPackage | { readonly problem: string }> {
  return askAndRemember(options, async (client) => {
    const registry = client.findRegistry(name)
    const document = await client.askJson(registry, encodeNamePath(name), SHORT)
    if (!isObject(document) || !isObject(document.versions) || Object.keys(document.versions).length === 0)
      return { problem: 'the registry answered with something that is not a description of a package' }
    const distTags = readTags(document['dist-tags'])
    const versions = Object.keys(document.versions)
    const latest = distTags.latest ?? versions.at(-1) ?? ''
    const short = Object.hasOwn(document.versions, latest) ? document.versions[latest] : null
    const manifest = await readLatestManifest(client, name, latest)
    return {
      name,
      versions,
      distTags,
      manifest: manifest ?? (isObject(short) ? short : {}),
      host: readHost(isObject(short) && isObject(short.dist) ? short.dist.tarball : null),
      releases: document.versions,
    }
  })
}

/** The repositories that all releases of a package name, as they are written; empty if the registry does not say. */
export async function findRepositories(name: string, options: RegistryOptions): Promise<string[]> {
  const answer = await askAndRemember(options, async (client) => ({
    versions: await readAllVersions(client, name),
  }))
  if ('problem' in answer) return []
  return Object.values(answer.versions).flatMap((one) => {
    const repository = isObject(one) ? one.repository : null
    const url = isObject(repository) ? repository.url : repository
    return typeof url === 'string' ? [url] : []
  })
}

/**
 * The registry that the user's npm asks for a package: that of its scope, or the general one.
 * @returns Its URL, or null if npm's configuration cannot be read.
 */
export async function findConfiguredRegistry(name: string, options: RegistryOptions): Promise<string | null> {
  const answer = await askAndRemember(options, async (client) => ({ registry: client.findRegistry(name) }))
  return 'problem' in answer ? null : answer.registry
}

/**
 * Does some work with a client, within the time limit.
 * @returns what the work returns, or a clause that says why it could not be done
 */
export async function askAndRemember<T extends object>(
  options: RegistryOptions,
  work: (client: RegistryClient) => Promise<T>,
): Promise<T | { readonly problem: string }> {
  const { health, signal, timeLimit, temporaryDirectory } = options
  if (health.problem !== null) return { problem: health.problem }
  const timeOut = AbortSignal.timeout(Math.max(1, Math.round(timeLimit)))
  try {
    // Loaded here: a run without a comparison does without them.
    const { RegistryClient } = await import('../pack/registry/registry-client.ts')
    const settings = await readSettings(health, temporaryDirectory)
    const client = new RegistryClient(settings, {
      attempts: 2,
      timeLimit,
      firstPause: 200,
      longestPause: 1000,
      signal: AbortSignal.any([signal, timeOut]),
    })
    return await work(client)
  } catch (error) {
    const { problem, isOver } = explainFailure(error, timeOut.aborted, timeLimit)
    if (isOver && !signal.aborted) health.problem = problem
    return { problem }
  }
}

/** One run reads npm's configuration once. */
const SETTINGS = new WeakMap<RegistryHealth, Promise<NpmSettings>>()

function readSettings(health: RegistryHealth, temporaryDirectory: string): Promise<NpmSettings> {
  const known = SETTINGS.get(health)
  if (known !== undefined) return known
  const read = (async () => {
    const { readNpmSettings } = await import('../pack/registry/npm-settings.ts')
    return readNpmSettings(await makeFreshFolder(temporaryDirectory, 'npm-'))
  })()
  SETTINGS.set(health, read)
  return read
}

/** What a registry says of a package that it does not have, or does not show. */
export const NO_SUCH_PACKAGE =
  'the registry has no such package: this is its first release, or npm is not logged in to where it is'

/** Why there is no answer, as a clause, and whether it is to no use to ask again. */
function explainFailure(
  error: unknown,
  isTimeOut: boolean,
  limit: number,
): { problem: string; isOver: boolean } {
  if (isTimeOut)
    return {
      problem: `the registry did not answer within ${Math.round(limit / 100) / 10} seconds`,
      isOver: true,
    }
  const status = isObject(error) && 'status' in error ? error.status : undefined
  if (status === 404) return { problem: NO_SUCH_PACKAGE, isOver: false }
  if (status === 401 || status === 403)
    return {
      problem: 'the registry does not let npm see it; log npm in, or hand over the earlier tarball',
      isOver: false,
    }
  if (status === undefined) return { problem: readMessage(error).replace(/\.$/, ''), isOver: false }
  const code = /\b(E[A-Z]{4,}|[45]\d\d)\b/.exec(readMessage(error))?.[1]
  return {
    problem: `the registry could not be reached${code === undefined ? '' : ` (${code})`}`,
    isOver: status === null,
  }
}

/** A registry that has no address for a single release has it in the long form of its answer. */
async function readLatestManifest(
  client: RegistryClient,
  name: string,
  latest: string,
): Promise<Members | null> {
  const registry = client.findRegistry(name)
  try {
    const manifest = await client.askJson(registry, `${encodeNamePath(name)}/${encodeURIComponent(latest)}`)
    if (isObject(manifest) && manifest.version === latest) return manifest
  } catch {
    // The long form follows.
  }
  const versions = await readAllVersions(client, name)
  const manifest = Object.hasOwn(versions, latest) ? versions[latest] : null
  return isObject(manifest) ? manifest : null
}

async function readAllVersions(client: RegistryClient, name: string): Promise<Members> {
  const document = await client.askJson(client.findRegistry(name), encodeNamePath(name))
  return isObject(document) && isObject(document.versions) ? document.versions : {}
}

function encodeNamePath(name: string): string {
  return name.replace('/', '%2f')
}

function readTags(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

function readHost(url: unknown): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : ''
}
