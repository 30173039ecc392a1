import { randomInt } from 'node:crypto'
import { isPlaceholder } from '../knowledge/placeholder.ts'
import { ALPHABETS } from './alphabets.ts'

/**
 * The form of a token in the words vendors use: literal text, `{alphabet:length}`, `{alphabet:least-most}` and
 * `{one|other}`, of which one may be empty. `{uuid}` stands for a UUID. Matched by walking bytes, so that no input can
 * make it slow.
 */
export interface TokenFormat {
  readonly source: string
  /** Literals that every token of this form holds, as the vendor writes them; empty where there is none to look for. */
  readonly keywords: readonly string[]
  /** How many bytes come before the keyword. */
  readonly anchor: Span
  /** What differs from token to token: all but the literals, which say nothing about the secret. */
  body(token: string): string
  readonly longest: number
  readonly shortest: number
  /** 1 for every byte that a token of this form may hold. */
  readonly letters: Uint8Array
  /** Length of a token that begins at `at`, or 0. */
  match(bytes: Uint8Array, at: number): number
  /** A random token of this form, with a digit and a letter where its alphabets have them. */
  example(): string
}

/** Bytes, at least and at most. */
export interface Span {
  readonly least: number
  readonly most: number
}

interface Segment {
  readonly literals: readonly string[] | null
  readonly set: Uint8Array
  readonly letters: string
  /** Chosen by its owner, words and all: it says nothing about whether the rest is made up. */
  readonly isName: boolean
  readonly least: number
  readonly most: number
}

/** Ends sentences, and no token. */
const DOT = 46
/** Examples stay near the shortest that there can be. */
const EXAMPLE_SPREAD = 24

const UUID = '{anyhex:8}-{anyhex:4}-{anyhex:4}-{anyhex:4}-{anyhex:12}'
/** A keyword may begin at one of so many places in a token; each costs a try. */
const MOST_STARTS = 24
/** A run that the literal after it could be part of is tried at each length, up to this. */
const MOST_TRIES = 400
/** Alphabets of parts that people name. */
const NAMES = new Set(['name', 'label'])
const sets = new Map<string, Uint8Array>()
const WORD = setOf(ALPHABETS.word ?? '')

/** @throws Error for an unknown alphabet or a form that could be matched in two ways: a mistake in the table. */
export function tokenFormat(source: string): TokenFormat {
  const segments = parse(source.replaceAll('{uuid}', UUID))
  assertOneReading(segments, source)
  const { keywords, anchor } = anchorOf(segments)
  return {
    source,
    anchor,
    keywords,
    body: (token) => variablePart(segments, token),
    longest: segments.reduce((sum, segment) => sum + segment.most, 0),
    shortest: segments.reduce((sum, segment) => sum + segment.least, 0),
    get letters() {
      return lettersOf(segments)
    },
    match: (bytes, at) => matchSegments(segments, bytes, at),
    example: () => typicalExample(segments),
  }
}

function parse(source: string): Segment[] {
  return merged(
    [...source.matchAll(/\{([^}]+)\}|[^{]+/g)].map(([all, inside]) => {
      if (inside === undefined) return literalSegment([all])
      const sized = /^([^:|]+):(\d+)(?:-(\d+))?$/.exec(inside)
      if (!sized) return literalSegment(inside.split('|'))
      const letters = ALPHABETS[sized[1] ?? '']
      if (letters === undefined) throw new Error(`Unknown alphabet in ${source}`)
      return {
        literals: null,
        letters,
        isName: NAMES.has(sized[1] ?? ''),
        set: setOf(letters),
        least: Number(sized[2]),
        most: Number(sized[3] ?? sized[2]),
      }
    }),
  )
}

/** Literals and choices side by side become one choice: `sk_{live|test}_` is `{sk_live_|sk_test_}`. */
function merged(segments: Segment[]): Segment[] {
  const result: Segment[] = []
  for (const segment of segments) {
    const before = result.at(-1)?.literals
    const own = segment.literals
    if (before && own)
      result.splice(-1, 1, literalSegment(before.flatMap((word) => own.map((next) => word + next))))
    else result.push(segment)
  }
  return result
}

function literalSegment(words: readonly string[]): Segment {
  const literals = words.toSorted((a, b) => b.length - a.length)
  const lengths = literals.map((literal) => literal.length)
  let set: Uint8Array | null = null
  return {
    literals,
    letters: '',
    isName: false,
    // Asked for at the end of a token only: two thousand of them would be a tenth of the start.
    get set() {
      set ??= setOf(literals.map((literal) => literal.charAt(0)).join(''))
      return set
    },
    least: Math.min(...lengths),
    most: Math.max(...lengths),
  }
}

