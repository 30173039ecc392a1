import * as z from 'zod'
import { findWorstVerdict } from '../judge/judge.ts'
import { NEIGHBOURS } from '../model/archive.ts'
import type { PackageReport, Report } from '../model/report.ts'
import { LEVELS } from '../model/report.ts'
import { findTrustedVerdict } from './trusted-report.ts'

/** Type of the statement's predicate (in-toto attestation framework, `predicateType`). */
export const PREDICATE_TYPE = 'https://github.com/seaworthy-dev/seaworthy/blob/main/docs/attestation.md#v1'

const text = z.string()
const whole = z.int().min(0)

const digest = z
  .strictObject({
    sha512: text.regex(/^[0-9a-f]{128}$/),
    sha256: text.regex(/^[0-9a-f]{64}$/),
  })
  .describe('Of the bytes of the tarball, in hex')

const counted = z.strictObject({ error: whole, warning: whole, notice: whole })

const packagePredicate = z.strictObject({
  kind: z.enum(NEIGHBOURS).optional().describe('What it is, where it is no npm package'),
  name: text.nullable(),
  version: text.nullable(),
  digest,
  verdict: z.enum(['pass', 'block', 'error']),
  failOn: z.enum(['error', 'warning', 'notice', 'never']).describe('The mildest severity that blocks'),
  configuration: text.nullable().describe('SHA-256 of the configuration that held for it'),
  profile: z.enum(['open-source', 'proprietary']),
  findings: counted.describe('Findings that stand, by severity'),
  rules: z
    .array(z.strictObject({ rule: text, severity: z.enum(['error', 'warning', 'notice']), count: whole }))
    .describe('What was found, without where'),
  suppressions: z
    .array(z.strictObject({ rule: text, reason: text, expires: text.nullable(), by: text.nullable() }))
    .describe('Written exceptions that were applied'),
  accepted: z
    .array(z.strictObject({ digest: text, reason: text, expires: text, by: text.nullable() }))
    .describe('Bytes that could not be looked at, and were accepted in writing'),
  baseline: z
    .strictObject({ version: text.nullable(), integrity: text })
    .nullable()
    .describe('The release it was compared with'),
})

/** What an attestation says of tarballs: the verdict and how it came about, without paths, texts or evidence. */
export const predicateSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.literal('seaworthy'), version: text }),
    verdict: z.enum(['pass', 'block', 'error']),
    policy: z.strictObject({ source: text, digest: text }).nullable(),
    run: z
      .strictObject({ repository: text, commit: text, url: text.nullable() })
      .nullable()
      .describe('Where it was judged: the repository, its commit, the run'),
    packages: z.array(packagePredicate),
  })
  .describe('That Seaworthy has judged these tarballs, and how')

export type Predicate = z.infer<typeof predicateSchema>
/** Where tarballs were judged. */
export type JudgingRun = NonNullable<Predicate['run']>

/**
 * The predicate of a report: what may be said in public of how a tarball was judged. Nothing of the machine is in it,
 * and no place or text of a finding.
 */
export function makePredicate(report: Report, run: JudgingRun | null = null): Predicate {
  const { tool, verdict, policy } = report
  return {
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    verdict,
    policy: policy && { source: policy.source, digest: policy.digest },
    run,
    packages: report.packages.flatMap((one) => describePackage(one) ?? []),
  }
}

/**
 * The predicate of the tarballs of a report that were verified, and of no others.
 * @param integrities of the verified ones
 */
export function makePredicateOfVerified(
  report: Report,
  integrities: ReadonlySet<string>,
  run: JudgingRun | null = null,
): Predicate {
  const packages = report.packages.filter(
    ({ tarball }) => tarball !== null && integrities.has(tarball.integrity),
  )
  return makePredicate(
    { ...report, packages, verdict: findWorstVerdict(packages.map(findTrustedVerdict)) },
    run,
  )
}

function describePackage(one: PackageReport): Predicate['packages'][number] | null {
  if (one.tarball === null) return null
  const { name, version, verdict, failOn, profile, findings, suppressed, accepted, baseline, tarball } = one
  const { configuration } = one
  const number = (level: string): number => findings.filter(({ severity }) => severity === level).length
  return {
    ...(one.kind === undefined ? {} : { kind: one.kind }),
    name,
    version,
    digest: { sha512: convertIntegrityToHex(tarball.integrity), sha256: tarball.sha256 },
    verdict,
    failOn,
    configuration,
    profile,
    findings: { error: number('error'), warning: number('warning'), notice: number('notice') },
    rules: sumRules(findings),
    suppressions: suppressed.map(({ finding, reason, expires, by }) => ({
      rule: finding.rule,
      reason,
      expires,
      by,
    })),
    accepted: accepted.map(({ unseen, reason, expires, by }) => ({
      digest: unseen.digest ?? '',
      reason,
      expires,
      by,
    })),
    baseline: baseline && { version: baseline.version, integrity: baseline.integrity },
  }
}

function sumRules(findings: PackageReport['findings']): Predicate['packages'][number]['rules'] {
  const rules = new Map<string, Predicate['packages'][number]['rules'][number]>()
  for (const level of LEVELS)
    for (const { rule, severity, count } of findings) {
      if (severity !== level) continue
      const key = `${severity} ${rule}`
      rules.set(key, { rule, severity, count: (rules.get(key)?.count ?? 0) + count })
    }
  return [...rules.values()]
}

/** Of `sha512-<base64>` (Subresource Integrity), in hex, as statements have digests. */
export function convertIntegrityToHex(integrity: string): string {
  return Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex')
}

/** The JSON Schema (draft 2020-12) of the predicate. */
export function buildPredicateJsonSchema(): Record<string, unknown> {
  const generated = z.toJSONSchema(predicateSchema, { target: 'draft-2020-12' })
  return {
    $schema: generated.$schema,
    $id: 'https://raw.githubusercontent.com/seaworthy-dev/seaworthy/main/schema/predicate.schema.json',
    title: 'Seaworthy attestation predicate',
    ...generated,
  }
}
