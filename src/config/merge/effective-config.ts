import { DEFAULT_LIMITS, type Limits } from '../../model/limits.ts'
import type { PackerName } from '../../model/packing.ts'
import type { FailOn, Profile, Severity } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import { type Glob, matchesGlob } from '../../text/glob.ts'
import type { Source } from '../files/config-source.ts'
import type { Acceptance } from './acceptance.ts'
import type { OwnRule } from './own-rules.ts'
import { chooseMilderSeverity, chooseStricterSeverity, PROFILES } from './strictness.ts'
import type { Suppression } from './suppression.ts'

/** What is set for one rule. */
export interface RuleSetting {
  /** Holds for all messages of the rule; null leaves each message its default for the profile. */
  readonly severity: Severity | null
  /** As the rule's own schema parsed them, defaults filled in; null if nothing was set. */
  readonly options: Readonly<Record<string, unknown>> | null
  /** The options as they were written, for comparing and showing; null if nothing was set. */
  readonly given: Readonly<Record<string, unknown>> | null
}

/** Severities for some paths only; of several that match a path, the last that names the rule wins. */
export interface PathOverride {
  readonly paths: readonly Glob[]
  readonly severities: ReadonlyMap<string, Severity>
  readonly source: Source
}

/** Severities by rule and path: a configuration's own, or another one's that serves as a floor. */
export interface SeverityLayer {
  readonly rules: ReadonlyMap<string, RuleSetting>
  readonly overrides: readonly PathOverride[]
}

/**
 * A lower bound on severities. `base`: no finding may come out milder than under this layer, defaults included.
 * `policy`: the rules it names may not come out milder than it says; `required` alone keeps a rule from being turned
 * off or set below its default.
 */
export type SeverityFloor =
  | { readonly kind: 'base'; readonly layer: SeverityLayer }
  | {
      readonly kind: 'policy'
      readonly rules: ReadonlyMap<string, { readonly severity: Severity | null; readonly required: boolean }>
    }

/** Rules newer than a version of Seaworthy warn at most, to the end (UTC) of a day. */
export interface Adoption {
  readonly since: string
  /** `YYYY-MM-DD` */
  readonly until: string
}

/** The merged configuration of one package: what the scan and the judge go by. */
export interface EffectiveConfig extends SeverityLayer {
  readonly profile: Profile | 'auto'
  readonly packer: PackerName | 'auto'
  /** Whether nothing passes without the release to compare with. */
  readonly baseline: 'optional' | 'required'
  /** How rules are taken up that are newer than the configuration; null where nothing is said. */
  readonly adoption: Adoption | null
  /** Rules that warn at most, for now. */
  readonly adopted: ReadonlySet<string>
  readonly failOn: FailOn
  readonly limits: Limits
  readonly suppressions: readonly Suppression[]
  /** For bytes that could not be looked at; severities do not reach those. */
  readonly acceptances: readonly Acceptance[]
  /** Rules of the team's own, from the repository and its policy. */
  readonly customRules: readonly OwnRule[]
  readonly floors: readonly SeverityFloor[]
  /** The escape from base-versus-head; counts only where the base commit has it. */
  readonly pullRequestsMayLoosen: boolean
  /** Keys: `profile`, `packer`, `fail-on`, `limits.<name>`, `rules.<id>`, `rules.<id>.<option>`. What is absent is a default. */
  readonly sources: ReadonlyMap<string, Source>
  /** The organisation's policy in force, for the report. */
  readonly policy: { readonly source: string; readonly digest: string } | null
  /** What a pull request loosens and what therefore waits for the merge; whole sentences. */
  readonly pending: readonly string[]
  /** What the repository tried to set below the policy; whole sentences. */
  readonly ignoredWeakenings: readonly string[]
  /** What the reader should know of how the configuration came about; whole sentences. */
  readonly notes: readonly string[]
}

export const DEFAULT_SOURCE: Source = { kind: 'default', name: null, line: null, column: null }

/** What holds when nothing is configured. */
export const DEFAULT_CONFIG: EffectiveConfig = {
  profile: 'auto',
  packer: 'auto',
  baseline: 'optional',
  adoption: null,
  adopted: new Set(),
  failOn: 'error',
  limits: DEFAULT_LIMITS,
  rules: new Map(),
  overrides: [],
  suppressions: [],
  acceptances: [],
  customRules: [],
  floors: [],
  pullRequestsMayLoosen: false,
  sources: new Map(),
  policy: null,
  pending: [],
  ignoredWeakenings: [],
  notes: [],
}

/**
 * The severity of one message of a rule at one path.
 * What the user sets for a rule holds for all its messages; otherwise the message's own severity counts, and where it
 * has none, the rule's. Floors can only raise the result.
 * @param path inside the package; null for a finding about the package as a whole, which no path override touches
 */
export function decideSeverity(
  config: EffectiveConfig,
  rule: AnyRule,
  messageId: string,
  profile: Profile,
  path: string | null,
): Severity {
  const byDefault = readDefaultSeverity(rule, messageId, profile)
  const forNow = config.adopted.has(rule.meta.id) ? chooseMilderSeverity(byDefault, 'warning') : byDefault
  let severity = findSeverityInLayer(config, rule.meta.id, path) ?? forNow
  for (const floor of config.floors) {
    const least = floor.kind === 'base' ? forNow : byDefault
    severity = chooseStricterSeverity(severity, findFloorSeverity(floor, rule.meta.id, path, least))
  }
  return severity
}

/** The severity of a message when nothing is configured: its own, or else its rule's. */
export function readDefaultSeverity(rule: AnyRule, messageId: string, profile: Profile): Severity {
  return (rule.messages[messageId]?.severity ?? rule.meta.severity)[profile]
}

/**
 * The options to run a rule with: what is configured, or the defaults of the rule's schema.
 * @throws ZodError when the rule's schema has an option without a default, a mistake in the rule
 */
export function readOptions(config: EffectiveConfig, rule: AnyRule): Readonly<Record<string, unknown>> {
  return config.rules.get(rule.meta.id)?.options ?? rule.options.parse({})
}

/** Whether no message of the rule can show, under either profile and at any path: then there is no need to run it. */
export function isRuleOff(config: EffectiveConfig, rule: AnyRule): boolean {
  const layers = [config, ...config.floors.flatMap((floor) => (floor.kind === 'base' ? [floor.layer] : []))]
  if (layers.some((layer) => layer.overrides.some(({ severities }) => severities.has(rule.meta.id))))
    return false
  return PROFILES.every((profile) =>
    Object.keys(rule.messages).every((id) => decideSeverity(config, rule, id, profile, null) === 'off'),
  )
}

function findSeverityInLayer(layer: SeverityLayer, ruleId: string, path: string | null): Severity | null {
  if (path !== null) {
    const override = layer.overrides.findLast(
      (candidate) =>
        candidate.severities.has(ruleId) && candidate.paths.some((glob) => matchesGlob(glob, path)),
    )
    const severity = override?.severities.get(ruleId)
    if (severity !== undefined) return severity
  }
  return layer.rules.get(ruleId)?.severity ?? null
}

function findFloorSeverity(
  floor: SeverityFloor,
  ruleId: string,
  path: string | null,
  byDefault: Severity,
): Severity {
  if (floor.kind === 'base') return findSeverityInLayer(floor.layer, ruleId, path) ?? byDefault
  const demand = floor.rules.get(ruleId)
  if (!demand) return 'off'
  const required = demand.required ? chooseStricterSeverity(byDefault, 'notice') : 'off'
  return chooseStricterSeverity(demand.severity ?? 'off', required)
}
