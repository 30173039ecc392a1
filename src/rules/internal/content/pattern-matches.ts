import type { Layer } from '../../../model/layer.ts'
import type { UserPattern } from '../../../text/user-pattern.ts'

/** Most matches of one pattern that are reported of one text. */
const MOST_MATCHES = 1000
/** Characters of a match that are shown. */
const MOST_SHOWN = 60

/** A stretch of text that a pattern of the configuration forbids. */
export interface PatternMatch {
  /** The pattern as it was written. */
  readonly pattern: string
  /** In bytes. */
  readonly offset: number
  /** The beginning of the text, as far as it is shown. */
  readonly evidence: string
}

/** Where the patterns match in a layer, one pattern after the other. */
export function* findPatternMatches(layer: Layer, patterns: readonly UserPattern[]): Generator<PatternMatch> {
  for (const pattern of patterns)
    for (const { offset, text } of matches(pattern, layer)) {
      const evidence = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text
      yield { pattern: pattern.source, offset, evidence }
    }
}

/** Where a pattern matches, with byte offsets; each stretch of text is measured once. */
function* matches(pattern: UserPattern, { kind, text }: Layer): Generator<{ offset: number; text: string }> {
  if (kind === 'binary') return
  let measured = 0
  let offset = 0
  let count = 0
  for (const match of pattern.find(text)) {
    offset += Buffer.byteLength(text.slice(measured, match.start))
    measured = match.start
    yield { offset, text: match.text }
    count += 1
    if (count === MOST_MATCHES) return
  }
}
