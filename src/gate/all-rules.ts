import type { EffectiveConfig } from '../config/merge/effective-config.ts'
import { addOwnRules } from '../config/merge/own-rules.ts'
import type { Policy } from '../config/policy/policy.ts'
import type { AnyRule } from '../model/rule.ts'
import { RULES } from '../rules/index.ts'

const underPolicies = new WeakMap<Policy, readonly AnyRule[]>()

/** Every rule that a repository under a policy can name: the built-in ones and the organisation's. */
export function listRulesUnder(policy: Policy | null): readonly AnyRule[] {
  if (policy === null || policy.customRules.length === 0) return RULES
  // One list a policy: schemas are kept by it.
  const rules = underPolicies.get(policy) ?? addOwnRules(RULES, policy.customRules)
  underPolicies.set(policy, rules)
  return rules
}

/** Every rule that a package is judged by, those that are off too; without a configuration, the built-in ones. */
export function listRulesOf(config: EffectiveConfig | null): readonly AnyRule[] {
  return config === null || config.customRules.length === 0 ? RULES : addOwnRules(RULES, config.customRules)
}
