import { listAncestry, type PackPattern, packPattern } from './pack-patterns.ts'

/** A line of an ignore file that is a pattern. */
export interface IgnoreLine {
  /** 1-based. */
  readonly line: number
  readonly text: string
  readonly negated: boolean
  readonly pattern: PackPattern | null
  /** The pattern that was meant where a comment stands behind it: npm knows no comments there. */
  readonly beforeComment: PackPattern | null
}

/** The patterns of a .gitignore or .npmignore, read as npm's ignore-walk does. */
export function readIgnoreLines(text: string): IgnoreLine[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const trimmed = raw.trim()
    if (trimmed === '' || trimmed.startsWith('#')) return []
    const negated = trimmed.startsWith('!')
    const bare = negated ? trimmed.slice(1) : trimmed
    const comment = bare.search(/\s#/)
    return {
      line: index + 1,
      text: trimmed,
      negated,
      pattern: packPattern(bare),
      beforeComment: comment === -1 ? null : packPattern(bare.slice(0, comment).trim()),
    }
  })
}

/** The last line that names the path or a folder above it, if that line leaves it out. */
export function findIgnoringLine(lines: readonly IgnoreLine[], path: string): IgnoreLine | null {
  const names = listAncestry(path)
  const last = lines.findLast(
    ({ pattern }) => pattern !== null && names.some((name) => pattern.matches(name)),
  )
  return last === undefined || last.negated ? null : last
}

/** A line that was meant to leave the path out and does not, for the comment behind it. */
export function findSpoiltLine(lines: readonly IgnoreLine[], path: string): IgnoreLine | null {
  const names = listAncestry(path)
  return (
    lines.find(
      ({ negated, beforeComment }) =>
        !negated && beforeComment !== null && names.some((name) => beforeComment.matches(name)),
    ) ?? null
  )
}
