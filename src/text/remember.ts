/** Texts whose answers are kept; then all are forgotten and it begins anew. */
const MOST = 16_384
/** Longer texts are not kept: only hostile paths are that long. */
const LONGEST = 512

/** A function of a text that keeps its last few thousand answers: many rules ask the same of one path after the other. */
export function remembering<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as Answer
    const found = answer(text)
    if (text.length <= LONGEST) {
      if (known.size >= MOST) known.clear()
      known.set(text, found)
    }
    return found
  }
}
