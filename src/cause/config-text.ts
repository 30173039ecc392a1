/** A text with its comments blanked out, so that lines and columns stay. For JavaScript, TypeScript and JSON. */
export function withoutComments(text: string): string {
  // Strings first: a glob such as "src/**/*" begins no comment. A string that is not closed ends with its line.
  const token =
    /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g
  return text.replace(token, (found) =>
    found.startsWith('//') || found.startsWith('/*') ? found.replace(/[^\n]/g, ' ') : found,
  )
}

/** A member of an object literal in a program's text. */
export interface WrittenMember {
  readonly name: string
  /** As written: `'inline'`, `!isRelease`; the name itself for a shorthand. */
  readonly value: string
  /** Range of the value. */
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly line: number
}

/** Members of that name, wherever in the text, comments apart. */
export function writtenMembers(text: string, name: string): WrittenMember[] {
  const code = withoutComments(text)
  const member = new RegExp(`(?<![\\w$.-])(["']?)${name}\\1(\\s*:\\s*)("[^"\\n]*"|'[^'\\n]*'|[^,}\\n]+)`, 'g')
  return [...code.matchAll(member)].map((match) => {
    const value = (match[3] ?? '').trimEnd()
    const start = match.index + match[0].length - (match[3] ?? '').length
    const line = code.slice(0, match.index).split('\n').length
    return { name, value, start, end: start + value.length, line }
  })
}

/** The value of a literal; undefined for anything that has to be worked out. */
export function literalValue(value: string): string | boolean | undefined {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^(["'])([^"']*)\1$/.exec(value)?.[2]
}
