import type { Layer } from '../../../model/layer.ts'
import { LocalCertificates } from '../../../secrets/local-certificates.ts'

/** How a certificate in PEM form begins, for whoever looks at other texts too. */
export const CERTIFICATE_KEYWORD = '-----begin certificate'

/** Adds what certificates a layer holds in PEM form (RFC 7468) to those that are known. */
export function addCertificates(certificates: LocalCertificates, layer: Layer): void {
  if (layer.kind !== 'binary' && layer.bytes.includes('-----BEGIN CERTIFICATE')) certificates.add(layer.text)
}

/** The certificates of a layer and of those that it was read from, up to a source map. */
export function findCertificatesAround(layer: Layer): LocalCertificates {
  const certificates = new LocalCertificates()
  for (let at: Layer | null = layer; at !== null && at.kind !== 'source-map'; at = at.parent)
    addCertificates(certificates, at)
  return certificates
}
