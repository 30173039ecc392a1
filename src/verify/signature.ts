import { readFile } from 'node:fs/promises'
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { CannotLook, readMessage } from '../model/cannot-look.ts'

/** Who signs for workflows of GitHub. */
const ISSUER = 'https://token.actions.githubusercontent.com'

/** A bundle whose signature holds. */
export interface SignedPayload {
  /** The workflow that signed: its file, repository and ref, as a URL. */
  readonly signer: string
  readonly payloadType: string
  readonly payload: Buffer
}

/**
 * Checks the signature of a Sigstore bundle, offline: by the roots that are trusted, the time it was signed at, and the
 * repository whose workflow signed.
 * @param repository `owner/name`
 * @throws CannotLook when the bundle is none, or its signature does not hold; what it says is then worth nothing
 */
export function checkSignature(json: unknown, roots: readonly unknown[], repository: string): SignedPayload {
  const bundle = readBundle(json)
  if (bundle.content.$case !== 'dsseEnvelope')
    throw new CannotLook(
      'The bundle holds a signature of something else than a statement. Name the bundle of an attestation.',
    )
  const { payload, payloadType } = bundle.content.dsseEnvelope
  const troubles: string[] = []
  for (const json of roots) {
    try {
      const root = TrustedRoot.fromJSON(json)
      const verifier = new Verifier(toTrustMaterial(root), {
        // GitHub's own instance, for private repositories, has a timestamp authority and no logs.
        tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
        ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
        timestampThreshold: 1,
      })
      const { identity } = verifier.verify(toSignedEntity(bundle))
      return { signer: describeSigner(identity, repository), payloadType, payload: Buffer.from(payload) }
    } catch (error) {
      if (error instanceof CannotLook) throw error
      troubles.push(readMessage(error))
    }
  }
  throw new CannotLook(
    `The signature of the attestation does not hold (${[...new Set(troubles)].join('; ')}), so nothing it says counts. Get the bundle and the trusted roots anew.`,
  )
}

function readBundle(json: unknown) {
  try {
    return bundleFromJSON(json)
  } catch (error) {
    throw new CannotLook(
      `This is not a Sigstore bundle: ${readMessage(error)}. Name the file that actions/attest wrote, or that gh attestation download did.`,
    )
  }
}

function describeSigner(
  identity: { subjectAlternativeName?: string; extensions?: { issuer?: string } } | undefined,
  repository: string,
): string {
  const signer = identity?.subjectAlternativeName ?? ''
  const expected = `https://github.com/${repository}/`.toLowerCase()
  if (identity?.extensions?.issuer !== ISSUER || !signer.toLowerCase().startsWith(expected))
    throw new CannotLook(
      `The attestation was signed by ${signer || 'nobody known'}, which is not a workflow of ${repository}. If that is right, name its repository with --repo.`,
    )
  return signer
}

/**
 * Trusted roots, one a line or a single one, as `gh attestation trusted-root` prints them.
 * @throws CannotLook when the file cannot be read
 */
export async function readTrustedRoots(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new CannotLook(`The trusted roots ${file} cannot be read: ${readMessage(error)}.`)
  })
  return parseJsonOrLines(text, file)
}

/**
 * One JSON value, or one on each line.
 * @throws CannotLook when it is neither
 */
export function parseJsonOrLines(text: string, file: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line))
    } catch {
      throw new CannotLook(`${file} is neither JSON nor JSON on each line.`)
    }
  }
}
