/** Texts whose answers are kept; then all are forgotten and it begins anew. */
const MOST = 16_384
/** Longer texts are not kept: only hostile paths are that long. */
const LONGEST = 512

/**
 * A function of bytes that keeps its answers as long as the bytes are kept. An original text that many maps hold is the
 * same object each time it is read.
 */
export function rememberAnswersForBytes<Rest extends readonly unknown[], Answer>(
  answer: (bytes: Buffer, ...rest: Rest) => Answer,
): (bytes: Buffer, ...rest: Rest) => Answer {
  const known = new WeakMap<Buffer, { readonly found: Answer }>()
  return (bytes, ...rest) => {
    const before = known.get(bytes)
    if (before !== undefined) return before.found
    const found = answer(bytes, ...rest)
    known.set(bytes, { found })
    return found
  }
}

/** A function of a text that keeps its last few thousand answers: many rules ask the same of one path after the other. */
export function rememberAnswers<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
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

/** A function that makes its answer when it is first asked. */
export function rememberAnswer<Answer extends object>(make: () => Answer): () => Answer {
  let made: Answer | null = null
  return () => {
    made ??= make()
    return made
  }
}
