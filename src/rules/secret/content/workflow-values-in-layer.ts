import type { Layer } from '../../../model/layer.ts'
import type { Needle } from '../../../secrets/forbidden-value.ts'
import { InlineMapText } from '../../../secrets/inline-map-text.ts'
import type { NeedlesByKeyword } from './workflow-values-by-form.ts'

/** What the reader's encodings are called in a sentence. */
const DECODED: Readonly<Record<string, string>> = {
  base64: 'in base64',
  hexadecimal: 'in hexadecimal',
  escapes: 'with escapes',
  literals: 'put together from string literals',
  numbers: 'as a list of numbers',
  reversed: 'written backwards',
}

/** How a value was written that was found, as a phrase for the end of a sentence. */
export function describeEncoding(layer: Layer, needle: Needle): string {
  if (layer.kind !== 'decoded' || needle.encoding !== 'as it is') return needle.encoding
  return DECODED[layer.trail.at(-1) ?? ''] ?? needle.encoding
}

/** A form of a value, where it stands in a layer. */
export interface FoundNeedle {
  readonly needle: Needle
  /** Byte offset. */
  readonly start: number
}

/** The forms of values that stand at the hits of a layer, byte for byte. */
export function findNeedlesAt(layer: Layer, hits: Layer['hits'], byKeyword: NeedlesByKeyword): FoundNeedle[] {
  const maps = new InlineMapText(layer.bytes)
  return hits.flatMap(({ keyword, offset }) =>
    (byKeyword.get(keyword) ?? []).flatMap((needle) => {
      const start = offset - needle.keywordAt
      if (start < 0 || (needle.encoding.startsWith('in base64') && maps.covers(offset))) return []
      const isThere = layer.bytes.subarray(start, start + needle.bytes.length).equals(needle.bytes)
      return isThere ? [{ needle, start }] : []
    }),
  )
}

/** The values that stand in a path, in any form. */
export function findNeedlesInPath(path: string, byKeyword: NeedlesByKeyword): Needle[] {
  if (byKeyword.size === 0) return []
  const bytes = Buffer.from(path)
  return [...byKeyword.values()].flat().filter((needle) => bytes.includes(needle.bytes))
}

/** Names of the values that were found in what a layer was decoded from, and need not be said twice. */
export function listNamesAbove({ kind, parent }: Layer, byKeyword: NeedlesByKeyword): Set<string> {
  if (kind !== 'decoded' || !parent) return new Set()
  const own = findNeedlesAt(parent, parent.hits, byKeyword).map(({ needle }) => needle.name)
  return new Set([...listNamesAbove(parent, byKeyword), ...own])
}
