import { readMessage } from '../model/cannot-look.ts'
import type { Inventory } from '../model/inventory.ts'
import { isPublishedSpec } from '../pack/fetch-published.ts'
import {
  askRegistry,
  findConfiguredRegistry,
  findRepositories,
  NO_SUCH_PACKAGE,
  type PublishedPackage,
  type RegistryOptions,
} from './ask-registry.ts'
import type { BaselineChoice } from './baseline-choice.ts'
import { fetchSpec, fetchVersion } from './fetch-release.ts'
import { listPredecessors } from './predecessor.ts'
import { isSamePackage, readRepository } from './same-package.ts'

/** The package that is about to be released, as far as choosing its baseline needs it. */
export interface Candidate {
  readonly name: string | null
  readonly version: string | null
  readonly manifest: Readonly<Record<string, unknown>>
  /** Whether it comes from a working folder, where the version may still be that of the last release. */
  readonly fromFolder: boolean
  /** Whether it was fetched from the registry by its name: then it is the package of that name. */
  readonly isPublished?: boolean
  /** Whether it is no npm package, so that npm's registry knows nothing of it. */
  readonly isNeighbour?: boolean
}

/** The release to compare with: a tarball still to be read, or what an earlier report says of it. */
export interface FoundBaseline {
  readonly source: 'registry' | 'file' | 'report'
  /** Path of the tarball on disk, or what is known already. */
  readonly release: string | Inventory | null
  /** What the reader should know; whole sentences. */
  readonly notes: readonly string[]
  /** There is no earlier release, as far as anybody knows; false where it could not be found out. */
  readonly isFirst: boolean
  /** Versions that the registry has of this package; null if it was not asked or did not say. */
  readonly publishedVersions: readonly string[] | null
}

export interface FindOptions extends RegistryOptions {
  /** Milliseconds for the registry's first answer. */
  readonly answerLimit: number
}

/** Finds the release to compare a package with. Never throws: what keeps it from being had is a note. */
export async function findBaseline(
  choice: BaselineChoice,
  candidate: Candidate,
  options: FindOptions,
): Promise<FoundBaseline> {
  if (choice.kind === 'none') return reportNothing([])
  if (choice.kind === 'tarball')
    return { source: 'file', release: choice.file, notes: [], isFirst: false, publishedVersions: null }
  if (choice.kind === 'report') return findInReport(choice.file, candidate)
  if (choice.kind === 'published') return describeFetched(await fetchSpec(choice.spec, options), null)
  const { name } = candidate
  if (candidate.isNeighbour === true)
    return reportNothing(
      isAsked(choice)
        ? [
            explainNoComparison(
              'npm’s registry has no packages of this kind; name the file of the earlier release',
            ),
          ]
        : [],
    )
  if (name === null || !isPublishedSpec(`${name}@latest`))
    return reportNothing([explainNoComparison('package.json has no name that a registry could know')])
  // npm publishes no private package, and nobody but the user's own registry needs to hear its name.
  if (candidate.manifest.private === true && !isAsked(choice)) return reportNothing([], true)
  const elsewhere = await explainOtherRegistry(name, candidate, options)
  if (elsewhere !== null) return reportNothing([explainNoComparison(elsewhere)])
  const published = await askRegistry(name, { ...options, timeLimit: options.answerLimit })
  if ('problem' in published)
    return reportNothing([explainNoComparison(published.problem)], published.problem === NO_SUCH_PACKAGE)
  return findInRegistry(choice, candidate, published, options)
}

async function findInRegistry(
  choice: BaselineChoice & { kind: 'predecessor' | 'version' | 'tag' },
  candidate: Candidate,
  published: PublishedPackage,
  options: FindOptions,
): Promise<FoundBaseline> {
  const isSame =
    isAsked(choice) ||
    candidate.isPublished === true ||
    isSamePackage(candidate.manifest, published) ||
    (await wasSamePackage(candidate.manifest, published, options))
  if (!isSame)
    return reportNothing([
      explainNoComparison(
        'the published package of this name seems to be another one (its repository, homepage and author differ, in earlier releases too); to compare anyway, set the baseline to latest',
      ),
    ])
  const { versions } = published
  const wanted = listWantedVersions(choice, candidate, published)
  if (wanted.length === 0)
    return {
      ...reportNothing([explainNoComparison(explainMissingRelease(choice, candidate))], true),
      publishedVersions: versions,
    }
  return describeFetched(await fetchVersion(wanted, published, options), versions)
}

