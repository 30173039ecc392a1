import * as z from 'zod'

/** Longest pattern, in UTF-16 units. */
const MAX_PATTERN = 1000

/** A regular expression that a user wrote. Matching takes time linear in the text, whatever the pattern. */
export interface UserPattern {
  readonly source: string
  /** Every match from left to right, without overlaps; offsets in UTF-16 units. */
  find(
    text: string,
  ): IterableIterator<{ readonly start: number; readonly end: number; readonly text: string }>
  toJSON(): string
}

/**
 * The schema for a pattern among a rule's options; parsed to a `UserPattern`. The engine is loaded only when there is a
 * pattern, so a schema with one can only be parsed asynchronously.
 */
export function buildUserPatternSchema() {
  return z
    .string()
    .min(1)
    .max(MAX_PATTERN)
    .transform(async (source, context): Promise<UserPattern> => {
      const compiled = await compilePattern(source)
      if (compiled.ok) return compiled.pattern
      context.addIssue({
        code: 'custom',
        message: `The pattern ${JSON.stringify(source)} cannot be used: ${compiled.problem}`,
      })
      return z.NEVER
    })
    .meta({ description: 'Regular expression in RE2 syntax: no backreferences, no lookaround.' })
}

/**
 * Compiles a pattern (https://github.com/google/re2/wiki/Syntax).
 * @returns the pattern, or what is wrong with it and what to write instead, as a whole sentence
 */
export async function compilePattern(
  source: string,
): Promise<{ ok: true; pattern: UserPattern } | { ok: false; problem: string }> {
  const { RE2JS, RE2JSSyntaxException } = await import('re2js')
  let compiled: ReturnType<typeof RE2JS.compile>
  try {
    compiled = RE2JS.compile(source, RE2JS.MULTILINE)
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    return { ok: false, problem: explain(error.getDescription(), error.getPattern() ?? '') }
  }
  if (compiled.matcher('').find())
    return { ok: false, problem: 'it matches the empty text, so it would match everywhere.' }
  return {
    ok: true,
    pattern: {
      source,
      *find(text) {
        const matcher = compiled.matcher(text)
        while (matcher.find())
          yield { start: matcher.start(), end: matcher.end(), text: matcher.group() ?? '' }
      },
      toJSON: () => source,
    },
  }
}

const LOOKAROUND = ['(?=', '(?!', '(?<=', '(?<!']

/** The engine's words in ours: which construct it is, and what to do instead. */
function explain(description: string, construct: string): string {
  const shown = JSON.stringify(construct)
  if (LOOKAROUND.some((start) => construct.startsWith(start)))
    return `it uses lookaround (${shown}), which needs backtracking. Match the surroundings too, or write two patterns.`
  if (/^\\[1-9k]/.test(construct) || construct.startsWith('(?P'))
    return `it uses a backreference (${shown}), which needs backtracking. Write the repeated part out.`
  if (construct.startsWith('(?>') || description.includes('nested repetition'))
    return `it uses an atomic group or a possessive quantifier (${shown}). Leave it out: this engine never backtracks.`
  if (/^\\[uc]/.test(construct))
    return `it uses the escape ${shown}. Write \\x{…} with the character's number in hex.`
  if (description.includes('repeat count'))
    return `it repeats too often (${shown}); at most 1000 times, nested repeats multiplied.`
  return `${description}: ${shown}.`
}
