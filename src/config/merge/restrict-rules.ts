import type { Severity } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { Source } from '../files/config-source.ts'
import {
  type EffectiveConfig,
  type RuleSetting,
  readDefaultSeverity,
  type SeverityLayer,
} from './effective-config.ts'
import { chooseStricterOptions } from './option-direction.ts'
import { addOwnRules, findContradictions, overlayRules } from './own-rules.ts'
import { describeBaseSource, describeSourcePlace } from './pending-changes.ts'
import { compareSeverity, PROFILES } from './strictness.ts'

/** The rules of both with options no looser than the base's; what waits goes to `pending`, what the base says to `sources`. */
export function restrictRules(
  head: EffectiveConfig,
  base: EffectiveConfig,
  rules: readonly AnyRule[],
  pending: string[],
  sources: Map<string, Source>,
): Pick<EffectiveConfig, 'rules' | 'customRules'> {
  const settings = new Map(head.rules)
  const customRules = overlayRules(head.customRules, base.customRules)
  pending.push(...listChangedDefinitions(head, base))
  for (const rule of addOwnRules(rules, customRules)) {
    const { id } = rule.meta
    const set = head.rules.get(id)
    const other = base.rules.get(id)
    pending.push(...describeMilderSeverity(rule, head, base))
    const { options, refused, extended } = chooseStricterOptions(rule, other, completeSetting(rule, set))
    for (const name of [...refused, ...extended]) {
      const key = `rules.${id}.${name}`
      pending.push(
        `The option "${name}" of ${id}${describeSourcePlace(head.sources.get(key))} takes effect after the merge.`,
      )
      sources.set(key, describeBaseSource(base, key))
    }
    if (set || other)
      settings.set(id, { severity: set?.severity ?? null, ...markWritten(options, set, other) })
  }
  return { rules: settings, customRules }
}

/** What waits of the rules of a team's own that the head defines anew or leaves out. */
function listChangedDefinitions(head: EffectiveConfig, base: EffectiveConfig): string[] {
  const anew = findContradictions(head.customRules, base.customRules).map(
    ({ definition, source }) =>
      `The new definition of ${definition.id}${describeSourcePlace(source)} takes effect after the merge.`,
  )
  const kept = new Set(head.customRules.map(({ definition }) => definition.id))
  const gone = base.customRules.filter(({ definition }) => !kept.has(definition.id))
  return [
    ...anew,
    ...gone.map(({ definition }) => `${definition.id} holds until the merge, which removes it.`),
  ]
}

/** Options with every default written down: leaving an option out undoes what the base says as much as setting it. */
function completeSetting(rule: AnyRule, setting: RuleSetting | undefined): RuleSetting {
  const options = setting?.options ?? rule.options.parse({})
  return { severity: setting?.severity ?? null, options, given: options }
}

/** Options, with those that either side wrote down marked as given. */
function markWritten(
  options: RuleSetting['options'],
  own: RuleSetting | undefined,
  other: RuleSetting | undefined,
): Pick<RuleSetting, 'options' | 'given'> {
  const names = Object.keys({ ...own?.given, ...other?.given })
  if (names.length === 0) return { options: null, given: null }
  return { options, given: Object.fromEntries(names.map((name) => [name, options?.[name]])) }
}

/** A sentence if some message of the rule can come out milder under the head than under the base. */
function describeMilderSeverity(rule: AnyRule, head: EffectiveConfig, base: EffectiveConfig): string[] {
  const { id } = rule.meta
  const loosened = PROFILES.some((profile) =>
    Object.keys(rule.messages).some((message) =>
      canBeMilder(head, base, id, readDefaultSeverity(rule, message, profile)),
    ),
  )
  if (!loosened) return []
  const change = `${describeSeverities(base, id)} → ${describeSeverities(head, id)}${describeSourcePlace(head.sources.get(`rules.${id}`))}`
  return [`${id}: ${change} takes effect after the merge.`]
}

/**
 * Whether there can be a path for which the head says less. Which paths two patterns share is not worked out: an
 * override that is new must be as strict as anything it could cover, one that is gone as mild as anything that is left.
 */
function canBeMilder(head: SeverityLayer, base: SeverityLayer, id: string, byDefault: Severity): boolean {
  const own = head.rules.get(id)?.severity ?? byDefault
  const other = base.rules.get(id)?.severity ?? byDefault
  if (compareSeverity(own, other) < 0) return true
  const now = listOverrides(head, id)
  const before = listOverrides(base, id)
  const keys = { now: now.map(({ key }) => key), before: before.map(({ key }) => key) }
  const shared = keys.now.filter((key) => keys.before.includes(key)).join('\n')
  if (shared !== keys.before.filter((key) => keys.now.includes(key)).join('\n')) return true
  const most = pickGravest([other, ...before.map(({ severity }) => severity)])
  const least = pickMildest([own, ...now.map(({ severity }) => severity)])
  return (
    now.some((one) => !keys.before.includes(one.key) && compareSeverity(one.severity, most) < 0) ||
    before.some((one) => !keys.now.includes(one.key) && compareSeverity(one.severity, least) > 0)
  )
}

function listOverrides(layer: SeverityLayer, id: string): { key: string; severity: Severity }[] {
  return layer.overrides.flatMap((override) => {
    const severity = override.severities.get(id)
    if (severity === undefined) return []
    return [{ key: `${severity} for ${override.paths.map((glob) => glob.pattern).join(', ')}`, severity }]
  })
}

const pickMildest = (severities: readonly Severity[]) =>
  severities.reduce((a, b) => (compareSeverity(a, b) <= 0 ? a : b))
const pickGravest = (severities: readonly Severity[]) =>
  severities.reduce((a, b) => (compareSeverity(a, b) >= 0 ? a : b))

/** All that a configuration says of a rule's severity. */
function describeSeverities(layer: SeverityLayer, id: string): string {
  return [layer.rules.get(id)?.severity ?? 'default', ...listOverrides(layer, id).map(({ key }) => key)].join(
    ', ',
  )
}