/** A repository that moved is no other package: an earlier release may have named where it is now, or was then. */
async function wasSamePackage(
  manifest: Candidate['manifest'],
  { name }: PublishedPackage,
  options: FindOptions,
): Promise<boolean> {
  const own = readRepository(manifest.repository)
  if (own === null) return false
  const earlier = await findRepositories(name, { ...options, timeLimit: options.answerLimit })
  return earlier.some((one) => readRepository(one) === own)
}

function listWantedVersions(
  choice: BaselineChoice,
  candidate: Candidate,
  published: PublishedPackage,
): readonly string[] {
  if (choice.kind === 'version') return published.versions.includes(choice.version) ? [choice.version] : []
  if (choice.kind === 'tag') {
    const tagged = Object.hasOwn(published.distTags, choice.tag) ? published.distTags[choice.tag] : undefined
    return tagged === undefined ? [] : [tagged]
  }
  return listPredecessors(candidate.version, published, candidate.fromFolder)
}

function explainMissingRelease(choice: BaselineChoice, { version }: Candidate): string {
  if (choice.kind === 'version') return `the registry has no version ${choice.version}`
  if (choice.kind === 'tag') return `the registry has no dist-tag ${choice.tag}`
  return `the registry has no version below ${version ?? 'this one'}`
}

function describeFetched(
  answer: { readonly file: string } | { readonly problem: string },
  publishedVersions: readonly string[] | null,
): FoundBaseline {
  if ('problem' in answer)
    return { ...reportNothing([explainNoComparison(answer.problem)]), publishedVersions }
  return { source: 'registry', release: answer.file, notes: [], isFirst: false, publishedVersions }
}

async function findInReport(file: string, { name }: Candidate): Promise<FoundBaseline> {
  try {
    // Its schema is long, and few hand a report over.
    const { readReport } = await import('../report/read-report.ts')
    const report = await readReport(file)
    const one =
      report.packages.find((candidate) => candidate.inventory !== null && candidate.name === name) ??
      (report.packages.length === 1 ? report.packages[0] : undefined)
    if (one?.inventory == null)
      return reportNothing([
        explainNoComparison(`the report ${file} has nothing on ${name ?? 'this package'}`),
      ])
    return { source: 'report', release: one.inventory, notes: [], isFirst: false, publishedVersions: null }
  } catch (error) {
    return reportNothing([explainNoComparison(readMessage(error).replace(/\.$/, ''))])
  }
}

/** A clause, if package.json says that the package goes to a registry that npm would not ask here. */
async function explainOtherRegistry(
  name: string,
  { manifest }: Candidate,
  options: FindOptions,
): Promise<string | null> {
  const config = manifest.publishConfig
  const url = typeof config === 'object' && config !== null && 'registry' in config ? config.registry : null
  const own = typeof url === 'string' ? readAddress(url) : null
  if (own === null || own === 'registry.npmjs.org/') return null
  const configured = await findConfiguredRegistry(name, { ...options, timeLimit: options.answerLimit })
  if (configured !== null && readAddress(configured) === own) return null
  return `it is published to ${own}, and npm is configured for another registry here; set npm's registry, or hand over the earlier tarball`
}

function readAddress(url: string): string | null {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname.replace(/\/*$/, '/')}`
  } catch {
    return null
  }
}

function isAsked(choice: BaselineChoice): boolean {
  return choice.kind !== 'predecessor' || choice.asked
}

function reportNothing(notes: readonly string[], isFirst = false): FoundBaseline {
  return { source: 'registry', release: null, notes, isFirst, publishedVersions: null }
}

function explainNoComparison(why: string): string {
  return `Not compared with an earlier release: ${why}.`
}
