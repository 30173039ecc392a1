import { type Glob, GlobError, matchesGlob, parseGlob } from '../text/glob.ts'

/**
 * A pattern as npm's ignore-walk reads it: case does not count, a leading dot needs no dot, and a pattern without a
 * slash in it is held against the last name of a path only (minimatch with matchBase, dot and nocase).
 */
export interface PackPattern {
  /** As it stands in the file, `!` apart. */
  readonly text: string
  /** Without anything that matches more than itself. */
  readonly isLiteral: boolean
  matches(path: string): boolean
}

/** Patterns that have been read: a list of a few is held against thousands of paths. */
const READ = new Map<string, PackPattern | null>()
const MOST_READ = 2000

/** Reads a pattern of `files` or of an ignore file, without its `!`; null for forms that are not understood here. */
export function packPattern(text: string): PackPattern | null {
  const known = READ.get(text)
  if (known !== undefined) return known
  if (READ.size >= MOST_READ) READ.clear()
  const pattern = readPattern(text)
  READ.set(text, pattern)
  return pattern
}

function readPattern(text: string): PackPattern | null {
  const anchored = text.replace(/^\.(?=\/)/, '')
  const bare = anchored.replace(/^\/+/, '').replace(/\/+$/, '').toLowerCase()
  const byName = !anchored.replace(/\/+$/, '').includes('/')
  if (bare === '') return null
  try {
    const glob: Glob = parseGlob(bare)
    const isLiteral = !/[*?[{\\]/.test(bare)
    return {
      text,
      isLiteral,
      matches: (path) => {
        const lower = path.toLowerCase()
        return matchesGlob(glob, byName ? lower.slice(lower.lastIndexOf('/') + 1) : lower)
      },
    }
  } catch (error) {
    if (error instanceof GlobError) return null
    throw error
  }
}

/** Every folder above a path and the path itself, outermost first. */
export function listAncestry(path: string): string[] {
  const segments = path.split('/')
  return segments.map((_, depth) => segments.slice(0, depth + 1).join('/'))
}
