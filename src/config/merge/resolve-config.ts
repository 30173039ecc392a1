import { formatConfigError } from '../../model/config-error.ts'
import type { FailOn, Profile } from '../../model/report.ts'
import { type ConfigFiles, diskFiles } from '../../repository/config-files.ts'
import {
  type ConfigRequest,
  loadConfig,
  loadConfigFrom,
  placeOf,
  readManifest,
} from '../files/load-config.ts'
import type { LoadedConfig } from '../files/loaded-config.ts'
import { applyPolicy } from '../policy/apply-policy.ts'
import type { Policy } from '../policy/policy.ts'
import { DEFAULT_CONFIG, type EffectiveConfig } from './effective-config.ts'
import { decideProfile } from './profile.ts'
import { restrictToBase } from './restrict-to-base.ts'
import { isoDay } from './suppression.ts'

/** What the user says beside the file: on the command line or as inputs of the Action. */
export interface ConfigInputs {
  readonly profile: Profile | 'auto' | null
  readonly failOn: FailOn | null
}

export interface ResolveRequest extends ConfigRequest {
  readonly inputs: ConfigInputs
  /** Files of the base commit, in a pull request; null elsewhere. */
  readonly base: ConfigFiles | null
  readonly policy: Policy | null
  readonly now: Date
}

/**
 * The configuration that a package is judged by, all layers in their order: defaults, the repository's files, the base
 * commit's hold on them, inputs, policy. Errors are those of the repository's own files.
 */
export async function resolveConfig(request: ResolveRequest): Promise<LoadedConfig> {
  const head = await loadConfig(request)
  if (!head.ok) return head
  let { config } = head
  if (request.base !== null) {
    const base = await baseConfig(request, request.base)
    const escapeAllowed = request.policy === null || request.policy.pullRequestsMayLoosen
    config = restrictToBase(config, base.config, request.rules, escapeAllowed).config
    config = { ...config, notes: [...config.notes, ...base.notes] }
    if (!base.config.pullRequestsMayLoosen || !escapeAllowed)
      config = await heldToBaseLicence(config, request, request.base)
  }
  config = withInputs(config, request.inputs)
  if (request.policy !== null)
    config = applyPolicy(config, request.policy, request.rules, isoDay(request.now))
  return { ...head, config }
}

/** Lays inputs over a configuration: they win over files, as everywhere. */
export function withInputs(config: EffectiveConfig, inputs: ConfigInputs): EffectiveConfig {
  const sources = new Map(config.sources)
  const from = (name: string) => ({ kind: 'input' as const, name, line: null, column: null })
  if (inputs.profile !== null) sources.set('profile', from('the input "profile"'))
  if (inputs.failOn !== null) sources.set('fail-on', from('the input "fail-on"'))
  return {
    ...config,
    profile: inputs.profile ?? config.profile,
    failOn: inputs.failOn ?? config.failOn,
    sources,
  }
}

/**
 * With `auto`, the licence decides about the profile; so a pull request that opens the licence would loosen its own
 * gate. Until it is merged, the licence of the base commit counts.
 */
async function heldToBaseLicence(
  config: EffectiveConfig,
  request: ResolveRequest,
  files: ConfigFiles,
): Promise<EffectiveConfig> {
  if (config.profile !== 'auto') return config
  const { root, place } = placeOf(request)
  const before = await readManifest(files, place.folder)
  const now = await readManifest(diskFiles(root), place.folder)
  if (before === null || now === null) return config
  const decided = (manifest: typeof now) => decideProfile({ explicit: null, visibility: null, manifest })
  if (decided(before).profile === 'open-source' || decided(now).profile === 'proprietary') return config
  const sources = new Map(config.sources)
  const name = `package.json at the base commit, where ${decided(before).reason},`
  sources.set('profile', { kind: 'base', name, line: null, column: null })
  const pending = `profile: proprietary → open-source, because ${decided(now).reason}, takes effect after the merge.`
  return { ...config, profile: 'proprietary', sources, pending: [...config.pending, pending] }
}

/** The configuration at the base commit. If that cannot be read, the defaults stand in, so that it can be repaired. */
async function baseConfig(
  request: ResolveRequest,
  files: ConfigFiles,
): Promise<{ config: EffectiveConfig; notes: readonly string[] }> {
  const loaded = await loadConfigFrom(files, placeOf(request).place)
  if (loaded.ok) return { config: loaded.config, notes: [] }
  const [first] = loaded.errors
  const why = first ? ` ${formatConfigError(first)}` : ''
  return {
    config: DEFAULT_CONFIG,
    notes: [
      `The configuration at the base commit cannot be read, so the defaults stand in for it until this is merged.${why}`,
    ],
  }
}
