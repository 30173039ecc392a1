import { ARCHIVE_FORMS } from '../../knowledge/archive-forms.ts'
import { type LicenceReading, namesNoLicence, readLicence } from '../../manifest/licence.ts'
import type { NeighbourIdentity } from '../../model/archive.ts'
import type { LicenceFile } from '../../model/package-facts.ts'
import type { Profile } from '../../model/report.ts'
import type { EffectiveConfig } from './effective-config.ts'

/** Who can read the repository, as the workflow's event says. `internal`: everybody in the enterprise, nobody else. */
export type Visibility = 'public' | 'private' | 'internal'

export interface ProfileEvidence {
  /** What is configured; null leaves it to the rest. */
  readonly explicit: Profile | null
  /** Null outside a workflow. */
  readonly visibility: Visibility | null
  /** The package.json in the tarball; null if there is none. */
  readonly manifest: Readonly<Record<string, unknown>> | null
  /** What a package of another kind than npm's says of itself, in place of the package.json; left out or null for npm's. */
  readonly neighbour?: NeighbourIdentity | null
  /** The licence's own file beside it; left out or null if there is none. */
  readonly licenceFile?: LicenceFile | null
  /** The open licence of the repository in which a private or silent package lies; left out or null for none. */
  readonly repositoryLicence?: string | null
}

export interface ProfileDecision {
  readonly profile: Profile
  /** A clause for the report. May quote the manifest: encode before printing. */
  readonly reason: string
}

/**
 * Decides which default severities apply. In this order: what is configured; a repository that is not public; a
 * package marked private; the licence, in package.json or else in a file of its own. A public repository alone proves nothing about the package's sources, and
 * without evidence the stricter profile applies.
 */
export function decideProfile(evidence: ProfileEvidence): ProfileDecision {
  const { explicit, visibility, licenceFile = null, repositoryLicence = null } = evidence
  if (explicit !== null) return { profile: explicit, reason: 'it is set so' }
  if (visibility === 'private' || visibility === 'internal')
    return { profile: 'proprietary', reason: `the repository is ${visibility}` }
  const { file: metadata, reading, isPrivate } = readMetadata(evidence)
  if (reading === null)
    return { profile: 'proprietary', reason: `there is no ${metadata} to tell the licence` }
  const ofRepository: ProfileDecision = {
    profile: 'open-source',
    reason: `the repository it lies in is under an open licence, ${repositoryLicence}`,
  }
  if (isPrivate !== null && repositoryLicence !== null) return ofRepository
  if (isPrivate !== null) return { profile: 'proprietary', reason: isPrivate }
  const { open, stated } = reading
  const file = namesNoLicence(reading) ? licenceFile : null
  if (file !== null && file.licence !== null)
    return { profile: 'open-source', reason: `${file.path} holds an open licence, ${file.licence}` }
  if (stated === null && file === null && repositoryLicence !== null) return ofRepository
  if (stated === null) return { profile: 'proprietary', reason: `${metadata} names no licence` }
  return open
    ? { profile: 'open-source', reason: `the licence is ${stated}, an open one` }
    : { profile: 'proprietary', reason: `the licence "${stated}" is not an open one` }
}

interface Metadata {
  /** What people call the file. */
  readonly file: string
  /** Null where there is no such file. */
  readonly reading: LicenceReading | null
  /** What keeps the package from being published, as a clause; null where nothing does. */
  readonly isPrivate: string | null
}

function readMetadata({ manifest, neighbour = null }: ProfileEvidence): Metadata {
  if (neighbour !== null) {
    const { kind, manifestPath, licence, isPrivate } = neighbour
    return { file: ARCHIVE_FORMS[kind].manifest, reading: manifestPath === null ? null : licence, isPrivate }
  }
  if (manifest === null) return { file: 'package.json', reading: null, isPrivate: null }
  const isPrivate = manifest.private === true ? 'package.json says "private": true' : null
  return { file: 'package.json', reading: readLicence(manifest), isPrivate }
}

/** The profile of a package under a configuration, with the reason naming the place that set it. */
export function decideProfileUnder(
  config: EffectiveConfig,
  evidence: Omit<ProfileEvidence, 'explicit'>,
): ProfileDecision {
  const explicit = config.profile === 'auto' ? null : config.profile
  const decision = decideProfile({ ...evidence, explicit })
  const source = config.sources.get('profile')
  if (explicit === null || !source || source.name === null) return decision
  return {
    ...decision,
    reason: source.kind === 'input' ? `${source.name} says so` : `${source.name} sets it`,
  }
}
