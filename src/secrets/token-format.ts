import { randomInt } from 'node:crypto'
import { isPlaceholder } from '../knowledge/placeholder.ts'
import { ALPHABETS } from './alphabets.ts'
import {
  type Anchor,
  collectLetters,
  findAnchor,
  makeSet,
  measureLengths,
  parseSegments,
  type Segment,
  type Span,
} from './token-segments.ts'

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
  /** What comes behind the keyword: a run of letters or other literals; null where the keyword ends it. */
  readonly behind: Segment | null
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

/** Ends sentences, and no token. */
const DOT = 46
const WORD = makeSet(ALPHABETS.word ?? '')
/** Examples stay near the shortest that there can be. */
const EXAMPLE_SPREAD = 24

/**
 * Reads a form when something of it is first asked for: a run meets few of them.
 * @throws Error then, for an unknown alphabet or a form that could be matched in two ways: a mistake in the table.
 */
export function readTokenFormat(source: string): TokenFormat {
  return new ReadForm(source)
}

class ReadForm implements TokenFormat {
  readonly source: string
  #segments: readonly Segment[] | null = null
  #anchored: Anchor | null = null
  #lengths: Span | null = null

  constructor(source: string) {
    this.source = source
  }

  #read(): readonly Segment[] {
    this.#segments ??= parseSegments(this.source)
    return this.#segments
  }

  get #anchor(): Anchor {
    this.#anchored ??= findAnchor(this.#read())
    return this.#anchored
  }

  get anchor(): Span {
    return this.#anchor.anchor
  }

  get keywords(): readonly string[] {
    return this.#anchor.keywords
  }

  get behind(): Segment | null {
    return this.#anchor.behind
  }

  get longest(): number {
    this.#lengths ??= measureLengths(this.#read())
    return this.#lengths.most
  }

  get shortest(): number {
    this.#lengths ??= measureLengths(this.#read())
    return this.#lengths.least
  }

  get letters(): Uint8Array {
    return collectLetters(this.#read())
  }

  body(token: string): string {
    return cutVariablePart(this.#read(), token)
  }

  match(bytes: Uint8Array, at: number): number {
    return matchSegments(this.#read(), bytes, at)
  }

  example(): string {
    return makeTypicalExample(this.#read())
  }
}

function matchSegments(segments: readonly Segment[], bytes: Uint8Array, start: number): number {
  let at = start
  let last: Segment | undefined
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] as Segment
    const length = measureSegment(segment, segments[index + 1], bytes, at)
    if (length < segment.least) return 0
    at += length
    last = segment
  }
  while (bytes[at - 1] === DOT) at -= 1
  const next = bytes[at]
  if (next !== undefined && (WORD[next] === 1 || (next !== DOT && last?.set[next] === 1))) return 0
  return at - start
}

function cutVariablePart(segments: readonly Segment[], token: string): string {
  const bytes = Buffer.from(token, 'latin1')
  let body = ''
  let at = 0
  segments.forEach((segment, index) => {
    const length = measureSegment(segment, segments[index + 1], bytes, at)
    if (!segment.literals && !segment.isName) body += token.slice(at, at + length)
    at += Math.max(0, length)
  })
  return body
}

function measureSegment(segment: Segment, next: Segment | undefined, bytes: Uint8Array, at: number): number {
  if (segment.literals) return measureLiteral(segment.literals, bytes, at)
  if (next?.literals && segment.least !== segment.most)
    return measureRunBefore(segment, next.literals, bytes, at)
  return measureRun(segment, bytes, at)
}

/** Length of the literal that stands there, or -1. */
function measureLiteral(literals: readonly string[], bytes: Uint8Array, at: number): number {
  for (const literal of literals) {
    let matched = 0
    while (matched < literal.length && bytes[at + matched] === literal.charCodeAt(matched)) matched += 1
    if (matched === literal.length) return matched
  }
  return -1
}

/** Length of the run up to where one of the literals first follows it, or the whole run. */
function measureRunBefore(
  segment: Segment,
  literals: readonly string[],
  bytes: Uint8Array,
  at: number,
): number {
  const whole = measureRun(segment, bytes, at)
  for (let length = segment.least; length < whole; length += 1)
    if (measureLiteral(literals, bytes, at + length) > 0) return length
  return whole
}

function measureRun(segment: Segment, bytes: Uint8Array, at: number): number {
  let length = 0
  while (length < segment.most && segment.set[bytes[at + length] ?? 0] === 1) length += 1
  return length
}

/** Most tokens have a digit, and hardly any a row of the alphabet: one that is like that by chance is made anew. */
const MOST_TURNS = 50

function makeTypicalExample(segments: readonly Segment[]): string {
  let token = ''
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    token = segments.map(makeExampleOfSegment).join('')
    const body = cutVariablePart(segments, token)
    if (/\d/.test(body) && /[A-Za-z]/.test(body) && !isPlaceholder(body)) return token
  }
  return token
}

function makeExampleOfSegment(segment: Segment): string {
  if (segment.literals) return segment.literals[randomInt(segment.literals.length)] ?? ''
  const length = randomInt(segment.least, Math.min(segment.most, segment.least + EXAMPLE_SPREAD) + 1)
  return Array.from({ length }, () => segment.letters.charAt(randomInt(segment.letters.length))).join('')
}
