import * as z from 'zod'
import type { Ban, CustomExample, CustomRule, ManifestTest, Requirement } from '../../model/custom-rule.ts'
import type { LayerKind } from '../../model/layer.ts'
import type { Severity } from '../../model/report.ts'
import { parseByteSize } from '../../text/byte-size.ts'
import { GlobError, parseGlobList } from '../../text/glob-list.ts'
import { type UserPattern, userPattern } from '../../text/user-pattern.ts'

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
const LAYERS = ['text', 'original-source', 'source-map', 'binary'] as const satisfies readonly LayerKind[]
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

const globs = z
  .union([z.string(), z.array(z.string()).min(1).max(100)])
  .transform((patterns, context) => {
    try {
      return parseGlobList(typeof patterns === 'string' ? [patterns] : patterns)
    } catch (error) {
      if (!(error instanceof GlobError)) throw error
      context.addIssue({ code: 'custom', message: `This path pattern cannot be used: ${error.message}.` })
      return z.NEVER
    }
  })
  .describe('Path patterns from the package root; one that begins with ! takes out again.')

const bytes = z.union([z.int().min(0), z.string()]).transform((size, context) => {
  const parsed = typeof size === 'number' ? size : parseByteSize(size)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'A size is a number of bytes or a text like "200 kB".' })
  return z.NEVER
})

const manifestKeys = {
  manifest: z
    .union([
      z
        .string()
        .regex(
          /^[^.\s]+(?:\.[^.\s]+)*$/,
          'Name a member of package.json by its path, like "publishConfig.registry", or by a list of names, like [exports, "./feature"].',
        )
        .transform((path) => path.split('.')),
      z.array(z.string().min(1)).min(1).max(20),
    ])
    .describe('A member of package.json, by its path: names with dots between them, or a list of names.'),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional().describe('The very value.'),
  pattern: userPattern().optional(),
}

const VALUE_OR_PATTERN = '"value" is the very value and "pattern" a part of it. Say one of them.'

const ban = z
  .strictObject({
    pattern: userPattern().optional(),
    layers: z
      .array(z.enum(LAYERS))
      .min(1)
      .optional()
      .describe('What to look in; text and original-source if left out.'),
    files: globs.optional(),
    'only-in': globs.optional().describe('Where the text may stand, or the files may lie.'),
    largest: bytes.optional().describe('Bytes of one such file at most.'),
    total: bytes.optional().describe('Bytes of all such files together at most.'),
    count: z.int().min(0).optional().describe('How many such files at most.'),
    manifest: manifestKeys.manifest.optional(),
    value: manifestKeys.value,
  })
  .transform((one, context): Ban => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    if (one.manifest !== undefined) {
      const wrong = strayInManifestBan(one)
      return wrong === null
        ? { kind: 'manifest', member: one.manifest, expected: testOf(one.value, one.pattern) }
        : refuse(wrong)
    }
    if (one.value !== undefined)
      return refuse('"value" belongs to "manifest". Name the member of package.json.')
    const isAmount = one.largest !== undefined || one.total !== undefined || one.count !== undefined
    if (one.pattern !== undefined) {
      if (isAmount)
        return refuse('"largest", "total" and "count" are about files, not about a "pattern". Split it.')
      return {
        kind: 'text',
        pattern: one.pattern,
        layers: one.layers ?? ['text', 'original-source'],
        files: one.files ?? null,
        onlyIn: one['only-in'] ?? null,
      }
    }
    if (one.files === undefined)
      return refuse('Say what to find: a "pattern", "files" or a "manifest" member.')
    if (one.layers !== undefined)
      return refuse(
        '"layers" says where to look for a "pattern", and there is none. Add it, or leave "layers" out.',
      )
    if (!isAmount) return { kind: 'file', files: one.files, onlyIn: one['only-in'] ?? null }
    if (one['only-in'] !== undefined)
      return refuse('"only-in" says where files may lie, however many and large. Split it in two.')
    return {
      kind: 'amount',
      files: one.files,
      largest: one.largest ?? null,
      total: one.total ?? null,
      count: one.count ?? null,
    }
  })

/** What makes no sense beside a member of package.json, as a sentence; null where all does. */
function strayInManifestBan(one: Readonly<Record<string, unknown>>): string | null {
  const stray = ['layers', 'files', 'only-in', 'largest', 'total', 'count'].find(
    (key) => one[key] !== undefined,
  )
  if (stray !== undefined) return `"manifest" is about package.json, and "${stray}" is not. Split it in two.`
  return one.value !== undefined && one.pattern !== undefined ? VALUE_OR_PATTERN : null
}

const requirement = z
  .strictObject({
    files: globs.optional(),
    contains: userPattern().optional(),
    manifest: manifestKeys.manifest.optional(),
    value: manifestKeys.value,
    pattern: manifestKeys.pattern,
  })
  .transform((one, context): Requirement => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    if (one.manifest !== undefined) {
      if (one.files !== undefined || one.contains !== undefined)
        return refuse(
          '"manifest" is about package.json; "files" and "contains" are about files. Split it in two.',
        )
      if (one.value !== undefined && one.pattern !== undefined) return refuse(VALUE_OR_PATTERN)
      return { kind: 'manifest', member: one.manifest, expected: testOf(one.value, one.pattern) }
    }
    if (one.value !== undefined || one.pattern !== undefined)
      return refuse('"value" and "pattern" belong to "manifest" here; of a file say what it "contains".')
    if (one.files !== undefined) return { kind: 'file', files: one.files, contains: one.contains ?? null }
    return refuse('Say what is required: "files" or a "manifest" member.')
  })

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
  .transform((rules): readonly CustomRule[] => Object.entries(rules).map(([id, rule]) => ruleOf(id, rule)))
  .describe("Rules of a team's own, as data. See docs/custom-rules.md.")

/** The names of a document's own rules, before anything of them is checked. */
export function customRuleIds(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('custom-rules' in data)) return []
  const rules = data['custom-rules']
  return typeof rules === 'object' && rules !== null ? Object.keys(rules) : []
}

function ruleOf(id: string, rule: z.output<typeof customRule>): CustomRule {
  const { title, why, fix, severity, find, require, examples } = rule
  return {
    id,
    title,
    why,
    fix,
    severity: typeof severity === 'string' ? { 'open-source': severity, proprietary: severity } : severity,
    bans: find ?? [],
    requirements: require ?? [],
    examples: [...examplesOf(examples?.bad, true), ...examplesOf(examples?.good, false)],
  }
}

function examplesOf(
  trees: z.output<typeof tree> | z.output<typeof tree>[] | undefined,
  isBad: boolean,
): CustomExample[] {
  if (trees === undefined) return []
  return (Array.isArray(trees) ? trees : [trees]).map((files) => ({ files, isBad }))
}

function testOf(
  value: string | number | boolean | null | undefined,
  pattern: UserPattern | undefined,
): ManifestTest {
  if (value !== undefined) return { kind: 'value', value }
  if (pattern !== undefined) return { kind: 'pattern', pattern }
  return { kind: 'present' }
}
