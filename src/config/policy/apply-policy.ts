import type { AnyRule } from '../../model/rule.ts'
import { ESCAPE_KEY } from '../files/config-keys.ts'
import type { Source } from '../files/config-source.ts'
import { type Acceptance, describeAcceptance } from '../merge/acceptance.ts'
import { defaultSeverity, type EffectiveConfig, type RuleSetting } from '../merge/effective-config.ts'
import { stricterOptions } from '../merge/option-direction.ts'
import { contradicted, overlayRules, withOwnRules } from '../merge/own-rules.ts'
import {
  compareSeverity,
  LIMIT_NAMES,
  limitKey,
  PROFILES,
  stricterFailOn,
  stricterProfile,
} from '../merge/strictness.ts'
import { describeSource, describeSuppression, type Suppression } from '../merge/suppression.ts'
import type { ExceptionTerms, Policy, PolicyRule } from './policy.ts'

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
  const ignored: string[] = []
  const sources = new Map(config.sources)
  const from: Source = { kind: 'policy', name: policy.source, line: null, column: null }
  /** Notes that a value was raised to what the policy demands; only what somebody set is a weakening. */
  const raise = (name: string, wanted: string | number, demanded: string | number) => {
    const source = config.sources.get(name)
    if (source)
      ignored.push(
        `${describeSource(source)} sets ${name} to ${wanted}; the policy ${policy.source} keeps it at ${demanded}.`,
      )
    sources.set(name, from)
  }

  const profile = policy.profile === null ? config.profile : stricterProfile(config.profile, policy.profile)
  if (profile !== config.profile) raise('profile', config.profile, profile)
  const failOn = policy.failOn === null ? config.failOn : stricterFailOn(config.failOn, policy.failOn)
  if (failOn !== config.failOn) raise('fail-on', config.failOn, failOn)
  if (policy.baseline === 'required' && config.baseline !== 'required')
    raise('baseline', config.baseline, 'required')
  const limits = { ...config.limits }
  for (const name of LIMIT_NAMES) {
    const most = policy.limits[name]
    if (most === undefined || limits[name] <= most) continue
    raise(`limits.${limitKey(name)}`, limits[name], most)
    limits[name] = most
  }

  const settings = new Map(config.rules)
  const demands = new Map<string, PolicyRule>()
  const own = overlayRules(config.customRules, policy.customRules)
  for (const one of contradicted(config.customRules, policy.customRules))
    ignored.push(
      `${describeSource(one.source)} defines ${one.definition.id} anew; the definition of the policy ${policy.source} holds.`,
    )
  for (const rule of withOwnRules(rules, own)) {
    const demand = policy.rules.get(rule.meta.id)
    if (!demand) continue
    demands.set(rule.meta.id, demand)
    settings.set(rule.meta.id, ruleUnder(rule, demand, config, policy, sources, ignored))
    ignored.push(...mildOverrides(rule, demand, config, policy))
  }

  if (config.pullRequestsMayLoosen && !policy.pullRequestsMayLoosen)
    ignored.push(`${ESCAPE_KEY} is not honoured: the policy ${policy.source} does not allow it.`)
  const verdicts = config.suppressions.map((one) => ({ one, why: refusal(one, policy, today) }))
  for (const { one, why } of verdicts)
    if (why !== null) ignored.push(`${describeSuppression(one)} is not honoured: ${why}.`)
  return {
    ...config,
    profile,
    failOn,
    baseline: policy.baseline === 'required' ? 'required' : config.baseline,
    limits,
    rules: settings,
    suppressions: verdicts.filter(({ why }) => why === null).map(({ one }) => one),
    acceptances: allowedAcceptances(config.acceptances, policy, today, ignored),
    customRules: own,
    floors: [...config.floors, { kind: 'policy', rules: demands }],
    pullRequestsMayLoosen: config.pullRequestsMayLoosen && policy.pullRequestsMayLoosen,
    sources,
    policy: { source: policy.source, digest: policy.digest },
    ignoredWeakenings: [...config.ignoredWeakenings, ...ignored],
  }
}

