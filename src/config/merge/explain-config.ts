import type { Profile } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { Source } from '../files/config-source.ts'
import type { Acceptance } from './acceptance.ts'
import { DEFAULT_SOURCE, decideSeverity, type EffectiveConfig, readOptions } from './effective-config.ts'
import { formatLimitKey, LIMIT_NAMES } from './strictness.ts'
import type { Suppression } from './suppression.ts'

/** One value of the effective configuration, with where it comes from. */
export interface ExplainedValue {
  /** As it would be written: `fail-on`, `limits.depth`, `rules.internal/host`, `rules.internal/host.domains`. */
  readonly name: string
  /** Text, number, list or map: plain JSON. */
  readonly value: unknown
  /** What the value was set by. */
  readonly source: Source
  /** Where a lower bound has raised it: the policy, or the base commit. Null where nothing did. */
  readonly raisedBy: string | null
}

export interface ExplainedOverride {
  readonly paths: readonly string[]
  readonly severities: Readonly<Record<string, string>>
  readonly source: Source
}

/** The whole configuration that a package is judged by, as data for `seaworthy config`. */
export interface ExplainedConfig {
  readonly profile: Profile
  readonly values: readonly ExplainedValue[]
  readonly overrides: readonly ExplainedOverride[]
  readonly suppressions: readonly Suppression[]
  readonly acceptances: readonly Acceptance[]
  readonly policy: EffectiveConfig['policy']
  readonly pending: readonly string[]
  readonly ignoredWeakenings: readonly string[]
  readonly notes: readonly string[]
}

/** Every value that holds under a profile, set or not, each with its source. Path overrides are listed apart. */
export function explainConfig(
  config: EffectiveConfig,
  rules: readonly AnyRule[],
  profile: Profile,
): ExplainedConfig {
  const findSource = (name: string) => config.sources.get(name) ?? DEFAULT_SOURCE
  const explainPlain = (name: string, value: unknown): ExplainedValue => ({
    name,
    value,
    source: findSource(name),
    raisedBy: null,
  })
  return {
    profile,
    values: [
      explainPlain('profile', config.profile),
      explainPlain('packer', config.packer),
      explainPlain('baseline', config.baseline),
      explainPlain('fail-on', config.failOn),
      ...LIMIT_NAMES.map((name) => explainPlain(`limits.${formatLimitKey(name)}`, config.limits[name])),
      ...rules.flatMap((rule) => [
        explainSeverity(config, rule, profile, findSource(`rules.${rule.meta.id}`)),
        ...Object.entries(readOptions(config, rule)).map(([name, value]) =>
          explainPlain(`rules.${rule.meta.id}.${name}`, JSON.parse(JSON.stringify(value ?? null))),
        ),
      ]),
    ],
    overrides: config.overrides.map((one) => ({
      paths: one.paths.map((glob) => glob.pattern),
      severities: Object.fromEntries(one.severities),
      source: one.source,
    })),
    suppressions: config.suppressions,
    acceptances: config.acceptances,
    policy: config.policy,
    pending: config.pending,
    ignoredWeakenings: config.ignoredWeakenings,
    notes: config.notes,
  }
}

/** One severity if all messages of the rule have the same, else each message's. */
function explainSeverity(
  config: EffectiveConfig,
  rule: AnyRule,
  profile: Profile,
  source: Source,
): ExplainedValue {
  const ids = Object.keys(rule.messages)
  const listUnder = (one: EffectiveConfig) =>
    ids.map((id) => [id, decideSeverity(one, rule, id, profile, null)] as const)
  const now = listUnder(config)
  const distinct = new Set(now.map(([, severity]) => severity))
  const floor = config.floors.findLast(
    (one) => String(listUnder({ ...config, floors: [one] })) !== String(listUnder({ ...config, floors: [] })),
  )
  return {
    name: `rules.${rule.meta.id}`,
    value: distinct.size === 1 ? now[0]?.[1] : Object.fromEntries(now),
    source,
    raisedBy: floor
      ? floor.kind === 'base'
        ? 'the base commit'
        : (config.policy?.source ?? 'the policy')
      : null,
  }
}
