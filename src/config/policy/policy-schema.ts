import * as z from 'zod'
import type { AnyRule } from '../../model/rule.ts'
import { BASELINE, FAIL_ON, limitsSchema, PROFILES, severity } from '../files/config-schema.ts'
import { customRulesSchema } from '../files/custom-rule-schema.ts'
import { RETIRED_RULE_IDS } from '../files/retired-rules.ts'

const reason = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .optional()
  .describe('Why, for those affected: shown where it applies, and by seaworthy config.')

/** Rules as a policy speaks of them: what holds at least. */
function buildPolicyRulesSchema(rules: readonly AnyRule[], customIds: readonly string[]) {
  const settings: Record<string, z.ZodOptional<ReturnType<typeof buildPolicyRuleSchema>>> = {}
  for (const rule of rules)
    settings[rule.meta.id] = buildPolicyRuleSchema(rule.options).optional().describe(rule.meta.title)
  for (const id of RETIRED_RULE_IDS)
    settings[id] = buildPolicyRuleSchema(z.object({})).optional().meta({ deprecated: true })
  for (const id of customIds) settings[id] = buildPolicyRuleSchema(z.object({})).optional()
  return z.strictObject(settings)
}

function buildPolicyRuleSchema(options: z.ZodObject) {
  return z.union([
    severity,
    z.strictObject({
      severity: severity.optional().describe('No message of the rule may be milder.'),
      options: options.strict().optional().describe('Repositories may only tighten them.'),
      'free-options': z
        .array(z.enum(Object.keys(options.shape)))
        .optional()
        .describe('Options that repositories may set as they like.'),
      required: z.boolean().optional().describe('May not be turned off or set below its default.'),
      locked: z.boolean().optional().describe('Required, and admits no suppression.'),
      reason,
    }),
  ])
}

/** The schema of an organisation's policy. */
export function buildPolicySchema(rules: readonly AnyRule[], customIds: readonly string[] = []) {
  return z.strictObject({
    $schema: z.string().optional(),
    profile: z.enum(PROFILES).optional().describe('The mildest profile that repositories may choose.'),
    'fail-on': z.enum(FAIL_ON).optional().describe('The mildest severity that must block, or a milder one.'),
    baseline: z
      .enum(BASELINE)
      .optional()
      .describe('required: nothing passes where the earlier release is not available for comparison.'),
    limits: limitsSchema.optional(),
    'custom-rules': customRulesSchema.optional(),
    rules: buildPolicyRulesSchema(rules, customIds).optional(),
    suppressions: z
      .strictObject({
        allowed: z.boolean().optional().describe('Whether repositories may suppress anything at all.'),
        'maximum-days': z
          .int()
          .min(1)
          .max(3660)
          .optional()
          .describe('A suppression must expire, at most this many days from the run.'),
        approvers: z
          .array(z.string().trim().min(1))
          .min(1)
          .optional()
          .describe('A suppression must name one of them as "approved-by".'),
        reason,
      })
      .optional(),
    acceptances: z
      .strictObject({
        allowed: z
          .boolean()
          .optional()
          .describe('Whether repositories may accept bytes that could not be looked at.'),
        'maximum-days': z
          .int()
          .min(1)
          .max(3660)
          .optional()
          .describe('An acceptance expires at most this many days from the run.'),
        approvers: z
          .array(z.string().trim().min(1))
          .min(1)
          .optional()
          .describe('An acceptance must name one of them as "approved-by".'),
        reason,
      })
      .optional(),
    'pull-requests-may-loosen': z
      .boolean()
      .optional()
      .describe(
        'Whether repositories may give up the protection of their configuration against pull requests.',
      ),
  })
}

export type ParsedPolicy = z.infer<ReturnType<typeof buildPolicySchema>>
