import type { Layer } from '../../../../model/layer.ts'
import type { LayerPlace } from '../../../../model/rule.ts'
import { findPasswordHashes } from '../../../../secrets/password-hashes.ts'

/** One hash is an example or a default; two are somebody's users. */
const FEWEST_HASHES = 2

/** Password hashes of several people. */
export interface ListOfHashes {
  readonly count: number
  /** Of the first of them. */
  readonly scheme: string
  /** Where the first is. */
  readonly at: LayerPlace
}

/** The password hashes in a layer; null where there are too few to be a list. */
export function findListOfHashes(layer: Layer, hits: Layer['hits']): ListOfHashes | null {
  const hashes = findPasswordHashes(layer.bytes, hits)
  const first = hashes[0]
  if (first === undefined || hashes.length < FEWEST_HASHES) return null
  const { scheme, offset, hash } = first
  return {
    count: hashes.length,
    scheme,
    at: { layer, offset, evidence: `${scheme}, ${hash.length} characters` },
  }
}
