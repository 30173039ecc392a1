import { type Glob, GlobError, matchesGlob, parseGlob } from './glob.ts'

export { GlobError }

/** Path patterns in order; one that begins with `!` takes out again what those before it let in. */
export interface GlobList {
  readonly source: readonly string[]
  readonly items: readonly { readonly glob: Glob; readonly isNegated: boolean }[]
}

/**
 * Reads a list of patterns. A list that begins with a negation starts from everything.
 * @throws GlobError for the first pattern that cannot be used.
 */
export function parseGlobList(source: readonly string[]): GlobList {
  const items = source.map((pattern) => {
    const isNegated = pattern.startsWith('!')
    return { glob: parseGlob(isNegated ? pattern.slice(1) : pattern), isNegated }
  })
  return { source, items }
}

/** Whether the last pattern that matches the path, or one of several names of a file, lets it in. */
export function matchesGlobList({ items }: GlobList, path: string | readonly string[]): boolean {
  const names = typeof path === 'string' ? [path] : path
  const last = items.findLast(({ glob }) => names.some((name) => matchesGlob(glob, name)))
  return last === undefined ? items[0]?.isNegated === true : !last.isNegated
}
