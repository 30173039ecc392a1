import type { KeywordHits } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'

/** How languages turn a text around: `"…".split("").reverse()`, `"…"[::-1]`, `strrev("…")`, `"…".reverse`. */
export const REVERSE_KEYWORDS: readonly string[] = ['.reverse(', '[::-1]', 'strrev(']
const KEYWORDS = new Set(REVERSE_KEYWORDS)

/** The constant that is turned around stands so far before, at most. */
const REACH = 4096
const SHORTEST = 8
/** The work around all places in a text is bounded by this often its length. */
const TIMES = 8
const LITERAL = '"([^"\\\\\\n]{8,2000})"|\'([^\'\\\\\\n]{8,2000})\'|`([^`\\\\$]{8,2000})`'
const NAME = '[A-Za-z_$][\\w$]{0,60}'
/** What is turned around, from behind: a literal or the name of a constant, made into a list of its characters. */
const BEFORE = new RegExp(
  `(?:${LITERAL}|\\b(${NAME}))\\s{0,4}(?:\\.\\s{0,4}split\\(\\s{0,2}(?:""|''|\`\`)?\\s{0,2}\\)|\\s{0,2}\\]|\\s{0,2}\\))?\\s{0,40}$`,
)
const BEHIND = new RegExp(`^\\s{0,4}(?:${LITERAL}|\\$?(${NAME}))`)

/** Texts that are written from behind, where the code that turns them around says so. */
export function* findValuesInReverse(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  let left = bytes.length * TIMES + 256 * 1024
  for (const { keyword, offset } of hits) {
    if (!KEYWORDS.has(keyword)) continue
    left -= REACH
    if (left < 0) return
    const from = Math.max(0, offset - REACH)
    const before = bytes.toString('latin1', from, offset)
    const behind = offset + keyword.length
    const found =
      keyword === 'strrev('
        ? BEHIND.exec(bytes.toString('latin1', behind, behind + 2100))
        : BEFORE.exec(before.slice(-2200))
    if (found === null) continue
    const name = found[4]
    const text =
      found[1] ?? found[2] ?? found[3] ?? (name === undefined ? undefined : findConstant(name, before))
    if (text === undefined || text.length < SHORTEST) continue
    const content = Buffer.from([...Buffer.from(text, 'latin1').toString()].reverse().join(''))
    yield {
      form: 'reversed',
      offset: Math.max(from, from + before.lastIndexOf(text)),
      content,
      isContainer: false,
    }
  }
}

/** What a name was given last before it is used. */
function findConstant(name: string, before: string): string | undefined {
  const given = new RegExp(
    `(?<![\\w$])${name.replaceAll('$', '\\$')}\\s{0,3}(?::\\s{0,3}string\\s{0,3})?=\\s{0,3}(?:${LITERAL})`,
    'g',
  )
  const last = [...before.matchAll(given)].at(-1)
  return last?.[1] ?? last?.[2] ?? last?.[3]
}
