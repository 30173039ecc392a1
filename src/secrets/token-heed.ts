import type { Heed } from '../model/layer.ts'
import { beginsToken, standsAt } from './byte-text.ts'
import { findForm, mayBeNear } from './near-forms.ts'
import type { Provider } from './providers/provider.ts'
import { findLiteralStart, mayBeGivenConstant } from './split-tokens.ts'
import { byBeginning, byVendor, chooseKeyword, distances } from './token-keywords.ts'
import type { Segment } from './token-segments.ts'
import { isWholeWord } from './vendor-words.ts'

/** What must stand around a keyword so that a token may be there; null for one that is no keyword of tokens. */
export function findTokenHeed(keyword: string): Heed | null {
  const providers = byBeginning.get(keyword)
  const vendors = byVendor.get(keyword)
  const beginning = providers === undefined ? null : makeBeginningHeed(keyword, providers)
  const name = vendors === undefined ? null : makeNameHeed(keyword, vendors)
  if (beginning === null || name === null) return beginning ?? name
  return (bytes, start, end) => beginning(bytes, start, end) || name(bytes, start, end)
}

/** A name that is a word of its own, and something long enough behind it, or two constants that make it up. */
function makeNameHeed(keyword: string, vendors: readonly Provider[]): Heed {
  return (bytes, start, end) =>
    isWholeWord(bytes, start, end) &&
    (mayBeGivenConstant(bytes, end) || mayBeNear(findForm(keyword, vendors), bytes, end))
}

/** What is made of the forms with one keyword when the keyword is first met: a run meets few of them. */
interface Beginning {
  /** As vendors write it. */
  readonly written: readonly string[]
  readonly behind: readonly Segment[] | null
}

/** The keyword as it is written, where a token may begin, and behind it either the run that the form has or its literal's end. */
function makeBeginningHeed(keyword: string, providers: readonly Provider[]): Heed {
  const ahead = distances.get(keyword) ?? []
  let own: Beginning | null = null
  return (bytes, start, end) => {
    own ??= readBeginning(keyword, providers)
    if (!own.written.some((text) => standsAt(bytes, start, text))) return false
    if (!ahead.some((distance) => beginsToken(bytes, start - distance))) return false
    return (
      own.behind === null ||
      own.behind.some((segment) => hasRun(segment, bytes, end)) ||
      ahead.some((distance) => findLiteralStart(bytes, start - distance) !== null)
    )
  }
}

function readBeginning(keyword: string, providers: readonly Provider[]): Beginning {
  const written = new Set<string>()
  const behind = new Set<Segment>()
  let isOpen = false
  for (const { format } of providers)
    for (const literal of format.keywords) {
      if (chooseKeyword(literal.toLowerCase()) !== keyword) continue
      written.add(literal.slice(0, keyword.length))
      // Of a host the rest of its address follows first.
      if (literal.length > keyword.length || format.behind === null || format.behind.literals !== null)
        isOpen = true
      else behind.add(format.behind)
    }
  return { written: [...written], behind: isOpen ? null : [...behind] }
}

/** Whether as many letters follow as the form has at least. */
function hasRun({ set, least }: Segment, bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < from + least; at += 1) if (set[bytes[at] ?? 0] !== 1) return false
  return true
}
