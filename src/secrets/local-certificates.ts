import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { isExampleHost, isInternalHost, isLocalHost } from '../knowledge/hosts.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{100,8000}-----END CERTIFICATE-----/g
/** More of them are a list of authorities. */
const MOST_CERTIFICATES = 8
/** Names that development servers and test suites give their certificates. */
const MADE_UP =
  /^(?:(?:www\.|\*\.)?(?:localhost|local|test|dummy|fake|sample|example|demo|snakeoil|dev|development|self-?signed|agent\d*|ca\d*|server|client|proxy|foo|bar|acme|unknown|internet widgits.*)\b.*)$/i

/** The public keys of certificates that only the own machine or a test trusts. */
export class LocalCertificates {
  readonly #keys = new Set<string>()

  /** Takes the certificates of a text, in PEM. */
  add(text: string): void {
    for (const [pem] of [...text.matchAll(CERTIFICATE)].slice(0, MOST_CERTIFICATES)) {
      const certificate = parsePem(pem)
      if (certificate !== null && isForOwnMachine(certificate))
        this.#keys.add(computeDigest(certificate.publicKey))
    }
  }

  /** Whether a private key, as base64 of its DER, belongs to one of them. */
  holds(body: string): boolean {
    if (this.#keys.size === 0) return false
    const key = derivePublicHalf(Buffer.from(body, 'base64'))
    return key !== null && this.#keys.has(computeDigest(key))
  }
}

function parsePem(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

/** Every name that it is for is this machine's, a network's or an example's. */
function isForOwnMachine({ subject, subjectAltName }: X509Certificate): boolean {
  const alternative = (subjectAltName ?? '')
    .split(/,\s*/)
    .map((name) => name.replace(/^(?:DNS|IP Address):/, '').replace(/^"|"$/g, ''))
    .filter((name) => name !== '')
  const common = /^CN=(.+)$/m.exec(subject)?.[1]
  const names = alternative.length > 0 ? alternative : common === undefined ? [] : [common]
  if (names.length === 0) return /^O(?:U)?=(?:.*(?:test|local|dev|example|widgits|acme))/im.test(subject)
  return names.every((name) => {
    const host = name.replace(/^\*\./, '')
    return isLocalHost(host) || isInternalHost(host) || isExampleHost(host) || MADE_UP.test(host)
  })
}

function derivePublicHalf(der: Buffer): KeyObject | null {
  for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const)
    try {
      return createPublicKey(createPrivateKey({ key: der, format: 'der', type }))
    } catch {
      // Another form.
    }
  return null
}

function computeDigest(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
}
