import * as z from 'zod'
import type { Ban, ManifestTest, Requirement } from '../../model/custom-rule.ts'
import type { LayerKind } from '../../model/layer.ts'
import { parseByteSize } from '../../text/byte-size.ts'
import { GlobError, parseGlobList } from '../../text/glob-list.ts'
import { buildUserPatternSchema, type UserPattern } from '../../text/user-pattern.ts'

const LAYERS = ['text', 'original-source', 'source-map', 'binary'] as const satisfies readonly LayerKind[]

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
  pattern: buildUserPatternSchema().optional(),
}

const VALUE_OR_PATTERN = '"value" is the very value and "pattern" a part of it. Say one of them.'

/** One thing that a team's own rule forbids. */
export const ban = z
  .strictObject({
    pattern: buildUserPatternSchema().optional(),
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
      const wrong = explainStrayParts(one)
      return wrong === null
        ? { kind: 'manifest', member: one.manifest, expected: readTest(one.value, one.pattern) }
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
function explainStrayParts(one: Readonly<Record<string, unknown>>): string | null {
  const stray = ['layers', 'files', 'only-in', 'largest', 'total', 'count'].find(
    (key) => one[key] !== undefined,
  )
  if (stray !== undefined) return `"manifest" is about package.json, and "${stray}" is not. Split it in two.`
  return one.value !== undefined && one.pattern !== undefined ? VALUE_OR_PATTERN : null
}

/** One thing that a team's own rule asks for. */
export const requirement = z
  .strictObject({
    files: globs.optional(),
    contains: buildUserPatternSchema().optional(),
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
      return { kind: 'manifest', member: one.manifest, expected: readTest(one.value, one.pattern) }
    }
    if (one.value !== undefined || one.pattern !== undefined)
      return refuse('"value" and "pattern" belong to "manifest" here; of a file say what it "contains".')
    if (one.files !== undefined) return { kind: 'file', files: one.files, contains: one.contains ?? null }
    return refuse('Say what is required: "files" or a "manifest" member.')
  })

function readTest(
  value: string | number | boolean | null | undefined,
  pattern: UserPattern | undefined,
): ManifestTest {
  if (value !== undefined) return { kind: 'value', value }
  if (pattern !== undefined) return { kind: 'pattern', pattern }
  return { kind: 'present' }
}
