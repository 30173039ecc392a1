import { configForTarget, type TargetPlace } from '../config/merge/config-for-target.ts'
import type { EffectiveConfig } from '../config/merge/effective-config.ts'
import type { Policy } from '../config/policy/policy.ts'
import { contentsForTarget, type TargetContents } from '../contents/contents-for-target.ts'
import { RULES } from '../rules/index.ts'
import type { GateRequest } from './gate-request.ts'

/** By what a package is judged. */
export interface Settings {
  readonly config: EffectiveConfig
  readonly contents: TargetContents
  /** The files of configuration that it comes from, relative to the root. */
  readonly files: readonly string[]
}

/**
 * The configuration and the contents list of a target, held to the base commit where a change is judged.
 * @throws CannotLook when one of them is wrong or cannot be read
 */
export async function settingsFor(
  place: TargetPlace,
  request: GateRequest,
  policy: Policy | null,
): Promise<Settings> {
  const baseOf = async (root: string) => (await request.base?.(root))?.base ?? null
  const base = await baseOf(place.root)
  const { config, files, folders } = await configForTarget(place, {
    ...request,
    base,
    baseOf,
    policy,
    rules: RULES,
  })
  const atBase = base === null ? null : { commit: base, folders }
  return { config, files, contents: await contentsForTarget(place.directory, place.root, atBase) }
}
