import * as z from 'zod'
import type { CustomExample, CustomRule } from '../../model/custom-rule.ts'
import type { Severity } from '../../model/report.ts'
import { ban, requirement } from './custom-rule-parts.ts'

/** Categories of built-in rules: a team's rules have names of their own, so that neither hides the other. */
const RESERVED = [
  'change',
  'file',
  'internal',
  'manifest',
  'pack',
  'secret',
  'size',
  'source',
  'source-map',
  'tarball',
  'vscode',
] as const
const MOST_RULES = 200

/** Plain words in one line: a title becomes part of tables and headings. */
const title = z
  .string()
  .trim()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ,.'’()/&+-]{2,79}$/u,
    'A title is 3 to 80 letters, digits, spaces and simple punctuation.',
  )
const paragraph = z.string().trim().min(1).max(1000)
const severity = z.enum(['error', 'warning', 'notice', 'off'] as const satisfies readonly Severity[])

const tree = z.record(z.string().min(1), z.string().max(100_000))
const trees = z.union([tree, z.array(tree).max(50)])

const customRule = z.strictObject({
  title: title.describe('What it finds, as a noun phrase.'),
  why: paragraph.describe('Why it matters, for somebody who is blocked by it.'),
  fix: paragraph.describe('What to do.'),
  severity: z
    .union([severity, z.strictObject({ 'open-source': severity, proprietary: severity })])
    .describe('One for both profiles, or one each.'),
  find: z.array(ban).max(100).optional().describe('What must not ship: any of these.'),
  require: z.array(requirement).max(100).optional().describe('What must be there: all of these.'),
  examples: z
    .strictObject({ bad: trees.optional(), good: trees.optional() })
    .optional()
    .describe('Small file trees; tried by `seaworthy config --test`.'),
})

export const customRulesSchema = z
  .record(z.string(), customRule)
  .superRefine((rules, context) => {
    const ids = Object.keys(rules)
    if (ids.length > MOST_RULES)
      context.addIssue({
        code: 'custom',
        message: `There are ${ids.length} custom rules; at most ${MOST_RULES} are taken.`,
      })
    for (const id of ids) {
      const [category = ''] = id.split('/')
      const problem = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)
        ? RESERVED.some((one) => one === category)
          ? `Rules of Seaworthy itself begin with "${category}/". Choose a word of your own, such as your team's name.`
          : null
        : 'The name of a rule is "team/name", in lower case with hyphens.'
      if (problem !== null) context.addIssue({ code: 'custom', message: problem, path: [id] })
    }
    for (const [id, rule] of Object.entries(rules))
      if ((rule.find ?? []).length + (rule.require ?? []).length === 0)
        context.addIssue({
          code: 'custom',
          message: 'A rule needs "find" or "require", or it finds nothing.',
          path: [id],
        })
  })
  .transform((rules): readonly CustomRule[] => Object.entries(rules).map(([id, rule]) => readRule(id, rule)))
  .describe("Rules of a team's own, as data. See docs/custom-rules.md.")

/** The names of a document's own rules, before anything of them is checked. */
export function listCustomRuleIds(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('custom-rules' in data)) return []
  const rules = data['custom-rules']
  return typeof rules === 'object' && rules !== null ? Object.keys(rules) : []
}

function readRule(id: string, rule: z.output<typeof customRule>): CustomRule {
  const { title, why, fix, severity, find, require, examples } = rule
  return {
    id,
    title,
    why,
    fix,
    severity: typeof severity === 'string' ? { 'open-source': severity, proprietary: severity } : severity,
    bans: find ?? [],
    requirements: require ?? [],
    examples: [...readExamples(examples?.bad, true), ...readExamples(examples?.good, false)],
  }
}

function readExamples(
  trees: z.output<typeof tree> | z.output<typeof tree>[] | undefined,
  isBad: boolean,
): CustomExample[] {
  if (trees === undefined) return []
  return (Array.isArray(trees) ? trees : [trees]).map((files) => ({ files, isBad }))
}
