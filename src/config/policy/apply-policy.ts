import type { AnyRule } from '../../model/rule.ts'
import type { Source } from '../files/config-source.ts'
import { type Acceptance, describeAcceptance } from '../merge/acceptance.ts'
import { type EffectiveConfig, type RuleSetting, readDefaultSeverity } from '../merge/effective-config.ts'
import { chooseStricterOptions } from '../merge/option-direction.ts'
import { addOwnRules, findContradictions, overlayRules } from '../merge/own-rules.ts'
import { raiseSettings, type Settings, type SettingsFloor } from '../merge/settings-ladder.ts'
import { compareSeverity, PROFILES } from '../merge/strictness.ts'
import { describeSource, describeSuppression, type Suppression } from '../merge/suppression.ts'
import type { ExceptionTerms, Policy, PolicyRule } from './policy.ts'

/** What a policy lays itself over, and where it notes what it had to do. */
interface Repository {
  readonly config: EffectiveConfig
  readonly policy: Policy
  readonly sources: Map<string, Source>
  /** What the repository tried to set below the policy; whole sentences. */
  readonly ignored: string[]
}

/**
 * Lays a policy over a repository's configuration: everything comes out at least as strict as the policy says, and
 * every attempt to go below is in `ignoredWeakenings`. Apply it last, after what was given as inputs.
 * @param today `YYYY-MM-DD`, from which the life of suppressions is counted
 */
export function applyPolicy(
  config: EffectiveConfig,
  policy: Policy,
  rules: readonly AnyRule[],
  today: string,
): EffectiveConfig {
  const sources = new Map(config.sources)
  const ignored: string[] = []
  const repository: Repository = { config, policy, sources, ignored }
  return {
    ...config,
    ...raiseAllSettings(repository),
    ...raiseRules(repository, rules),
    suppressions: config.suppressions.filter((one) => {
      const why = explainRefusal(one, policy, today)
      if (why !== null) ignored.push(`${describeSuppression(one)} is not honoured: ${why}.`)
      return why === null
    }),
    acceptances: pickAllowedAcceptances(config.acceptances, policy, today, ignored),
    sources,
    policy: { source: policy.source, digest: policy.digest },
    ignoredWeakenings: [...config.ignoredWeakenings, ...ignored],
  }
}

/** The settings, none milder than the policy's; only what somebody set is a weakening. */
function raiseAllSettings({ config, policy, sources, ignored }: Repository): Settings {
  const floor: SettingsFloor = {
    ...(policy.profile === null ? {} : { profile: policy.profile }),
    ...(policy.failOn === null ? {} : { failOn: policy.failOn }),
    ...(policy.baseline === null ? {} : { baseline: policy.baseline }),
    limits: policy.limits,
    pullRequestsMayLoosen: policy.pullRequestsMayLoosen,
  }
  const { settings, raised } = raiseSettings(config, floor)
  for (const { name, wanted, held } of raised) {
    const source = config.sources.get(name)
    if (source)
      ignored.push(
        `${describeSource(source)} sets ${name} to ${wanted}; the policy ${policy.source} keeps it at ${held}.`,
      )
    sources.set(name, describePolicySource(policy))
  }
  return settings
}

/** The rules' settings and the organisation's own rules, with the policy as a floor under every severity. */
function raiseRules(
  repository: Repository,
  rules: readonly AnyRule[],
): Pick<EffectiveConfig, 'rules' | 'customRules' | 'floors'> {
  const { config, policy, ignored } = repository
  const settings = new Map(config.rules)
  const demands = new Map<string, PolicyRule>()
  const customRules = overlayRules(config.customRules, policy.customRules)
  for (const one of findContradictions(config.customRules, policy.customRules))
    ignored.push(
      `${describeSource(one.source)} defines ${one.definition.id} anew; the definition of the policy ${policy.source} holds.`,
    )
  for (const rule of addOwnRules(rules, customRules)) {
    const demand = policy.rules.get(rule.meta.id)
    if (!demand) continue
    demands.set(rule.meta.id, demand)
    settings.set(rule.meta.id, raiseRule(repository, rule, demand))
    ignored.push(...describeMildOverrides(rule, demand, config, policy))
  }
  return { rules: settings, customRules, floors: [...config.floors, { kind: 'policy', rules: demands }] }
}

const describePolicySource = ({ source }: Policy): Source => ({
  kind: 'policy',
  name: source,
  line: null,
  column: null,
})

