import { hasHitOf } from '../../../../layers/keyword-hits.ts'
import type { KeywordHits } from '../../../../model/layer.ts'
/** What to search for. */
export const FLAG_KEYWORDS: readonly string[] = [
  '"$flagsstate"',
  '"targets"',
  '"strategies"',
  '"flagvariations"',
]
const KEYWORDS = new Set(FLAG_KEYWORDS)

const KINDS: readonly (readonly [kind: string, marks: readonly RegExp[]])[] = [
  ['The state of feature flags (LaunchDarkly)', [/"\$flagsState"\s{0,4}:/]],
  [
    'The rules of feature flags (LaunchDarkly)',
    [
      /"flags"\s{0,4}:\s{0,4}\{/,
      /"targets"\s{0,4}:\s{0,4}\[/,
      /"(?:salt|variations|on|trackEvents)"\s{0,4}:/,
    ],
  ],
  [
    'The rules of feature flags (Unleash)',
    [/"features"\s{0,4}:\s{0,4}\[/, /"strategies"\s{0,4}:\s{0,4}\[/, /"enabled"\s{0,4}:/],
  ],
  ['The rules of feature flags (Flagsmith, Flipt)', [/"flags"\s{0,4}:/, /"flagVariations"\s{0,4}:/]],
]

/** A dump of a service for feature flags, by the members that it has together; null for any other JSON. */
export function recogniseFlags(bytes: Buffer, hits: KeywordHits): string | null {
  if (!hasHitOf(hits, KEYWORDS)) return null
  const head = bytes.toString('latin1', 0, 65_536)
  return KINDS.find(([, marks]) => marks.every((mark) => mark.test(head)))?.[0] ?? null
}
