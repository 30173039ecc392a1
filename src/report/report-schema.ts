import * as z from 'zod'
import { NEIGHBOURS } from '../model/archive.ts'
import { HARMS } from '../model/harm.ts'
import { PACKERS } from '../model/packing.ts'
import { CONFIDENCES, LEVELS, type Report } from '../model/report.ts'
import { UNSEEN_REASONS } from '../model/unseen.ts'
import { baselineSchema, inventorySchema } from './baseline-schema.ts'
import { planSchema } from './plan-schema.ts'

const text = z.string()
const whole = z.int().min(0)
const position = z.int().min(1)
const level = z.enum(LEVELS as readonly ['error', 'warning', 'notice'])
const verdict = z
  .enum(['pass', 'block', 'error'])
  .describe('error: the run could not look; it blocks like block')
const failOn = z.enum(['error', 'warning', 'notice', 'never'])
const profile = z.enum(['open-source', 'proprietary'])
const buildShaSchema = (digits: number): z.ZodString => text.regex(new RegExp(`^[0-9a-f]{${digits}}$`))

const sourcePosition = z.strictObject({ path: text, line: position, column: position })

const place = z.strictObject({
  path: text.describe('Inside the package'),
  layer: text.nullable().describe('Names inward from the path, joined by "!"; null for the file itself'),
  line: position.nullable().describe('From 1'),
  column: position.nullable().describe('From 1, in UTF-16 units'),
  evidence: text.nullable().describe('Redacted: kind, first four characters, length'),
  original: sourcePosition
    .nullable()
    .describe('The same position in the original source, traced through a map'),
})

const cause = z.strictObject({ path: text.nullable(), line: position.nullable(), reason: text })

const finding = z.strictObject({
  rule: text.regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/),
  severity: level,
  fingerprint: text
    .regex(/^[0-9a-f]{16}$/)
    .describe('Stable over unrelated edits; never derived from a secret'),
  title: text,
  message: text.describe('template.what with its values filled in'),
  template: z
    .strictObject({ what: text, why: text, fix: text })
    .describe('The message before its {values} are filled in'),
  data: z.record(text, z.union([text, z.number(), z.array(text)])),
  path: text.nullable(),
  line: position.nullable(),
  column: position.nullable(),
  layer: text.nullable(),
  count: z.int().min(1).describe('How many places'),
  places: z.array(place).describe('The first places'),
  evidence: text.nullable(),
  original: sourcePosition.nullable(),
  cause: cause.nullable().describe('Why it is in the tarball'),
  fix: text,
  change: z
    .strictObject({ path: text, line: position, remove: z.array(text), add: z.array(text) })
    .nullable()
    .describe('An edit that removes the cause'),
  also: z
    .array(
      z.strictObject({ rule: text, title: text, message: text, fingerprint: text, paths: z.array(text) }),
    )
    .describe('What other rules say of the same thing'),
  similar: whole.describe('How many more findings say the same of other files'),
  docs: z.url(),
  harm: z.enum(HARMS).optional().describe('What publishing it harms'),
  confidence: z.enum(CONFIDENCES).optional().describe('How sure it is that a value is a secret'),
  exposes: z.literal(true).optional().describe('It is the account of what source is exposed'),
})

const exposure = z
  .strictObject({
    maps: whole,
    files: whole,
    lines: whole,
    bytes: whole,
    elsewhere: z.strictObject({ dependency: whole, bundler: whole, inTarball: whole, alreadyPublic: whole }),
    folders: z.array(z.strictObject({ path: text, files: whole, lines: whole })),
    sources: z.array(z.strictObject({ path: text, lines: whole, bytes: whole, readable: whole.optional() })),
    readable: whole.optional().describe('Lines of these files that can be read elsewhere in the package'),
    remnants: whole.optional().describe('Of these files, those of which nearly all can be read elsewhere'),
  })
  .describe('What is readable through source maps and nowhere else')

const tarball = z.strictObject({
  path: text.nullable(),
  filename: text,
  integrity: text.regex(/^sha512-[A-Za-z0-9+/]{86}==$/).describe('Subresource integrity of the bytes'),
  shasum: buildShaSchema(40),
  sha256: buildShaSchema(64),
  size: whole.describe('Bytes'),
  unpackedSize: whole.describe('Bytes'),
  fileCount: whole,
})

const contents = z
  .strictObject({
    folders: z
      .array(z.strictObject({ path: text, files: whole, bytes: whole }))
      .describe('Every file counts in one of these, the nearest above it; "" is the root'),
    files: z.array(z.strictObject({ path: text, bytes: whole })).describe('The largest'),
  })
  .describe('Sizes by folder, unpacked')

