import type { Layer } from '../../../model/layer.ts'

/** How instructions for a language model begin. */
export const PROMPT_KEYWORDS: readonly string[] = [
  'you are a',
  'you are the',
  'your task is to',
  'your role is to',
  'you must never',
]
/** Characters from which a text is instructions rather than a sentence. */
const SHORTEST = 160

/** The first words of a string that gives instructions, if one begins at the offset or the line it stands in. */
function readPromptAt(bytes: Buffer, offset: number): string | null {
  const before = bytes.toString('latin1', Math.max(0, offset - 120), offset)
  const opened = /["'`]([^"'`\n]{0,100})$/.exec(before)
  const isLine = /(?:^|\n|\\n)[\s#>*-]{0,8}$/.test(before) || offset === 0
  if (opened === null && !isLine) return null
  const text = bytes.toString('utf8', offset, offset + 2000)
  const end = opened === null ? text.length : text.search(/(?<!\\)["'`]/)
  const body = end === -1 ? text : text.slice(0, end)
  return body.length < SHORTEST ? null : `${body.slice(0, 48).replace(/\s+/g, ' ')}…`
}

const PROMPTS = new Set(PROMPT_KEYWORDS)

/** The instructions for a language model in a layer: where each begins, and its first words. */
export function* findPrompts(
  { bytes }: Layer,
  hits: Layer['hits'],
): Generator<{ readonly offset: number; readonly text: string }> {
  for (const { offset, keyword } of hits) {
    const text = PROMPTS.has(keyword) ? readPromptAt(bytes, offset) : null
    if (text !== null) yield { offset, text }
  }
}
