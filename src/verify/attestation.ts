import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { readInventory } from '../baseline/read-inventory.ts'
import type { NeighbourKind } from '../model/archive.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import type { PackerName } from '../model/packing.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import type { AcquireOptions } from '../pack/acquired-tarball.ts'
import { writePurl } from './package-url.ts'
import { PREDICATE_TYPE } from './predicate.ts'
import { checkSignature, parseJsonOrLines, readTrustedRoots } from './signature.ts'
import { SUMMARY_TYPE, summarySchema, VERIFIER_ID } from './verification-summary.ts'

const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

const statementSchema = z.looseObject({
  _type: z.enum(['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1']),
  subject: z.array(z.looseObject({ name: z.string(), digest: z.record(z.string(), z.string()) })),
  predicateType: z.string(),
  predicate: z.unknown(),
})
type Statement = z.infer<typeof statementSchema>

/** What is read of our own predicate, in every form that it has had. */
const judgedSchema = z.looseObject({
  packages: z.array(z.looseObject({ digest: z.record(z.string(), z.string()), verdict: z.string() })),
})

/** How a tarball stands to the attestations that were given. */
export interface AttestedTarball {
  readonly target: string
  readonly name: string | null
  readonly version: string | null
  readonly integrity: string
  /** `attested`: an attestation says that it passed. `makeRefusal`: one says that it did not. `unknown`: none is about it. */
  readonly outcome: 'attested' | 'refused' | 'unknown'
  /** What is behind the outcome, a clause; raw. */
  readonly reason: string
  /** The workflow that signed; null where no attestation is about it. */
  readonly signer: string | null
}

export interface AttestationRequest extends AcquireOptions {
  /** Whose tarball of a folder is meant; null to go by the evidence. */
  packerOf(target: string): Promise<PackerName | null>
  /** A Sigstore bundle, or several, one a line. */
  readonly bundleFile: string
  readonly trustedRootFile: string
  /** `owner/name` of the repository whose workflow must have signed. */
  readonly repository: string
}

/** A statement whose signature holds. */
interface SignedStatement {
  readonly statement: Statement
  readonly signer: string
}

/**
 * Holds tarballs against signed attestations of how they were judged: looks at the signature, at whom it is of, at the
 * very bytes, and at the result.
 * @throws CannotLook when a signature does not hold, or a tarball or file cannot be had
 */
export async function verifyAttested(
  targets: readonly string[],
  request: AttestationRequest,
): Promise<AttestedTarball[]> {
  const statements = await readStatements(request)
  const results: AttestedTarball[] = []
  for (const target of targets) {
    const packer = await request.packerOf(target)
    const { path } = await acquireTarball(target, { ...request, packer })
    const { inventory, kind } = await readInventory(path, DEFAULT_LIMITS)
    const { name, version, integrity } = inventory
    const digests = {
      sha256: await computeDigest(path, 'sha256'),
      sha512: await computeDigest(path, 'sha512'),
    }
    const about = statements.filter(({ statement }) =>
      statement.subject.some((one) => isSame(one.digest, digests)),
    )
    results.push({
      target,
      name,
      version,
      integrity,
      ...decideOutcome(about, { kind, name, version, digests }),
    })
  }
  return results
}

async function readStatements(request: AttestationRequest): Promise<SignedStatement[]> {
  const { bundleFile, trustedRootFile, repository } = request
  const text = await readFile(bundleFile, 'utf8').catch((error) => {
    throw new CannotLook(`The attestation ${bundleFile} cannot be read: ${readMessage(error)}.`)
  })
  const roots = await readTrustedRoots(trustedRootFile)
  return parseJsonOrLines(text, bundleFile).map((bundle) => {
    const { payload, payloadType, signer } = checkSignature(bundle, roots, repository)
    const parsed = payloadType === PAYLOAD_TYPE ? statementSchema.safeParse(parseJson(payload)) : null
    if (!parsed?.success)
      throw new CannotLook(
        `What ${bundleFile} signs is not an in-toto statement. Name the bundle of an attestation.`,
      )
    return { statement: parsed.data, signer }
  })
}

interface Bytes {
  readonly kind: NeighbourKind | null
  readonly name: string | null
  readonly version: string | null
  readonly digests: Digests
}
type Digests = Readonly<Record<'sha256' | 'sha512', string>>

function decideOutcome(
  about: readonly SignedStatement[],
  bytes: Bytes,
): Pick<AttestedTarball, 'outcome' | 'reason' | 'signer'> {
  const said = about.flatMap(({ statement, signer }) => {
    const result = judgeStatement(statement, bytes)
    return result === null ? [] : [{ ...result, signer }]
  })
  // One that says no is not outvoted.
  const found = said.find(({ outcome }) => outcome === 'refused') ?? said[0]
  if (found !== undefined) return found
  const reason =
    about.length === 0
      ? 'no attestation is about these bytes'
      : `the attestations about it say nothing of a verdict (${about.map(({ statement }) => statement.predicateType).join(', ')})`
  return { outcome: 'unknown', reason, signer: about[0]?.signer ?? null }
}

/** What a statement says of the bytes; null where it is of another kind. */
function judgeStatement(
  { predicateType, predicate }: Statement,
  bytes: Bytes,
): Pick<AttestedTarball, 'outcome' | 'reason'> | null {
  if (predicateType === SUMMARY_TYPE) return judgeSummary(predicate, bytes)
  if (predicateType === PREDICATE_TYPE) return judgePredicate(predicate, bytes)
  return null
}

function judgeSummary(predicate: unknown, bytes: Bytes) {
  const parsed = summarySchema.safeParse(predicate)
  if (!parsed.success) return makeRefusal('its verification summary is in no form that can be read')
  const { verifier, verificationResult, resourceUri } = parsed.data
  // Other tools write summaries too, of other matters.
  if (verifier.id !== VERIFIER_ID) return null
  if (resourceUri !== writePurl(bytes))
    return makeRefusal(
      `the verification summary is about ${resourceUri}, and the tarball is ${bytes.name}@${bytes.version}`,
    )
  return verificationResult === 'PASSED'
    ? { outcome: 'attested' as const, reason: 'the verification summary says PASSED' }
    : makeRefusal(`the verification summary says ${verificationResult}`)
}

function judgePredicate(predicate: unknown, { digests }: Bytes) {
  const parsed = judgedSchema.safeParse(predicate)
  if (!parsed.success) return makeRefusal('its report is in no form that can be read')
  const found = parsed.data.packages.find((one) => isSame(one.digest, digests))
  if (found === undefined) return makeRefusal('its report is about other bytes')
  return found.verdict === 'pass'
    ? { outcome: 'attested' as const, reason: 'the attested report says "pass"' }
    : makeRefusal(`the attested report says "${found.verdict}"`)
}

const makeRefusal = (reason: string) => ({ outcome: 'refused' as const, reason })

/** Every digest that both know must agree, and there must be one. */
function isSame(stated: Readonly<Record<string, string>>, own: Digests): boolean {
  const known = Object.entries(own).filter(([algorithm]) => Object.hasOwn(stated, algorithm))
  return known.length > 0 && known.every(([algorithm, value]) => stated[algorithm]?.toLowerCase() === value)
}

async function computeDigest(file: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm)
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
