import * as z from 'zod'
import { PACKERS } from '../../model/packing.ts'
import type { FailOn, Profile, Severity } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import { parseByteSize } from '../../text/byte-size.ts'
import { GlobError, parseGlob } from '../../text/glob.ts'
import { READABLE } from '../../text/readable.ts'
import { ESCAPE_KEY } from './config-keys.ts'
import { customRulesSchema } from './custom-rule-schema.ts'
import { RETIRED_RULE_IDS } from './retired-rules.ts'

export const SEVERITIES = ['error', 'warning', 'notice', 'off'] as const satisfies readonly Severity[]
export const FAIL_ON = ['error', 'warning', 'notice', 'never'] as const satisfies readonly FailOn[]
export const PROFILES = ['auto', 'open-source', 'proprietary'] as const satisfies readonly (
  | Profile
  | 'auto'
)[]

export const BASELINE = ['optional', 'required'] as const

export const severity = z.enum(SEVERITIES).meta({ id: 'severity' })

const glob = z
  .string()
  .transform((pattern, context) => {
    try {
      return parseGlob(pattern)
    } catch (error) {
      if (!(error instanceof GlobError)) throw error
      context.addIssue({ code: 'custom', message: `This path pattern cannot be used: ${error.message}.` })
      return z.NEVER
    }
  })
  .meta({ id: 'glob', description: 'Path pattern from the package root: *, **, ?, [a-z], {a,b}.' })

const makeWholeNumber = (most: number) => z.int().min(1).max(most)
const bytes = z.union([makeWholeNumber(Number.MAX_SAFE_INTEGER), z.string()]).transform((size, context) => {
  const parsed = typeof size === 'number' ? size : parseByteSize(size)
  if (parsed !== null) return parsed
  context.addIssue({ code: 'custom', message: 'A size is a number of bytes or a text like "200 MiB".' })
  return z.NEVER
})

export const limitsSchema = z
  .strictObject({
    'unpacked-bytes': bytes.optional().describe('Bytes of all entries together, after gunzip.'),
    'entry-bytes': bytes.optional().describe('Bytes of one entry; bounds the memory that a scan takes.'),
    entries: makeWholeNumber(10_000_000).optional().describe('Number of entries of any type.'),
    depth: makeWholeNumber(16)
      .optional()
      .describe('How deep archives and source maps inside an entry are opened.'),
    ratio: makeWholeNumber(100_000).optional().describe('Unpacked bytes per packed byte.'),
    'path-length': makeWholeNumber(65_536).optional().describe("Length of one entry's path."),
  })
  .describe('How much of a tarball is looked at. Reaching a limit is an error, never a silent pass.')

/** Rules by id, each with a severity or with severity and options. */
function buildRulesSchema(rules: readonly AnyRule[], customIds: readonly string[]) {
  const settings: Record<string, z.ZodOptional<ReturnType<typeof buildRuleSchema>>> = {}
  for (const rule of rules)
    settings[rule.meta.id] = buildRuleSchema(rule).optional().describe(rule.meta.title)
  for (const id of RETIRED_RULE_IDS) settings[id] = buildRetiredRuleSchema()
  for (const id of customIds) settings[id] = buildCustomRuleSchema()
  return z.strictObject(settings).describe('Severity of a rule, or its severity and options.')
}

function buildRuleSchema(rule: AnyRule) {
  return z.union([
    severity,
    z.strictObject({ severity: severity.optional(), options: rule.options.strict().optional() }),
  ])
}

/** A file may go on naming a rule that is none any more; it means nothing. */
const buildRetiredRuleSchema = () =>
  z
    .union([severity, z.strictObject({ severity: severity.optional(), options: z.object({}).optional() })])
    .optional()
    .meta({ deprecated: true })

/** Rules of a team's own have no options. */
const buildCustomRuleSchema = () =>
  z
    .union([
      severity,
      z.strictObject({ severity: severity.optional(), options: z.strictObject({}).optional() }),
    ])
    .optional()

const buildRuleIdSchema = (rules: readonly AnyRule[], customIds: readonly string[]) =>
  z.enum([...rules.map((rule) => rule.meta.id), ...RETIRED_RULE_IDS, ...customIds])

/** What a person can read: spaces and characters that show nothing are no reason and no name. */
const buildTextSchema = (description: string) =>
  z.string().trim().max(1000).regex(READABLE, 'This says nothing: write a few words.').describe(description)

