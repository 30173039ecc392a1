import { createHash, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundleToJSON } from '@sigstore/bundle'
import { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } from '@sigstore/mock'
import { DSSEBundleBuilder, FulcioSigner, RekorWitness } from '@sigstore/sign'

/** A Sigstore of the test's own: it signs for any workflow, and says how it is trusted. */
export interface TestSigstore {
  readonly url: string
  /** As `gh attestation trusted-root` prints it. */
  readonly trustedRoot: string
  /** Signs a statement as that workflow would, by `actions/attest`; returns the bundle. */
  sign(statement: object, workflow: string): Promise<string>
  stop(): Promise<void>
}

const ISSUER = 'https://token.actions.githubusercontent.com'

export async function startSigstore(): Promise<TestSigstore> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ctLog = await initializeCTLog(keys)
  const authority = await initializeCA(keys, ctLog)
  const tLog = await initializeTLog(url, keys)
  const handlers = [fulcioHandler(authority), rekorHandler(tLog)]
  server.on('request', async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const handler = handlers.find(({ path }) => path === request.url)
    if (handler === undefined) return response.writeHead(404).end()
    const answer = await handler.fn(body)
    response
      .writeHead(answer.statusCode, { 'content-type': answer.contentType ?? 'text/plain' })
      .end(answer.response)
  })
  return {
    url,
    trustedRoot: JSON.stringify(makeTrustedRoot(url, authority.rootCertificate, tLog.publicKey, ctLog)),
    async sign(statement, workflow) {
      const builder = new DSSEBundleBuilder({
        signer: new FulcioSigner({
          fulcioBaseURL: url,
          identityProvider: { getToken: async () => makeIdentityToken(workflow) },
        }),
        witnesses: [new RekorWitness({ rekorBaseURL: url, entryType: 'intoto' })],
      })
      const bundle = await builder.create({
        data: Buffer.from(JSON.stringify(statement)),
        type: 'application/vnd.in-toto+json',
      })
      return JSON.stringify(bundleToJSON(bundle))
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The form is that of a token of GitHub; nobody checks its signature here. */
export function makeIdentityToken(workflow: string, audience = 'sigstore'): string {
  const claims = { iss: ISSUER, sub: workflow, aud: audience, exp: Math.floor(Date.now() / 1000) + 600 }
  return [JSON.stringify({ alg: 'RS256', typ: 'JWT' }), JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
}

function makeTrustedRoot(
  url: string,
  certificate: ArrayBufferView<ArrayBuffer>,
  logKey: Buffer,
  ctLog: { publicKey: Buffer; logID: ArrayBufferView<ArrayBuffer> },
) {
  const base64 = (bytes: ArrayBufferView<ArrayBuffer> | Buffer): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  const validFor = { start: '2020-01-01T00:00:00Z' }
  const log = (key: Buffer, id: string) => ({
    baseUrl: url,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(key), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: id },
  })
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(logKey, createHash('sha256').update(logKey).digest('base64'))],
    certificateAuthorities: [
      {
        subject: { organization: 'sigstore.test', commonName: 'sigstore' },
        uri: url,
        certChain: { certificates: [{ rawBytes: base64(certificate) }] },
        validFor,
      },
    ],
    ctlogs: [log(ctLog.publicKey, base64(ctLog.logID))],
    timestampAuthorities: [],
  }
}
