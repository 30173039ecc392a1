/** Shorter keywords would be found everywhere. */
const SHORTEST = 4

/**
 * A literal text, in lower case, that every match of a pattern (RE2 syntax) holds, for the one search over all texts; or
 * null where none can be told. Errs on the side of null: an alternation or an escape it does not know gives up.
 */
export function findRequiredLiteral(pattern: string): string | null {
  const runs: string[] = ['']
  for (let at = 0; at < pattern.length; ) {
    const part = readPartAt(pattern, at)
    if (part === null) return null
    const run = runs.at(-1) ?? ''
    if (part.literal !== null) runs[runs.length - 1] = run + part.literal
    else {
      if (part.mayDropLast) runs[runs.length - 1] = run.slice(0, -1)
      runs.push('')
    }
    at = part.end
  }
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '').toLowerCase()
  return longest.length >= SHORTEST && /^[\x20-\x7e]+$/.test(longest) ? longest : null
}

interface Part {
  /** Text that every match has here; null where anything may stand. */
  readonly literal: string | null
  /** Whether what stands before may be absent. */
  readonly mayDropLast: boolean
  /** Index behind it. */
  readonly end: number
}

/** The next part of a pattern; null where it cannot be told what a match must hold. */
function readPartAt(pattern: string, at: number): Part | null {
  const character = pattern[at] ?? ''
  const makeAnything = (end: number, mayDropLast = false): Part => ({ literal: null, mayDropLast, end })
  switch (character) {
    case '|':
      return null
    case '[':
    case '(': {
      const end = character === '[' ? findEndOfClass(pattern, at) : findEndOfGroup(pattern, at)
      return end === -1 ? null : makeAnything(end + 1)
    }
    case '\\': {
      const escaped = pattern[at + 1] ?? ''
      if (/[dDwWsSbBnrtAz]/.test(escaped)) return makeAnything(at + 2)
      return /[A-Za-z0-9]/.test(escaped) ? null : { literal: escaped, mayDropLast: false, end: at + 2 }
    }
    case '*':
    case '?':
      return makeAnything(at + 1, true)
    case '{':
      return makeAnything(Math.max(at, pattern.indexOf('}', at)) + 1, true)
    case '+':
    case '.':
    case '^':
    case '$':
      return makeAnything(at + 1)
    default:
      return { literal: character, mayDropLast: false, end: at + 1 }
  }
}

function findEndOfClass(pattern: string, start: number): number {
  for (let at = start + 2; at < pattern.length; at++) {
    if (pattern[at] === '\\') at += 1
    else if (pattern[at] === ']') return at
  }
  return -1
}

/** Whatever is in a group is not relied on; only its end is looked for. */
function findEndOfGroup(pattern: string, start: number): number {
  let depth = 0
  for (let at = start; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at += 1
    else if (character === '[') {
      at = findEndOfClass(pattern, at)
      if (at === -1) return -1
    } else if (character === '(') depth += 1
    else if (character === ')') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}
