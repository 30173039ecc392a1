import type { ConfigError } from '../../model/config-error.ts'
import { isObject } from '../../model/json-object.ts'
import type { AnyRule } from '../../model/rule.ts'
import { parseConfigDocument } from '../files/config-document.ts'
import { listCustomRuleIds } from '../files/custom-rule-schema.ts'
import { RETIRED_RULES } from '../files/retired-rules.ts'
import { parseAgainst } from '../files/schema-errors.ts'
import { readNamedLimits } from '../merge/merge-config.ts'
import { buildOwnRules } from '../merge/own-rules.ts'
import type { ExceptionTerms, Policy, PolicyRule } from './policy.ts'
import { buildPolicySchema, type ParsedPolicy } from './policy-schema.ts'

/** Parses the bytes of a policy file; see `readPolicy`. */
export async function parsePolicy(
  bytes: Uint8Array,
  source: string,
  digest: string,
  rules: readonly AnyRule[],
): Promise<{ ok: true; policy: Policy } | { ok: false; errors: readonly ConfigError[] }> {
  const opened = parseConfigDocument(source, bytes)
  if (!opened.ok) return opened
  const { document } = opened
  if (document.data === null || document.data === undefined)
    return {
      ok: false,
      errors: [{ message: 'The policy is empty. Write at least {}.', file: source, line: 1, column: 1 }],
    }
  const result = await parseAgainst(buildPolicySchema(rules, listCustomRuleIds(document.data)), document)
  if (!result.ok) return result
  const { value } = result
  const given = isObject(document.data) ? document.data.rules : undefined
  return {
    ok: true,
    policy: {
      source,
      digest,
      profile: value.profile ?? null,
      failOn: value['fail-on'] ?? null,
      baseline: value.baseline ?? null,
      limits: readNamedLimits(value.limits),
      customRules: buildOwnRules(value['custom-rules'] ?? [], ({ id }) => ({
        kind: 'policy',
        name: source,
        ...document.positionOf(['custom-rules', id], 'key'),
      })),
      rules: readPolicyRules(value.rules, isObject(given) ? given : {}),
      suppressions: readTerms(value.suppressions),
      acceptances: readTerms(value.acceptances),
      pullRequestsMayLoosen: value['pull-requests-may-loosen'] ?? false,
    },
  }
}

function readTerms(given: ParsedPolicy['suppressions']): ExceptionTerms {
  return {
    allowed: given?.allowed ?? true,
    maximumDays: given?.['maximum-days'] ?? null,
    approvers: given?.approvers ?? null,
    reason: given?.reason ?? null,
  }
}

function readPolicyRules(
  rules: ParsedPolicy['rules'],
  given: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, PolicyRule> {
  const result = new Map<string, PolicyRule>()
  for (const [id, setting] of Object.entries(rules ?? {})) {
    if (setting === undefined || Object.hasOwn(RETIRED_RULES, id)) continue
    const long = typeof setting === 'string' ? { severity: setting } : setting
    const written = given[id]
    const options = isObject(written) && isObject(written.options) ? written.options : null
    result.set(id, {
      severity: long.severity ?? null,
      options: long.options ?? null,
      given: options,
      freeOptions: long['free-options'] ?? [],
      locked: long.locked ?? false,
      required: (long.required ?? false) || (long.locked ?? false),
      reason: long.reason ?? null,
    })
  }
  return result
}
