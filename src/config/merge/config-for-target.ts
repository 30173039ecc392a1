import { statSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { type ConfigError, formatConfigError } from '../../model/config-error.ts'
import type { FailOn, Profile } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { ConfigFiles } from '../../repository/config-files.ts'
import { repositoryRoot } from '../../repository/repository-root.ts'
import { placeOf } from '../files/load-config.ts'
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
  /** Files of the base commit, in a pull request; null elsewhere. */
  readonly base: ConfigFiles | null
  readonly policy: Policy | null
  /** Every rule that a configuration can name. */
  readonly rules: readonly AnyRule[]
}

/** The configuration of a target, and the file that it starts from. */
export interface TargetConfig {
  readonly config: EffectiveConfig
  /** Absolute; null where nothing is configured. */
  readonly file: string | null
}

/**
 * The configuration that holds for a target: for a folder, its own or the next one up to the repository's root; for a
 * file or a published version, that of the folder we work in. Base commit, inputs and policy are laid over it.
 * @throws CannotLook when a configuration is there and wrong, with every mistake and its place.
 */
export async function configForTarget(target: string, layers: ConfigLayers): Promise<TargetConfig> {
  const named = path.resolve(layers.directory, target)
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true
  const directory = isFolder ? named : layers.directory
  const request = {
    directory,
    repositoryRoot: repositoryRoot(directory),
    configFile: layers.configFile === null ? null : path.resolve(layers.directory, layers.configFile),
    rules: layers.rules,
    ...(isFolder ? {} : { packageName: null }),
  }
  const loaded = await resolveConfig({
    ...request,
    inputs: { profile: layers.profile, failOn: layers.failOn },
    base: layers.base,
    policy: layers.policy,
    now: new Date(),
  })
  if (loaded.ok) {
    const { root } = placeOf(request)
    return { config: loaded.config, file: loaded.file === null ? null : path.join(root, loaded.file) }
  }
  throw new CannotLook(explained('The configuration is wrong, so nothing was judged.', loaded.errors))
}

/**
 * The policy that a run is held to, or null if none is named.
 * @throws CannotLook when one is named and cannot be had or read: without it nothing may pass.
 */
export async function policyForRun(request: {
  readonly directory: string
  readonly policyFile: string | null
  readonly fetcher: PolicyFetcher | null
  readonly base: ConfigFiles | null
  /** Every rule that a policy can name. */
  readonly rules: readonly AnyRule[]
}): Promise<Policy | null> {
  if (request.policyFile === null) return null
  const loaded = await loadPolicy({
    ...request,
    policyFile: request.policyFile,
    repositoryRoot: repositoryRoot(request.directory),
  })
  if (loaded.ok) return loaded.policy
  throw new CannotLook(explained('The policy cannot be applied, so nothing was judged.', loaded.errors))
}

function explained(what: string, errors: readonly ConfigError[]): string {
  const [first, ...rest] = errors.map(formatConfigError)
  return [`${what} ${first ?? ''}`, ...rest].join('\n')
}
