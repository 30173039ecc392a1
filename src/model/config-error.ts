import { closest, distance } from 'fastest-levenshtein'

/** What is wrong with a configuration, where, and what to do. Names quoted in it come from the file: encode to print. */
export interface ConfigError {
  /** A whole sentence. */
  readonly message: string
  /** As a person would name it; null when the configuration as a whole could not be had. */
  readonly file: string | null
  /** From 1. */
  readonly line: number | null
  /** From 1, in UTF-16 units. */
  readonly column: number | null
}

/** Most errors that one file is reported with; the rest of a broken file adds nothing. */
export const MAX_ERRORS = 20

/** `seaworthy.yml:3:5: message`, as compilers and editors write it. */
export function formatConfigError({ file, line, column, message }: ConfigError): string {
  if (file === null) return message
  return [file, line, column]
    .filter((part) => part !== null)
    .join(':')
    .concat(`: ${message}`)
}

/** The known name that was most likely meant, or null if none is near. */
export function findNearestName(name: string, known: Iterable<string>): string | null {
  const names = [...known]
  if (names.length === 0) return null
  const wanted = name.toLowerCase()
  // `embedded-source` for `source-map/embedded-source`: the second half alone is a frequent way to name a rule.
  const byLastPart = names.find((one) => one.split('/').at(-1) === wanted.split('/').at(-1))
  if (byLastPart !== undefined) return byLastPart
  // `suppress` for `suppressions`.
  const begun = wanted.length >= 4 ? names.find((one) => one.startsWith(wanted)) : undefined
  if (begun !== undefined) return begun
  const nearest = closest(wanted, names)
  return distance(wanted, nearest) <= Math.max(2, Math.ceil(nearest.length / 4)) ? nearest : null
}

/** ` Did you mean "x"?` for a near name, ` Known are: …` for a short list, otherwise nothing. */
export function suggestName(name: string, known: readonly string[]): string {
  const nearest = findNearestName(name, known)
  if (nearest !== null) return ` Did you mean "${nearest}"?`
  return known.length > 0 && known.length <= 16 ? ` Known are: ${known.join(', ')}.` : ''
}

/** A text from a file, quoted and cut to what a message can hold. */
export function quoteForMessage(text: string): string {
  const cut = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return JSON.stringify(cut)
}