/** The setting of a rule with its options tightened; its severity stays as it is under the floor. */
function ruleUnder(
  rule: AnyRule,
  demand: PolicyRule,
  config: EffectiveConfig,
  policy: Policy,
  sources: Map<string, Source>,
  ignored: string[],
): RuleSetting {
  const { id } = rule.meta
  const own = config.rules.get(id)
  if (own?.severity && isMilder(rule, own.severity, demand))
    ignored.push(
      `${describeSource(config.sources.get(`rules.${id}`))} sets ${id} to ${own.severity}; the policy ${policy.source} ${demanded(demand)}.`,
    )
  const { options, refused } = stricterOptions(rule, demand, own, demand.freeOptions)
  for (const name of Object.keys(demand.given ?? {}))
    if (!own?.given || !Object.hasOwn(own.given, name))
      sources.set(`rules.${id}.${name}`, { kind: 'policy', name: policy.source, line: null, column: null })
  for (const name of refused) {
    const source = config.sources.get(`rules.${id}.${name}`)
    ignored.push(
      `${describeSource(source)} changes the option "${name}" of ${id}; the policy ${policy.source} lets it only be tightened.`,
    )
    sources.set(`rules.${id}.${name}`, { kind: 'policy', name: policy.source, line: null, column: null })
  }
  return { severity: own?.severity ?? null, options, given: { ...demand.given, ...own?.given } }
}

function mildOverrides(rule: AnyRule, demand: PolicyRule, config: EffectiveConfig, policy: Policy): string[] {
  const { id } = rule.meta
  return config.overrides.flatMap((override) => {
    const severity = override.severities.get(id)
    if (severity === undefined || !isMilder(rule, severity, demand)) return []
    const paths = override.paths.map((glob) => glob.pattern).join(', ')
    return [
      `${describeSource(override.source)} sets ${id} to ${severity} for ${paths}; the policy ${policy.source} ${demanded(demand)}.`,
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
      (id) => compareSeverity(severity, defaultSeverity(rule, id, profile)) < 0,
    ),
  )
}

const demanded = ({ severity, locked }: PolicyRule) =>
  severity !== null
    ? `keeps it at ${severity} or stricter`
    : `${locked ? 'locks' : 'requires'} it: it stays at its default or stricter`

/** Why a suppression does not count under a policy, or null if it does. */
function refusal(one: Suppression, policy: Policy, today: string): string | null {
  if (!policy.suppressions.allowed) return `the policy ${policy.source} allows no suppressions`
  if (policy.rules.get(one.rule)?.locked) return `the policy ${policy.source} locks ${one.rule}`
  return againstTerms(one, policy.suppressions, policy.source, today)
}

/** The acceptances that count under a policy; of the others a sentence goes to `ignored`. */
function allowedAcceptances(
  acceptances: readonly Acceptance[],
  policy: Policy,
  today: string,
  ignored: string[],
): Acceptance[] {
  return acceptances.filter((one) => {
    const why = policy.acceptances.allowed
      ? againstTerms(one, policy.acceptances, policy.source, today)
      : `the policy ${policy.source} allows no acceptances`
    if (why !== null) ignored.push(`${describeAcceptance(one)} is not honoured: ${why}.`)
    return why === null
  })
}

/** What a policy's terms have against a written exception, or null. */
function againstTerms(
  one: { readonly expires: string | null; readonly approvedBy: string | null },
  { maximumDays, approvers }: ExceptionTerms,
  source: string,
  today: string,
): string | null {
  if (maximumDays !== null) {
    const latest = new Date(Date.parse(`${today}T00:00:00Z`) + maximumDays * 86_400_000)
    const bound = latest.toISOString().slice(0, 10)
    if (one.expires === null || one.expires > bound)
      return `the policy ${source} wants an expiry within ${maximumDays} days, so ${bound} at the latest`
  }
  if (approvers !== null && (one.approvedBy === null || !approvers.includes(one.approvedBy)))
    return `the policy ${source} wants "approved-by" to be one of ${approvers.join(', ')}`
  return null
}
