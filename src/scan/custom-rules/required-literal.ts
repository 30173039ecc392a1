/** Shorter keywords would be found everywhere. */
const SHORTEST = 4

/**
 * A literal text, in lower case, that every match of a pattern (RE2 syntax) holds, for the one search over all texts; or
 * null where none can be told. Errs on the side of null: an alternation or an escape it does not know gives up.
 */
export function requiredLiteral(pattern: string): string | null {
  const runs: string[] = ['']
  const interrupt = () => runs.push('')
  const dropLast = () => {
    runs[runs.length - 1] = (runs.at(-1) ?? '').slice(0, -1)
    interrupt()
  }
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? ''
    if (character === '|') return null
    if (character === '[' || character === '(') {
      const end = character === '[' ? endOfClass(pattern, at) : endOfGroup(pattern, at)
      if (end === -1) return null
      at = end
      interrupt()
    } else if (character === '\\') {
      at += 1
      const escaped = pattern[at] ?? ''
      if (/[dDwWsSbBnrtAz]/.test(escaped)) interrupt()
      else if (/[A-Za-z0-9]/.test(escaped)) return null
      else runs[runs.length - 1] += escaped
    } else if ('*?{'.includes(character)) {
      // What stands before may be absent.
      dropLast()
      if (character === '{') at = Math.max(at, pattern.indexOf('}', at))
    } else if (character === '+') interrupt()
    else if ('.^$'.includes(character)) interrupt()
    else runs[runs.length - 1] += character
  }
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '').toLowerCase()
  return longest.length >= SHORTEST && /^[\x20-\x7e]+$/.test(longest) ? longest : null
}

function endOfClass(pattern: string, start: number): number {
  for (let at = start + 2; at < pattern.length; at++) {
    if (pattern[at] === '\\') at += 1
    else if (pattern[at] === ']') return at
  }
  return -1
}

/** Whatever is in a group is not relied on; only its end is looked for. */
function endOfGroup(pattern: string, start: number): number {
  let depth = 0
  for (let at = start; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at += 1
    else if (character === '[') {
      at = endOfClass(pattern, at)
      if (at === -1) return -1
    } else if (character === '(') depth += 1
    else if (character === ')') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}
