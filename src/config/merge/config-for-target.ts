import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { type ConfigError, formatConfigError } from '../../model/config-error.ts'
import type { FailOn, Profile } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { CommitFiles } from '../../repository/commit-files.ts'
import { findRootAround } from '../../repository/repository-root.ts'
import { locateConfig } from '../files/load-config.ts'
import { loadPolicy } from '../policy/load-policy.ts'
import type { Policy, PolicyFetcher } from '../policy/policy.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { resolveConfig } from './resolve-config.ts'

/** What a run gives to the configuration of each of its targets. */
export interface ConfigLayers {
  /** What relative paths start from; absolute. */
  readonly directory: string
  readonly configFile: string | null
  readonly profile: Profile | null
  readonly failOn: FailOn | null
  /** The base commit of the target's repository, where a change is judged; null elsewhere. */
  readonly base: CommitFiles | null
  /** The base of another repository; left out where there is none. */
  readonly baseOf?: (root: string) => Promise<CommitFiles | null>
  readonly policy: Policy | null
  /** Every rule that a configuration can name. */
  readonly rules: readonly AnyRule[]
}

/** Where the configuration of a target is looked for, and whose it is. */
export interface TargetPlace {
  /** Absolute. */
  readonly directory: string
  /** What paths are told from; absolute. */
  readonly root: string
  /** Of the package; left out where the folder's package.json says it. */
  readonly packageName?: string | null
  /** The package.json of a ready tarball. */
  readonly packed: Readonly<Record<string, unknown>> | null
}

/** The configuration of a target, and the files that it is made of. */
export interface TargetConfig {
  readonly config: EffectiveConfig
  /** The one it starts from, absolute; null where nothing is configured. */
  readonly file: string | null
  /** All of them, relative to the root, those of the base commit too. */
  readonly files: readonly string[]
  /** Folders in which the base commit has the package, the surest first. */
  readonly folders: readonly string[]
}

/** A folder as the place of its own configuration. */
export function locateFolder(folder: string, checkout: string | null): TargetPlace {
  return { directory: folder, root: findRootAround(folder, checkout), packed: null }
}

/**
 * The configuration that holds for a target: for a folder, its own or the next one up to the repository's root. Base
 * commit, inputs and policy are laid over it.
 * @throws CannotLook when a configuration is there and wrong, with every mistake and its place.
 */
export async function loadConfigForTarget(place: TargetPlace, layers: ConfigLayers): Promise<TargetConfig> {
  const request = {
    directory: place.directory,
    repositoryRoot: place.root,
    configFile: layers.configFile === null ? null : path.resolve(layers.directory, layers.configFile),
    rules: layers.rules,
    ...(place.packageName === undefined ? {} : { packageName: place.packageName }),
  }
  const loaded = await resolveConfig({
    ...request,
    inputs: { profile: layers.profile, failOn: layers.failOn },
    base: layers.base,
    ...(layers.baseOf === undefined ? {} : { baseOf: layers.baseOf }),
    packed: place.packed,
    policy: layers.policy,
    now: new Date(),
  })
  if (loaded.ok) {
    const { root } = locateConfig(request)
    const file = loaded.file === null ? null : path.join(root, loaded.file)
    return { config: loaded.config, file, files: loaded.files, folders: loaded.folders ?? [] }
  }
  throw new CannotLook(explainErrors('The configuration is wrong, so nothing was judged.', loaded.errors))
}

/**
 * The policy that a run is held to, or null if none is named.
 * @throws CannotLook when one is named and cannot be had or read: without it nothing may pass.
 */
export async function loadPolicyForRun(request: {
  readonly directory: string
  /** See `rootAround`. */
  readonly checkout: string | null
  readonly policyFile: string | null
  readonly fetcher: PolicyFetcher | null
  readonly baseOf: (root: string) => Promise<CommitFiles | null>
  /** Every rule that a policy can name. */
  readonly rules: readonly AnyRule[]
}): Promise<Policy | null> {
  if (request.policyFile === null) return null
  const loaded = await loadPolicy({ ...request, policyFile: request.policyFile })
  if (loaded.ok) return loaded.policy
  throw new CannotLook(explainErrors('The policy cannot be applied, so nothing was judged.', loaded.errors))
}

function explainErrors(what: string, errors: readonly ConfigError[]): string {
  const [first = '', ...rest] = errors.map(formatConfigError)
  // One of several does not stand before the others.
  return rest.length === 0 ? `${what} ${first}` : [what, first, ...rest].join('\n')
}
