import type { KeywordHits, Origin } from '../../model/layer.ts'
import { APPENDING_KEYWORDS, findValuesInPieces } from './appended-literals.ts'
import { findValuesInBareNumbers } from './bare-numbers.ts'
import { type EncodedValue, findValuesInRuns } from './encoded-values.ts'
import { ESCAPE_KEYWORDS, findValuesInEscapes } from './escaped-text.ts'
import { findValuesInLiterals, JOINT_KEYWORDS } from './joined-literals.ts'
import { findValuesInNumbers, LIST_KEYWORDS } from './number-lists.ts'
import { findValuesInReverse, REVERSE_KEYWORDS } from './reversed-text.ts'
import { findValuesInTextRuns } from './text-runs.ts'
import { findValuesInTransport, TRANSPORT_KEYWORDS } from './transport-text.ts'

/** What the decoder looks for beside runs of characters. */
export const ENCODING_KEYWORDS: readonly string[] = [
  ...JOINT_KEYWORDS,
  ...APPENDING_KEYWORDS,
  ...REVERSE_KEYWORDS,
  ...LIST_KEYWORDS,
  ...ESCAPE_KEYWORDS,
  ...TRANSPORT_KEYWORDS,
]

/** All that a text holds in one encoding, decoded: a value a line, each with the name that it is given. */
export interface DecodedPart {
  readonly form: string
  readonly bytes: Buffer
  readonly origins: readonly Origin[]
}

export interface DecodedParts {
  readonly parts: readonly DecodedPart[]
  /** Packed content that is to be opened. */
  readonly containers: readonly EncodedValue[]
}

/** Text that decodes to more than this often its own length is no text that people encode. */
const MOST_VALUES = 20_000
const NAME_REACH = 140
/** `name: "`, `name = atob("`, `setName("`, `-H "Authorization: Basic `. */
const NAME =
  /([\w$][\w.$-]{0,60}["'`\])]{0,2}[!?]?\s{0,3}(?::\s{0,3}[A-Za-z][\w<>|[\] .]{0,40}?\s{0,3}=|=>|[:=(,|]{1,2})\s{0,3}(?:\(?\s{1,24})?)(?:(?:new\s)?[\w.]{1,24}\(\)?\.?\s?){0,4}(?:\.\.\.)?(?:\[\s{0,12}|\{\s{0,12}\\?"type\\?":\s?\\?"Buffer\\?",\s{0,12}\\?"data\\?":\s?(?:\[\s{0,12})?)?["'`]?(?:Basic |Bearer )?$/

/** Names that say no more than that a value follows, and where the name of the value stands then. */
const OF_VALUE = /^(?:value|val|content|default|data)\b/i
const NAMED =
  /\b(?:name|key|id|property|variable|field)["']?\s{0,3}[:=]\s{0,3}["']([\w$.-]{2,60})["'][^"'<>{}]{0,40}$/i

/** Decodes whatever stands encoded in a text, once: what is encoded again inside is found when the part is looked at. */
export function decodeParts(bytes: Buffer, hits: KeywordHits): DecodedParts {
  const byForm = new Map<string, { chunks: Buffer[]; length: number; origins: Origin[] }>()
  const containers: EncodedValue[] = []
  let count = 0
  for (const value of findEncodedValues(bytes, hits)) {
    count += 1
    if (count > MOST_VALUES) break
    if (value.isContainer) {
      containers.push(value)
      continue
    }
    const part = byForm.get(value.form) ?? { chunks: [], length: 0, origins: [] }
    byForm.set(value.form, part)
    part.origins.push({ at: part.length, offset: value.offset })
    const chunk = Buffer.concat([
      Buffer.from(`${readNameBefore(bytes, value.offset)}"`, 'latin1'),
      value.content,
      Buffer.from('"\n'),
    ])
    part.chunks.push(chunk)
    part.length += chunk.length
  }
  const parts = [...byForm].map(([form, { chunks, origins }]) => ({
    form,
    bytes: Buffer.concat(chunks),
    origins,
  }))
  return { parts, containers }
}

function* findEncodedValues(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  yield* findValuesInRuns(bytes)
  const lists = new Set<number>()
  if (hits.length > 0) {
    yield* findValuesInEscapes(bytes, hits)
    for (const value of findValuesInNumbers(bytes, hits)) {
      lists.add(value.offset)
      yield value
    }
  }
  yield* findValuesInBareNumbers(bytes, lists)
  yield* findValuesInTextRuns(bytes)
  if (hits.length === 0) return
  yield* findValuesInLiterals(bytes, hits)
  yield* findValuesInPieces(bytes, hits)
  yield* findValuesInReverse(bytes, hits)
  yield* findValuesInTransport(bytes, hits)
}

/** The name that a value is given and what stands between them, as text that a reader of values understands. */
function readNameBefore(bytes: Buffer, offset: number): string {
  const before = bytes.toString('latin1', Math.max(0, offset - NAME_REACH), offset)
  const name = NAME.exec(before)
  const own = name?.[1] ?? ''
  if (name !== null && OF_VALUE.test(own)) {
    const named = NAMED.exec(before.slice(0, name.index))?.[1]
    if (named !== undefined) return `${named}=`
  }
  return own.startsWith('base64') ? '' : own
}
