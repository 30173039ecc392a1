import path from 'node:path'
import { readLicence } from '../../manifest/licence.ts'
import type { FailOn, Profile } from '../../model/report.ts'
import type { CommitFiles } from '../../repository/commit-files.ts'
import { isInside, makeRelativeToRoot, openDiskFiles } from '../../repository/config-files.ts'
import { type ConfigRequest, loadConfig, readManifestForConfig } from '../files/load-config.ts'
import type { LoadedConfig } from '../files/loaded-config.ts'
import { applyPolicy } from '../policy/apply-policy.ts'
import type { Policy } from '../policy/policy.ts'
import { applyAdoption } from './adoption.ts'
import { readConfigAtBase } from './base-config.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { findPackagesAtBase } from './package-at-base.ts'
import { decideProfile } from './profile.ts'
import { restrictToBase } from './restrict-to-base.ts'
import { formatDay } from './suppression.ts'

/** What the user says beside the file: on the command line or as inputs of the Action. */
export interface ConfigInputs {
  readonly profile: Profile | 'auto' | null
  readonly failOn: FailOn | null
}

export interface ResolveRequest extends ConfigRequest {
  readonly inputs: ConfigInputs
  /** The base commit, where a change is judged; null elsewhere. */
  readonly base: CommitFiles | null
  /** The base of another repository that a named configuration may lie in; left out: none. */
  readonly baseOf?: (root: string) => Promise<CommitFiles | null>
  readonly policy: Policy | null
  readonly now: Date
  /** The package.json of a ready tarball, which may say other things than that of the checkout; left out: none. */
  readonly packed?: Manifest | null
}

type Manifest = Readonly<Record<string, unknown>>

/**
 * The configuration that a package is judged by, all layers in their order: defaults, the repository's files, the base
 * commit's hold on them, inputs, policy. Errors are those of the repository's own files.
 * @throws CannotLook when the base commit cannot be read, or its configuration is wrong (`WrongAtBase`)
 */
export async function resolveConfig(request: ResolveRequest): Promise<LoadedConfig> {
  const head = await loadConfig(request)
  if (!head.ok) return head
  const place = await locatePackage(request)
  const held =
    request.base === null
      ? { config: holdToCheckout(head.config, request, place), files: [], folders: [] }
      : await holdToBase(head.config, request, place, request.base)
  const today = formatDay(request.now)
  let config = applyInputs(applyAdoption(held.config, request.rules, today), request.inputs)
  if (request.policy !== null) config = applyPolicy(config, request.policy, request.rules, today)
  return { ...head, config, files: [...new Set([...head.files, ...held.files])], folders: held.folders }
}

interface PackagePlace {
  readonly root: string
  /** Relative to the root; null if it lies elsewhere. */
  readonly folder: string | null
  readonly name: string | null
  /** The package.json that is checked out. */
  readonly manifest: Manifest | null
}

async function locatePackage(request: ResolveRequest): Promise<PackagePlace> {
  const directory = path.resolve(request.directory)
  const root = path.resolve(request.repositoryRoot ?? directory)
  const folder = isInside(root, directory) ? makeRelativeToRoot(root, directory) : null
  const manifest = await readManifestForConfig(openDiskFiles(root), folder)
  const name = request.packageName === undefined ? readName(manifest) : request.packageName
  return { root, folder, name, manifest }
}

/** Where nothing is merged, a tarball is held to what the package.json of the checkout says of the same package. */
function holdToCheckout(
  config: EffectiveConfig,
  { packed = null }: ResolveRequest,
  { manifest }: PackagePlace,
): EffectiveConfig {
  const isSame = manifest !== null && packed !== null && readName(manifest) === readName(packed)
  return isSame ? holdToLicences(config, packed, [manifest].filter(statesLicence), 'checkout') : config
}

async function holdToBase(
  head: EffectiveConfig,
  request: ResolveRequest,
  { root, folder, name, manifest }: PackagePlace,
  base: CommitFiles,
): Promise<{ config: EffectiveConfig; files: string[]; folders: string[] }> {
  const { known, packages } = await findPackagesAtBase(base, openDiskFiles(root), { folder, name })
  const escapeAllowed = request.policy === null || request.policy.pullRequestsMayLoosen
  const baseOf = request.baseOf ?? (async () => null)
  const files: string[] = []
  let config = head
  let escaped = escapeAllowed
  for (const one of packages) {
    const before = await readConfigAtBase({ ...request, repositoryRoot: root }, one, base, baseOf)
    files.push(...before.files)
    config = restrictToBase(config, before.config, request.rules, escapeAllowed).config
    escaped = escaped && before.config.pullRequestsMayLoosen
  }
  config = { ...config, pending: [...new Set(config.pending)], notes: [...new Set(config.notes)] }
  const folders = packages.map((one) => one.folder)
  if (escaped) return { config, files, folders }
  const manifests = (await Promise.all(folders.map((one) => readManifestForConfig(base, one)))).filter(
    (one) => one !== null,
  )
  // Of a package that is new, the packages around it say no more than under which licence the repository is.
  const before = known
    ? manifests
    : manifests.filter(statesLicence).map((one) => ({ ...one, private: false }))
  return { config: holdToLicences(config, request.packed ?? manifest, before, 'base'), files, folders }
}

/** Lays inputs over a configuration: they win over files, as everywhere. */
export function applyInputs(config: EffectiveConfig, inputs: ConfigInputs): EffectiveConfig {
  const sources = new Map(config.sources)
  const makeInputSource = (name: string) => ({ kind: 'input' as const, name, line: null, column: null })
  if (inputs.profile !== null) sources.set('profile', makeInputSource('the input "profile"'))
  if (inputs.failOn !== null) sources.set('fail-on', makeInputSource('the input "fail-on"'))
  return {
    ...config,
    profile: inputs.profile ?? config.profile,
    failOn: inputs.failOn ?? config.failOn,
    sources,
  }
}

/**
 * With `auto`, the licence decides about the profile; so a pull request that opens the licence would loosen its own
 * gate, and so would a tarball that says other than the package it was made from. The stricter word counts.
 * @param now what is to be published says
 * @param before what the base commit says, or the checkout that a tarball was made from
 */
function holdToLicences(
  config: EffectiveConfig,
  now: Manifest | null,
  before: readonly Manifest[],
  from: 'base' | 'checkout',
): EffectiveConfig {
  if (config.profile !== 'auto' || now === null) return config
  const decide = (manifest: Manifest) => decideProfile({ explicit: null, visibility: null, manifest })
  if (decide(now).profile === 'proprietary') return config
  // What a build writes may be published though the folder it is built from may not.
  const earlier = before.map((one) => decide(from === 'checkout' ? { ...one, private: false } : one))
  const strict = earlier.find(({ profile }) => profile === 'proprietary')
  if (strict === undefined) return config
  const sources = new Map(config.sources)
  const where = from === 'base' ? 'package.json at the base commit' : 'package.json of the checkout'
  sources.set('profile', {
    kind: 'base',
    name: `${where}, where ${strict.reason},`,
    line: null,
    column: null,
  })
  const pending =
    from === 'base'
      ? `profile: proprietary → open-source, because ${decide(now).reason}, takes effect after the merge.`
      : `profile: the tarball says that ${decide(now).reason}, and the package.json of the checkout says that ${strict.reason}: the stricter one counts.`
  return { ...config, profile: 'proprietary', sources, pending: [...config.pending, pending] }
}

function statesLicence(manifest: Manifest): boolean {
  return readLicence(manifest).stated !== null
}

function readName(manifest: Manifest | null): string | null {
  return typeof manifest?.name === 'string' ? manifest.name : null
}