const packing = z.strictObject({
  packer: z.enum(PACKERS),
  version: text.nullable(),
  reason: text.describe('Why this one, as a clause'),
  bytes: z
    .enum(['own', 'same', 'alike'])
    .describe(
      'own: made by the packer; same: made by Seaworthy, byte for byte as it would; alike: same files and package.json',
    ),
  folder: text.describe("Published folder relative to the package's own; empty for that"),
  folderReason: text.nullable(),
  isDoubtful: z
    .boolean()
    .optional()
    .describe('Whether something else may publish other bytes; a note says what'),
  scripts: z
    .array(z.strictObject({ name: text, command: text, mayBuild: z.boolean(), ran: z.boolean() }))
    .describe('What publishing runs before it packs'),
})

const unseen = z.strictObject({
  path: text.nullable().describe('Inside the package; null for the tarball as a whole'),
  layer: text.nullable().describe('Names inward from the path, joined by "!"; null for the file itself'),
  reason: z.enum(UNSEEN_REASONS),
  detail: text.describe('A clause about the bytes'),
  bytes: whole.nullable().describe('How many; null where nobody can know'),
  digest: text
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable()
    .describe('Of exactly those bytes; null where they are not available, and so cannot be accepted'),
})

/** What is said of one package. */
export const packageSchema = z.strictObject({
  name: text.nullable(),
  version: text.nullable(),
  kind: z
    .enum(NEIGHBOURS)
    .optional()
    .describe(
      'What it is, where it is no npm package: a VS Code extension, a Python wheel or sdist, a Rust crate',
    ),
  target: text,
  verdict,
  failOn,
  profile,
  profileReason: text,
  configuration: buildShaSchema(64).nullable().describe('SHA-256 of the configuration that held for it'),
  tarball: tarball.nullable(),
  packer: packing.nullable().describe('How it was packed; null for a file that was handed over'),
  alreadyPublished: z.boolean().describe('Whether the registry has this version already'),
  isPrivate: z.literal(true).optional().describe('package.json says "private": true: it cannot be published'),
  inventory: inventorySchema.nullable().describe('What is in the tarball'),
  presence: z
    .array(
      z.strictObject({
        cause,
        files: position,
        ranges: z
          .array(z.tuple([whole, whole]))
          .describe('Positions in inventory.files, from 0: first and last of each run'),
      }),
    )
    .optional()
    .describe('Why each file is in the tarball'),
  baseline: baselineSchema.nullable().describe('What it was compared with, and what changed'),
  contents,
  exposure,
  findings: z.array(finding),
  plan: planSchema.nullable(),
  suppressed: z.array(
    z.strictObject({ finding, reason: text, expires: text.nullable(), by: text.nullable() }),
  ),
  errors: z.array(text).describe('What prevented looking'),
  unseen: z.array(unseen).describe('What could not be looked at; any blocks'),
  accepted: z
    .array(z.strictObject({ unseen, reason: text, expires: z.iso.date(), by: text.nullable() }))
    .describe('What could not be looked at, and was accepted in writing'),
  gateChange: z
    .strictObject({
      files: z.array(text),
      wrongAtBase: text.nullable(),
      setAside: z.array(
        z.strictObject({
          rule: text.nullable(),
          path: text.nullable(),
          fingerprint: text.nullable(),
          since: text.nullable().describe('Day from which the base has it'),
          exact: z.boolean().describe('false: from that day at least'),
        }),
      ),
    })
    .nullable()
    .describe("What a change to nothing but the gate's own files sets aside"),
  notes: z.array(text),
})

/** The Report as a schema: strict, for reports that come from elsewhere and for the published JSON Schema. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    tool: z.strictObject({ name: z.literal('seaworthy'), version: text }),
    verdict,
    failOn,
    profile: profile.nullable(),
    policy: z.strictObject({ source: text, digest: text }).nullable(),
    packages: z.array(packageSchema),
    errors: z.array(text),
    timing: z.strictObject({ total: whole, pack: whole, scan: whole }).describe('Milliseconds'),
    shard: z
      .strictObject({
        index: position,
        count: position,
        targets: z.array(text),
        commit: text.nullable().optional().describe('That the run is about; null where nobody knows'),
        configuration: buildShaSchema(64)
          .nullable()
          .optional()
          .describe('SHA-256 of the configuration that held for the folder of the run'),
      })
      .nullable()
      .describe('Which shard of a run; null for a whole run'),
  })
  .describe('What Seaworthy says of one or more npm tarballs') satisfies z.ZodType<Report>

/** The JSON Schema (draft 2020-12) of a report. */
export function buildReportJsonSchema(): Record<string, unknown> {
  const generated = z.toJSONSchema(reportSchema, { target: 'draft-2020-12' })
  return {
    $schema: generated.$schema,
    $id: 'https://raw.githubusercontent.com/seaworthy-dev/seaworthy/main/schema/report.schema.json',
    title: 'Seaworthy report',
    ...generated,
  }
}