export function buildSuppressionSchema(rules: readonly AnyRule[], customIds: readonly string[] = []) {
  return z
    .strictObject({
      rule: buildRuleIdSchema(rules, customIds).describe('The rule that must not report here.'),
      path: glob.optional(),
      layer: glob.optional().describe('Names inside the file, joined by "!": an original source in a map.'),
      fingerprint: z
        .string()
        .regex(
          /^[0-9a-f]{16}$/,
          'A fingerprint has 16 digits and letters from a to f; copy it from a report.',
        )
        .optional()
        .describe('Only the finding with this fingerprint.'),
      values: z
        .array(
          z
            .string()
            .regex(
              /^[0-9a-f]{16}$/,
              'The hash of a value has 16 digits and letters from a to f; `seaworthy suppress` writes it.',
            ),
        )
        .min(1)
        .max(100)
        .optional()
        .describe(
          'For these values alone, as `seaworthy suppress` writes them; another value is a new finding.',
        ),
      'up-to': z
        .strictObject({ files: makeWholeNumber(1_000_000), lines: makeWholeNumber(1_000_000_000) })
        .optional()
        .describe('For so many original files and lines of a source map; more of them is a new finding.'),
      reason: buildTextSchema('Why this is all right. Shown in every report.'),
      expires: z.iso
        .date('"expires" is the last day it holds, like 2027-03-31.')
        .optional()
        .describe('Last day it holds (UTC).'),
      'approved-by': buildTextSchema('Who agreed to it.').optional(),
    })
    .refine((one) => one.path !== undefined || one.fingerprint !== undefined, {
      message:
        'A suppression needs a "path" or a "fingerprint", or it would hide the rule altogether. Write path: "**" to mean the whole package.',
    })
}

export const acceptanceSchema = z
  .strictObject({
    digest: z
      .string()
      .regex(
        /^sha256:[0-9a-f]{64}$/,
        'A digest is "sha256:" and 64 digits and letters from a to f; copy it from a report.',
      )
      .describe('SHA-256 of the bytes that could not be looked at; other bytes are another matter.'),
    path: buildTextSchema('Where they lie, for the reader; the digest decides.').optional(),
    reason: buildTextSchema('Why they may ship unseen. Shown in every report.'),
    expires: z.iso
      .date('"expires" is the last day it holds, like 2027-03-31.')
      .describe('Last day it holds (UTC).'),
    'approved-by': buildTextSchema('Who agreed to it.').optional(),
  })
  .meta({ id: 'acceptance' })

/** What can be said of the whole repository and of one package alike. */
function listPackageKeys(rules: readonly AnyRule[], customIds: readonly string[]) {
  return {
    profile: z
      .enum(PROFILES)
      .optional()
      .describe('Which default severities apply; auto decides by evidence.'),
    baseline: z
      .enum(BASELINE)
      .optional()
      .describe('required: nothing passes where the earlier release is not available for comparison.'),
    since: z
      .string()
      .regex(/^\d+\.\d+\.\d+$/, 'A version of Seaworthy has three numbers, like 0.3.0.')
      .optional()
      .describe('Version of Seaworthy that this configuration was written for; see "adopt".'),
    adopt: z.iso
      .date('"adopt" is a day, like 2027-01-31.')
      .optional()
      .describe('Until then (UTC) rules that are newer than "since" only warn.'),
    packer: z
      .enum(['auto', ...PACKERS])
      .optional()
      .describe('Which program packs the package when it is published; auto decides by evidence.'),
    'fail-on': z.enum(FAIL_ON).optional().describe('The mildest severity that blocks a release.'),
    limits: limitsSchema.optional(),
    rules: buildRulesSchema(rules, customIds).optional(),
    overrides: z
      .array(
        z.strictObject({
          paths: z.array(glob).min(1),
          rules: z.partialRecord(buildRuleIdSchema(rules, customIds), severity),
        }),
      )
      .optional()
      .describe('Severities for some paths only; the last that matches wins.'),
    suppressions: z
      .array(buildSuppressionSchema(rules, customIds))
      .optional()
      .describe('Written exceptions.'),
    acceptances: z
      .array(acceptanceSchema)
      .optional()
      .describe('Written exceptions for bytes that could not be looked at.'),
  }
}

/**
 * The schema of a configuration file. Everything else about its form (types, messages, JSON Schema) follows from it.
 * @param customIds of the rules of its own that it may name
 */
export function buildConfigSchema(rules: readonly AnyRule[], customIds: readonly string[] = []) {
  return z.strictObject({
    $schema: z.string().optional(),
    extends: z
      .union([z.string(), z.array(z.string()).max(16)])
      .optional()
      .describe('Files of this repository to start from, relative to this one; later ones win.'),
    'custom-rules': customRulesSchema.optional(),
    ...listPackageKeys(rules, customIds),
    packages: z
      .record(z.string(), z.strictObject(listPackageKeys(rules, customIds)))
      .optional()
      .describe('Settings for single packages of a monorepo, by name or by a pattern over their folder.'),
    [ESCAPE_KEY]: z
      .boolean()
      .optional()
      .describe('Gives up the protection of this file against the pull request that edits it.'),
  })
}

export type ParsedConfig = z.infer<ReturnType<typeof buildConfigSchema>>
/** The keys that the whole repository and one package share, parsed. */
export type ParsedSection = Omit<
  ParsedConfig,
  '$schema' | 'extends' | 'packages' | 'custom-rules' | typeof ESCAPE_KEY
>
export type ParsedLimits = z.infer<typeof limitsSchema>
