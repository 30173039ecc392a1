/** One assignment in a file of environment variables. */
export interface Variable {
  readonly name: string
  /** Without quotes and trailing comment. */
  readonly value: string
  /** UTF-16 index of the name in the text. */
  readonly index: number
}

export interface EnvironmentText {
  readonly variables: readonly Variable[]
  /** Lines that are neither assignment, nor comment, nor blank. */
  readonly otherLines: number
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=(.*)$/
const MOST_QUOTED_LINES = 400

interface Line {
  readonly text: string
  readonly start: number
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let start = text.startsWith('\uFEFF') ? 1 : 0
  for (const end of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(start, end.index), start })
    start = end.index + end[0].length
  }
  lines.push({ text: text.slice(start), start })
  return lines
}

function findClosingLine(lines: readonly Line[], first: number, rest: string, quote: string): number {
  if (rest.indexOf(quote, 1) !== -1) return first
  const last = Math.min(lines.length, first + MOST_QUOTED_LINES)
  for (let at = first + 1; at < last; at++) if (lines[at]?.text.includes(quote)) return at
  return -1
}

function removeComment(value: string): string {
  const hash = value.search(/\s#/)
  return (value.startsWith('#') ? '' : hash === -1 ? value : value.slice(0, hash)).trim()
}

/**
 * Reads text the way dotenv does (https://github.com/motdotla/dotenv#parsing): `NAME=value` lines, `export` before
 * them, values in one of three quotes over several lines, `#` comments.
 */
export function readEnvironment(text: string): EnvironmentText {
  const lines = splitLines(text)
  const variables: Variable[] = []
  let otherLines = 0
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    const trimmed = line?.text.trim() ?? ''
    if (line === undefined || trimmed === '' || trimmed.startsWith('#')) continue
    const match = ASSIGNMENT.exec(line.text)
    const name = match?.[1]
    if (name === undefined) {
      otherLines += 1
      continue
    }
    const rest = (match?.[2] ?? '').trim()
    const quote = /^["'`]/.exec(rest)?.[0]
    const end = quote === undefined ? -1 : findClosingLine(lines, at, rest, quote)
    let value = removeComment(rest)
    if (quote !== undefined && end !== -1) {
      const whole = [rest, ...lines.slice(at + 1, end + 1).map((next) => next.text)].join('\n')
      value = whole.slice(1, whole.indexOf(quote, 1))
      at = end
    }
    variables.push({ name, value, index: line.start + line.text.indexOf(name) })
  }
  return { variables, otherLines }
}
