import { KeywordSearch } from '../../src/layers/keyword-search.ts'
import type { KeywordHits } from '../../src/model/layer.ts'

/** A detector as the rules call it: over bytes and the hits of its own keywords. */
export function detector<Found>(
  keywords: readonly string[],
  find: (bytes: Buffer, hits: KeywordHits) => Found[],
): (text: string | Buffer) => Found[] {
  const search = new KeywordSearch(keywords)
  return (text) => {
    const bytes = Buffer.from(text)
    return find(bytes, search.search(bytes))
  }
}
