import { readMembers, type Upload } from './publish-body.ts'
import type { TarballDigests } from './tarball-file.ts'

/** Why the digest in the request's manifest is not that of its tarball, as a clause; null if it is. */
export function explainDigestTrouble({
  manifest,
  tarball,
}: Pick<Upload, 'manifest' | 'tarball'>): string | null {
  const { integrity }: TarballDigests = tarball.digests
  const dist = readMembers(manifest.dist)
  const stated = typeof dist.integrity === 'string' ? dist.integrity.split(/\s+/).filter(Boolean) : []
  const sha512 = stated.filter((one) => one.startsWith('sha512-'))
  const other = sha512.find((one) => one.replace(/\?.*$/, '') !== integrity)
  if (other !== undefined) return `it says that its tarball is ${other}, and it is ${integrity}`
  if (sha512.length === 0 && typeof dist.shasum !== 'string') return 'it does not say what its tarball is'
  return null
}

/**
 * The same of the checksum that registries show beside it.
 * @param shasum of the tarball, taken when it was judged
 */
export function explainChecksumTrouble(
  { manifest }: Pick<Upload, 'manifest'>,
  shasum: string,
): string | null {
  const dist = readMembers(manifest.dist)
  return typeof dist.shasum === 'string' && dist.shasum !== shasum
    ? `it says that its tarball has the checksum ${dist.shasum}, and it has ${shasum}`
    : null
}
