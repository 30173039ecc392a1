/**
 * Path patterns of users: `*`, `**`, `?`, `[a-z]`, `{a,b}` and `\` before any of them. Matching backtracks to the last
 * star only, so its time is bounded by pattern length times path length; a pattern compiled to a regular expression
 * can take exponential time on a hostile path.
 */
export interface Glob {
  readonly pattern: string
  /** One list of segments for each way to take the braces. */
  readonly alternatives: readonly (readonly Segment[])[]
}

type Segment = '**' | readonly Token[]
type Token = '*' | { readonly accepts: (character: string) => boolean }

/** Most ways that the braces of one pattern may be taken. */
const MAX_ALTERNATIVES = 64
/** Longest pattern, in UTF-16 units. */
const MAX_PATTERN = 512

/** A backslash before what needs none, or before `**`: a path as Windows has it. */
const WINDOWS_FOLDER = /(?:^|[^\\])(?:\\\\)*\\(?:[\w.]|\*\*)/

/** A pattern that cannot be used; the message says why and what to write instead, without a full stop. */
export class GlobError extends Error {}

/**
 * Reads a pattern.
 * @throws GlobError when it is empty, absolute, negated, too long, or uses a construct that is not supported
 */
export function parseGlob(pattern: string): Glob {
  if (pattern.trim() === '') throw new GlobError('the pattern is empty; write ** to match everything')
  if (pattern.length > MAX_PATTERN)
    throw new GlobError(`the pattern is longer than ${MAX_PATTERN} characters`)
  if (pattern.startsWith('!'))
    throw new GlobError('patterns cannot be negated with "!"; name what should match instead')
  if (WINDOWS_FOLDER.test(pattern))
    throw new GlobError(`folders are separated by "/"; write ${pattern.replaceAll('\\', '/')}`)
  if (pattern.startsWith('/'))
    throw new GlobError('patterns start at the package root already; leave out the leading "/"')
  if (/(?:^|[^\\])[?*+@!]\(/.test(pattern))
    throw new GlobError('extended patterns like "@(a|b)" are not supported; write {a,b}')
  const alternatives = expandBraces(pattern).map((plain) => {
    const segments = plain.replace(/^(?:\.\/)+/, '').split('/')
    if (segments.includes('..')) throw new GlobError('a pattern cannot leave the package with ".."')
    // A folder stands for what is in it.
    if (segments.at(-1) === '') segments.splice(-1, 1, '**')
    return segments.map((segment): Segment => (segment === '**' ? '**' : tokenize(segment)))
  })
  return { pattern, alternatives }
}

/** Whether the whole of `path` (segments separated by `/`) matches. */
export function matchesGlob(glob: Glob, path: string): boolean {
  const segments = path.split('/')
  return glob.alternatives.some((alternative) =>
    matchesSequence(alternative, segments, '**', (tokens, segment) =>
      matchesSequence(tokens, [...segment], '*', (token, character) => token.accepts(character)),
    ),
  )
}

/** The classic wildcard match: on failure, go back to the last star and let it take one item more. */
function matchesSequence<Pattern, Star extends string, Item>(
  pattern: readonly (Pattern | Star)[],
  items: readonly Item[],
  star: Star,
  accepts: (one: Exclude<Pattern | Star, Star>, item: Item) => boolean,
): boolean {
  let at = 0
  let lastStar = -1
  let retryFrom = 0
  for (let next = 0; next < items.length; ) {
    const one = pattern[at]
    const item = items[next] as Item
    if (one === star) {
      lastStar = at++
      retryFrom = next
    } else if (one !== undefined && accepts(one as Exclude<Pattern | Star, Star>, item)) {
      at += 1
      next += 1
    } else if (lastStar !== -1) {
      at = lastStar + 1
      next = ++retryFrom
    } else return false
  }
  while (pattern[at] === star) at += 1
  return at === pattern.length
}

function tokenize(segment: string): Token[] {
  const tokens: Token[] = []
  const characters = [...segment]
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string
    if (character === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*')
    } else if (character === '?') tokens.push({ accepts: () => true })
    else if (character === '[') {
      const end = characters.indexOf(']', at + 2)
      if (end === -1) throw new GlobError('a "[" is not closed; write \\[ for the character itself')
      tokens.push(parseCharacterClass(characters.slice(at + 1, end)))
      at = end
    } else if (character === '\\') {
      const escaped = characters[++at]
      if (escaped === undefined) throw new GlobError('the pattern ends in "\\"; separate folders with "/"')
      tokens.push({ accepts: (other) => other === escaped })
    } else tokens.push({ accepts: (other) => other === character })
  }
  return tokens
}

function parseCharacterClass(members: string[]): Token {
  const negated = members[0] === '!' || members[0] === '^'
  const list = negated ? members.slice(1) : members
  const ranges: [string, string][] = []
  for (let at = 0; at < list.length; at += 1) {
    const from = list[at] as string
    const to = list[at + 1] === '-' ? list[at + 2] : undefined
    if (to !== undefined) at += 2
    ranges.push([from, to ?? from])
  }
  return { accepts: (other) => ranges.some(([from, to]) => from <= other && other <= to) !== negated }
}

/** `a{b,c}d` → `abd`, `acd`; nested braces too. */
function expandBraces(pattern: string): string[] {
  const done: string[] = []
  const waiting = [pattern]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const braces = findFirstBraces(one)
    if (!braces) done.push(one)
    else for (const choice of braces.choices) waiting.push(braces.before + choice + braces.after)
    if (done.length + waiting.length > MAX_ALTERNATIVES)
      throw new GlobError(`the braces of the pattern make more than ${MAX_ALTERNATIVES} combinations`)
  }
  return done
}

function findFirstBraces(text: string): { before: string; choices: string[]; after: string } | null {
  let depth = 0
  let open = -1
  const cuts: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\\') at += 1
    else if (character === '{') {
      if (depth++ === 0) open = at
    } else if (character === ',' && depth === 1) cuts.push(at)
    else if (character === '}' && depth > 0 && --depth === 0) {
      const edges = [open, ...cuts, at]
      const choices = edges.slice(1).map((edge, index) => text.slice((edges[index] ?? 0) + 1, edge))
      return { before: text.slice(0, open), choices, after: text.slice(at + 1) }
    }
  }
  if (depth > 0) throw new GlobError('a "{" is not closed; write \\{ for the character itself')
  return null
}