/** The setting of a rule with its options tightened; its severity stays as it is under the floor. */
function raiseRule(
  { config, policy, sources, ignored }: Repository,
  rule: AnyRule,
  demand: PolicyRule,
): RuleSetting {
  const { id } = rule.meta
  const own = config.rules.get(id)
  if (own?.severity && isMilder(rule, own.severity, demand))
    ignored.push(
      `${describeSource(config.sources.get(`rules.${id}`))} sets ${id} to ${own.severity}; the policy ${policy.source} ${describeDemand(demand)}.`,
    )
  const { options, refused } = chooseStricterOptions(rule, demand, own, demand.freeOptions)
  for (const name of Object.keys(demand.given ?? {}))
    if (!own?.given || !Object.hasOwn(own.given, name))
      sources.set(`rules.${id}.${name}`, describePolicySource(policy))
  for (const name of refused) {
    const source = config.sources.get(`rules.${id}.${name}`)
    ignored.push(
      `${describeSource(source)} changes the option "${name}" of ${id}; the policy ${policy.source} allows only tightening it.`,
    )
    sources.set(`rules.${id}.${name}`, describePolicySource(policy))
  }
  return { severity: own?.severity ?? null, options, given: { ...demand.given, ...own?.given } }
}

function describeMildOverrides(
  rule: AnyRule,
  demand: PolicyRule,
  config: EffectiveConfig,
  policy: Policy,
): string[] {
  const { id } = rule.meta
  return config.overrides.flatMap((override) => {
    const severity = override.severities.get(id)
    if (severity === undefined || !isMilder(rule, severity, demand)) return []
    const paths = override.paths.map((glob) => glob.pattern).join(', ')
    return [
      `${describeSource(override.source)} sets ${id} to ${severity} for ${paths}; the policy ${policy.source} ${describeDemand(demand)}.`,
    ]
  })
}

function isMilder(
  rule: AnyRule,
  severity: NonNullable<RuleSetting['severity']>,
  demand: PolicyRule,
): boolean {
  if (demand.severity !== null && compareSeverity(severity, demand.severity) < 0) return true
  if (!demand.required) return false
  if (severity === 'off') return true
  return PROFILES.some((profile) =>
    Object.keys(rule.messages).some(
      (id) => compareSeverity(severity, readDefaultSeverity(rule, id, profile)) < 0,
    ),
  )
}

function describeDemand({ severity, locked, reason }: PolicyRule): string {
  const what =
    severity !== null
      ? `keeps it at ${severity} or stricter`
      : `${locked ? 'locks' : 'requires'} it: it stays at its default or stricter`
  return `${what}${formatReason(reason)}`
}

/** The organisation's own words, without the full stop that the sentence around them has. */
function formatReason(reason: string | null): string {
  return reason === null ? '' : ` (${reason.replace(/\.$/, '')})`
}

/** Why a suppression does not count under a policy, or null if it does. */
function explainRefusal(one: Suppression, policy: Policy, today: string): string | null {
  if (!policy.suppressions.allowed)
    return `the policy ${policy.source} allows no suppressions${formatReason(policy.suppressions.reason)}`
  const demand = policy.rules.get(one.rule)
  if (demand?.locked) return `the policy ${policy.source} locks ${one.rule}${formatReason(demand.reason)}`
  return explainAgainstTerms(one, policy.suppressions, policy.source, today)
}

/** The acceptances that count under a policy; of the others a sentence goes to `ignored`. */
function pickAllowedAcceptances(
  acceptances: readonly Acceptance[],
  policy: Policy,
  today: string,
  ignored: string[],
): Acceptance[] {
  return acceptances.filter((one) => {
    const why = policy.acceptances.allowed
      ? explainAgainstTerms(one, policy.acceptances, policy.source, today)
      : `the policy ${policy.source} allows no acceptances${formatReason(policy.acceptances.reason)}`
    if (why !== null) ignored.push(`${describeAcceptance(one)} is not honoured: ${why}.`)
    return why === null
  })
}

/** What a policy's terms have against a written exception, or null. */
function explainAgainstTerms(
  one: { readonly expires: string | null; readonly approvedBy: string | null },
  { maximumDays, approvers, reason }: ExceptionTerms,
  source: string,
  today: string,
): string | null {
  if (maximumDays !== null) {
    const latest = new Date(Date.parse(`${today}T00:00:00Z`) + maximumDays * 86_400_000)
    const bound = latest.toISOString().slice(0, 10)
    if (one.expires === null || one.expires > bound)
      return `the policy ${source} wants an expiry within ${maximumDays} days, so ${bound} at the latest${formatReason(reason)}`
  }
  if (approvers !== null && (one.approvedBy === null || !approvers.includes(one.approvedBy)))
    return `the policy ${source} wants "approved-by" to be one of ${approvers.join(', ')}${formatReason(reason)}`
  return null
}
