import * as z from 'zod'
import { HARMS } from '../../model/harm.ts'
import { LEVELS } from '../../model/report.ts'
import { RECORDED_TEXT, type RunRecord } from './run-record.ts'

const text = z.string().max(RECORDED_TEXT)
const whole = z.int().min(0)

const findings = z.strictObject({
  rule: text,
  severity: z.enum(LEVELS as readonly ['error', 'warning', 'notice']),
  harm: z.enum(HARMS).nullable().describe('What publishing it harms'),
  count: whole,
  path: text.nullable().describe('Of the first one, inside the package'),
})

const exception = z.strictObject({
  rule: text.nullable().describe('null: an acceptance of what could not be looked at'),
  path: text.nullable().describe('Of the first thing it covers, inside the package'),
  count: whole.describe('How many findings, or parts that could not be looked at'),
  reason: text,
  by: text.nullable().describe('Who approved it'),
  expires: z.iso.date().nullable().describe('Last day; null: without end'),
  daysLeft: z.int().nullable().describe('On the day of the run'),
})

/** One line of NDJSON: what one run says of one package. Strict, because lines come from elsewhere. */
export const recordSchema = z
  .strictObject({
    recordVersion: z.literal(1),
    tool: text.describe('Version of Seaworthy'),
    time: z.iso.datetime().max(40).describe('UTC'),
    repository: text.nullable().describe('owner/name'),
    commit: text.nullable(),
    ref: text.nullable().describe('refs/heads/main'),
    run: text.nullable().describe('Page of the run'),
    name: text.nullable(),
    version: text.nullable(),
    target: text.nullable().describe('What was named: a folder, a file, name@version'),
    published: z.boolean().describe('Whether it was fetched from the registry'),
    verdict: z
      .enum(['pass', 'block', 'error'])
      .describe('error: the run could not look; it blocks like block'),
    profile: z.enum(['open-source', 'proprietary']).nullable(),
    policy: text.nullable().describe('Digest of the policy that held'),
    tarball: z
      .strictObject({
        integrity: text.regex(/^sha512-[A-Za-z0-9+/]{86}==$/),
        sha256: text.regex(/^[0-9a-f]{64}$/),
        size: whole.describe('Bytes'),
      })
      .nullable(),
    packer: text.nullable(),
    findings: z.array(findings).describe('By rule and severity'),
    unseen: whole.describe('Parts that could not be looked at; any blocks'),
    exceptions: z.array(exception).describe('In force on that day'),
    errors: z.array(text).describe('What prevented looking'),
    release: z
      .strictObject({
        registry: text,
        publishedAt: z.iso.datetime().max(40).nullable(),
        deprecated: z.boolean(),
        tags: z.array(text).describe('Dist-tags that point at it'),
      })
      .nullable()
      .describe('What the registry says of it, in an audit of what is out'),
  })
  .describe(
    'What one run of Seaworthy says of one package: one line of NDJSON',
  ) satisfies z.ZodType<RunRecord>

/** The JSON Schema (draft 2020-12) of one line. */
export function buildRecordJsonSchema(): Record<string, unknown> {
  const generated = z.toJSONSchema(recordSchema, { target: 'draft-2020-12' })
  return {
    $schema: generated.$schema,
    $id: 'https://raw.githubusercontent.com/seaworthy-dev/seaworthy/main/schema/record.schema.json',
    title: 'Seaworthy record',
    ...generated,
  }
}
