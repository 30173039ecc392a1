import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Report } from '../model/report.ts'
import { writePurl } from './package-url.ts'
import { type JudgingRun, makePredicateOfVerified, PREDICATE_TYPE, type Predicate } from './predicate.ts'

/** https://slsa.dev/spec/v1.0/verification_summary */
export const SUMMARY_TYPE = 'https://slsa.dev/verification_summary/v1'
/** Who verified, as consumers know it. */
export const VERIFIER_ID = 'https://github.com/seaworthy-dev/seaworthy'
/** What a tarball has that passed. Levels of our own may not begin with SLSA_. */
export const PASSED_LEVEL = 'SEAWORTHY_TARBALL_PASSED'

const text = z.string()
const digests = z.record(text, text)

/** The predicate; members that are not known are left alone, as in-toto demands of readers. */
export const summarySchema = z
  .looseObject({
    verifier: z.looseObject({ id: text, version: z.record(text, text).optional() }),
    timeVerified: text.optional().describe('RFC 3339'),
    resourceUri: text.describe('The package, as a purl'),
    policy: z.looseObject({ uri: text, digest: digests.optional() }),
    inputAttestations: z.array(z.looseObject({ uri: text, digest: digests.optional() })).optional(),
    verificationResult: z.enum(['PASSED', 'FAILED']),
    verifiedLevels: z.array(text),
    slsaVersion: text.optional(),
  })
  .describe('SLSA Verification Summary of one tarball')

export type VerificationSummary = z.infer<typeof summarySchema>

interface Subject {
  readonly name: string
  readonly digest: Readonly<Record<string, string>>
}

/** One tarball, and what may be said of it in an attestation. */
export interface SummaryStatement {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly [Subject]
  readonly predicateType: typeof SUMMARY_TYPE
  readonly predicate: VerificationSummary
}

/**
 * The statements of the tarballs of a report that were verified, one each.
 * @param run where it was judged; null if nobody knows
 */
export function makeSummaryStatements(
  report: Report,
  integrities: ReadonlySet<string>,
  { run, time }: { readonly run: JudgingRun | null; readonly time: Date },
): SummaryStatement[] {
  const predicate = makePredicateOfVerified(report, integrities, run)
  const input = createHash('sha256').update(formatPredicate(predicate)).digest('hex')
  return predicate.packages.map((one) => ({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: writePurl(one), digest: one.digest }],
    predicateType: SUMMARY_TYPE,
    predicate: {
      verifier: { id: VERIFIER_ID, version: { seaworthy: predicate.tool.version } },
      timeVerified: `${time.toISOString().slice(0, 19)}Z`,
      resourceUri: writePurl(one),
      policy: findPolicy(predicate, one.configuration),
      inputAttestations: [{ uri: PREDICATE_TYPE, digest: { sha256: input } }],
      verificationResult: one.verdict === 'pass' ? 'PASSED' : 'FAILED',
      verifiedLevels: one.verdict === 'pass' ? [PASSED_LEVEL] : [],
      slsaVersion: '1.0',
    },
  }))
}

/** What the summaries name as their input: how the same tarballs were judged. */
export interface JudgingStatement {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly Subject[]
  readonly predicateType: typeof PREDICATE_TYPE
  readonly predicate: Predicate
}

/** The statement about the tarballs of a report that were verified; null if none was. */
export function makeJudgingStatement(
  report: Report,
  integrities: ReadonlySet<string>,
  run: JudgingRun | null,
): JudgingStatement | null {
  const predicate = makePredicateOfVerified(report, integrities, run)
  const subject = predicate.packages.map((one) => ({ name: writePurl(one), digest: one.digest }))
  if (subject.length === 0) return null
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: PREDICATE_TYPE, predicate }
}

/** Our own predicate as it is written to a file: the summary names its digest. */
export function formatPredicate(predicate: Predicate): string {
  return `${JSON.stringify(predicate, null, 2)}\n`
}

/** What it was judged by: the organisation's policy, or else the configuration that held. */
function findPolicy({ policy }: Predicate, configuration: string | null): VerificationSummary['policy'] {
  if (policy !== null) return { uri: formatPolicyUri(policy.source), digest: { sha256: policy.digest } }
  return {
    uri: `${VERIFIER_ID}/blob/main/docs/configuration.md`,
    ...(configuration === null ? {} : { digest: { sha256: configuration } }),
  }
}

/** `owner/repo/path@ref` as an address; a path as it is. */
function formatPolicyUri(source: string): string {
  const match = /^([\w-]+)\/([\w.-]+)\/([^@\s]+)@(\S+)$/.exec(source)
  return match === null
    ? `file:${encodeURI(source)}`
    : `https://github.com/${match[1]}/${match[2]}/blob/${match[4]}/${match[3]}`
}

/** The JSON Schema (draft 2020-12) of the summary as we write it. */
export function buildSummaryJsonSchema(): Record<string, unknown> {
  const generated = z.toJSONSchema(summarySchema, { target: 'draft-2020-12' })
  return {
    $schema: generated.$schema,
    $id: 'https://raw.githubusercontent.com/seaworthy-dev/seaworthy/main/schema/verification-summary.schema.json',
    title: 'SLSA Verification Summary, as Seaworthy writes it',
    ...generated,
  }
}