/** Every byte that a token may hold. */
function lettersOf(segments: readonly Segment[]): Uint8Array {
  const letters = new Uint8Array(256)
  for (const { literals, letters: own } of segments)
    for (const text of literals ?? [own])
      for (let at = 0; at < text.length; at += 1) letters[text.charCodeAt(at)] = 1
  return letters
}

/** Membership by byte; the few alphabets are shared by all forms. */
function setOf(letters: string): Uint8Array {
  const known = sets.get(letters)
  if (known) return known
  const set = new Uint8Array(256)
  for (let at = 0; at < letters.length; at += 1) set[letters.charCodeAt(at)] = 1
  sets.set(letters, set)
  return set
}

/**
 * A run of open length must end where the next segment begins, or it would have to be tried at every length; short
 * ones before a literal are.
 */
function assertOneReading(segments: readonly Segment[], source: string): void {
  segments.forEach((segment, index) => {
    const next = segments[index + 1]
    if (segment.literals || segment.least === segment.most || !next) return
    if (next.literals && segment.most <= MOST_TRIES) return
    const openings = next.literals?.map((literal) => literal.charAt(0)) ?? [...next.letters]
    if (openings.some((letter) => segment.set[letter.charCodeAt(0)] === 1))
      throw new Error(`${source} can be read in two ways`)
  })
}

/** The longest literal that begins at one of a few distances from the beginning. */
function anchorOf(segments: readonly Segment[]): { keywords: readonly string[]; anchor: Span } {
  let best: { keywords: readonly string[]; anchor: Span } = { keywords: [], anchor: { least: 0, most: 0 } }
  let longest = 0
  let least = 0
  let most = 0
  for (const segment of segments) {
    if (segment.literals && segment.least > longest) {
      best = { keywords: segment.literals, anchor: { least, most } }
      longest = segment.least
    }
    least += segment.least
    most += segment.most
    if (most - least > MOST_STARTS) break
  }
  return best
}

function matchSegments(segments: readonly Segment[], bytes: Uint8Array, start: number): number {
  let at = start
  let last: Segment | undefined
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] as Segment
    const length = lengthOf(segment, segments[index + 1], bytes, at)
    if (length < segment.least) return 0
    at += length
    last = segment
  }
  while (bytes[at - 1] === DOT) at -= 1
  const next = bytes[at]
  if (next !== undefined && (WORD[next] === 1 || (next !== DOT && last?.set[next] === 1))) return 0
  return at - start
}

function variablePart(segments: readonly Segment[], token: string): string {
  const bytes = Buffer.from(token, 'latin1')
  let body = ''
  let at = 0
  segments.forEach((segment, index) => {
    const length = lengthOf(segment, segments[index + 1], bytes, at)
    if (!segment.literals && !segment.isName) body += token.slice(at, at + length)
    at += Math.max(0, length)
  })
  return body
}

function lengthOf(segment: Segment, next: Segment | undefined, bytes: Uint8Array, at: number): number {
  if (segment.literals) return literalLength(segment.literals, bytes, at)
  if (next?.literals && segment.least !== segment.most) return runBefore(segment, next.literals, bytes, at)
  return runLength(segment, bytes, at)
}

/** Length of the literal that stands there, or -1. */
function literalLength(literals: readonly string[], bytes: Uint8Array, at: number): number {
  for (const literal of literals) {
    let matched = 0
    while (matched < literal.length && bytes[at + matched] === literal.charCodeAt(matched)) matched += 1
    if (matched === literal.length) return matched
  }
  return -1
}

/** Length of the run up to where one of the literals first follows it, or the whole run. */
function runBefore(segment: Segment, literals: readonly string[], bytes: Uint8Array, at: number): number {
  const whole = runLength(segment, bytes, at)
  for (let length = segment.least; length < whole; length += 1)
    if (literalLength(literals, bytes, at + length) > 0) return length
  return whole
}

function runLength(segment: Segment, bytes: Uint8Array, at: number): number {
  let length = 0
  while (length < segment.most && segment.set[bytes[at + length] ?? 0] === 1) length += 1
  return length
}

/** Most tokens have a digit, and hardly any a row of the alphabet: one that is like that by chance is made anew. */
const MOST_TURNS = 50

function typicalExample(segments: readonly Segment[]): string {
  let token = ''
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    token = segments.map(exampleOf).join('')
    const body = variablePart(segments, token)
    if (/\d/.test(body) && /[A-Za-z]/.test(body) && !isPlaceholder(body)) return token
  }
  return token
}

function exampleOf(segment: Segment): string {
  if (segment.literals) return segment.literals[randomInt(segment.literals.length)] ?? ''
  const length = randomInt(segment.least, Math.min(segment.most, segment.least + EXAMPLE_SPREAD) + 1)
  return Array.from({ length }, () => segment.letters.charAt(randomInt(segment.letters.length))).join('')
}
