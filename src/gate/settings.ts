import { loadConfigForTarget, loadPolicyForRun, type TargetPlace } from '../config/merge/config-for-target.ts'
import type { EffectiveConfig } from '../config/merge/effective-config.ts'
import type { Policy } from '../config/policy/policy.ts'
import { loadContentsForTarget, type TargetContents } from '../contents/contents-for-target.ts'
import type { Change } from '../repository/commit-files.ts'
import { WrongAtBase } from '../repository/wrong-at-base.ts'
import { RULES } from '../rules/index.ts'
import { listRulesUnder } from './all-rules.ts'
import { findGateOnlyChange, type GateOnly } from './gate-files.ts'
import type { GateRequest } from './gate-request.ts'

/** By what a package is judged. */
export interface Settings {
  readonly config: EffectiveConfig
  readonly contents: TargetContents
  /** The files of configuration that it comes from, relative to the root. */
  readonly files: readonly string[]
}

/** By what a package of a change is judged. */
export interface SettingsOfChange {
  /** What the change's own files say, as far as the base lets them. */
  readonly held: Settings
  /** Where the change is to the gate alone: what its own files say, and which they are. */
  readonly own: (GateOnly & { readonly settings: Settings }) | null
}

/**
 * The configuration and the contents list of a target, held to the base commit where a change is judged.
 * @throws CannotLook when one of them is wrong or cannot be read
 */
export async function readSettingsOfChange(
  place: TargetPlace,
  change: Change | null,
  request: GateRequest,
  policy: Policy | null,
): Promise<SettingsOfChange> {
  if (change === null)
    return { held: await readSettingsFor(place, { ...request, base: null }, policy), own: null }
  const own = await readOwnSettings(place, change, request)
  try {
    const held = await readSettingsFor(place, request, policy)
    return { held, own }
  } catch (error) {
    // The change that mends the gate must get through it.
    if (!(error instanceof WrongAtBase) || own === null) throw error
    return { held: own.settings, own: { ...own, wrongAtBase: error.message } }
  }
}

/** What a change to the gate alone says for itself; null for every other change. */
async function readOwnSettings(
  place: TargetPlace,
  change: Change,
  request: GateRequest,
): Promise<SettingsOfChange['own']> {
  const only = await findGateOnlyChange(place, change, request)
  if (only === null) return null
  const alone = { ...request, base: null }
  const policy = await loadPolicyForRun({
    directory: request.directory,
    checkout: request.repository.checkout,
    policyFile: request.policyFile ?? null,
    fetcher: request.policyFetcher ?? null,
    baseOf: async () => null,
    rules: RULES,
  })
  const settings = await readSettingsFor(place, alone, policy)
  return only.isOwn(settings.files) ? { ...only, settings } : null
}

async function readSettingsFor(
  place: TargetPlace,
  request: GateRequest,
  policy: Policy | null,
): Promise<Settings> {
  const findBaseOf = async (root: string) => (await request.base?.(root))?.base ?? null
  const base = await findBaseOf(place.root)
  const { config, files, folders } = await loadConfigForTarget(place, {
    ...request,
    base,
    baseOf: findBaseOf,
    policy,
    rules: listRulesUnder(policy),
  })
  const atBase = base === null ? null : { commit: base, folders }
  return { config, files, contents: await loadContentsForTarget(place.directory, place.root, atBase) }
}
