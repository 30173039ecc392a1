import { formatLimitKey, LIMIT_NAMES } from '../config/merge/strictness.ts'
import type { ExceptionTerms, Policy, PolicyRule } from '../config/policy/policy.ts'
import { formatNumber } from '../text/format-number.ts'
import { formatOption } from './option-text.ts'

/** One thing that a policy demands of every repository under it. */
export interface PolicyDemand {
  /** As the policy names it: `fail-on`, `limits.depth`, `suppressions`, a rule. */
  readonly name: string
  /** `locked`, `required`, `capped`, `demandLeast`: what kind of bound it is. */
  readonly kind: 'locked' | 'required' | 'least' | 'capped' | 'own-rule' | 'terms'
  /** The bound in words. */
  readonly demand: string
  /** The organisation's own words; null where it gives none. */
  readonly reason: string | null
}

/** Everything that a policy holds repositories to, in the order of the file's parts. */
export function listPolicyDemands(policy: Policy): PolicyDemand[] {
  const demandLeast = (name: string, value: string | null): PolicyDemand[] =>
    value === null ? [] : [{ name, kind: 'least', demand: `${value} or stricter`, reason: null }]
  return [
    ...demandLeast('profile', policy.profile),
    ...demandLeast('fail-on', policy.failOn),
    ...(policy.baseline === 'required'
      ? [
          {
            name: 'baseline',
            kind: 'required',
            demand: 'the earlier release must be available',
            reason: null,
          } as const,
        ]
      : []),
    ...LIMIT_NAMES.flatMap((limit): PolicyDemand[] => {
      const most = policy.limits[limit]
      return most === undefined
        ? []
        : [
            {
              name: `limits.${formatLimitKey(limit)}`,
              kind: 'capped',
              demand: `at most ${formatNumber(most)}`,
              reason: null,
            },
          ]
    }),
    ...[...policy.rules].map(([id, rule]) => describeRuleDemand(id, rule)),
    ...policy.customRules.map(
      ({ definition }): PolicyDemand => ({
        name: definition.id,
        kind: 'own-rule',
        demand: "the organisation's own rule: its definition holds",
        reason: definition.why,
      }),
    ),
    ...describeTermsDemand('suppressions', policy.suppressions),
    ...describeTermsDemand('acceptances', policy.acceptances),
    ...(policy.pullRequestsMayLoosen
      ? []
      : [
          {
            name: 'pull-requests-may-loosen',
            kind: 'locked',
            demand: 'false: a pull request is judged by the configuration of its base',
            reason: null,
          } as const,
        ]),
  ]
}

function describeRuleDemand(name: string, rule: PolicyRule): PolicyDemand {
  const parts = [
    ...(rule.severity === null ? [] : [`${rule.severity} or stricter`]),
    ...(rule.locked
      ? ['not to be turned off, set milder or suppressed']
      : rule.required
        ? ['not to be turned off or set below its default']
        : []),
    ...Object.entries(rule.given ?? {}).map(
      ([option, value]) => `${option} ${formatOption(value)}, at least`,
    ),
    ...(rule.freeOptions.length === 0 ? [] : [`free: ${rule.freeOptions.join(', ')}`]),
  ]
  const kind = rule.locked ? 'locked' : rule.required ? 'required' : 'least'
  return { name, kind, demand: parts.join('; ') || 'as repositories like', reason: rule.reason }
}

function describeTermsDemand(
  name: string,
  { allowed, maximumDays, approvers, reason }: ExceptionTerms,
): PolicyDemand[] {
  if (!allowed) return [{ name, kind: 'locked', demand: 'none are allowed', reason }]
  const parts = [
    ...(maximumDays === null ? [] : [`must end within ${maximumDays} days`]),
    ...(approvers === null ? [] : [`approved by ${approvers.join(' or ')}`]),
  ]
  return parts.length === 0
    ? []
    : [{ name, kind: maximumDays === null ? 'terms' : 'capped', demand: parts.join('; '), reason }]
}
