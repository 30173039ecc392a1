import { ALPHABETS } from './alphabets.ts'

/** Bytes, at least and at most. */
export interface Span {
  readonly least: number
  readonly most: number
}

/** A piece of a form: literals of which one stands there, or a run of letters of an alphabet. */
export interface Segment {
  readonly literals: readonly string[] | null
  readonly set: Uint8Array
  readonly letters: string
  /** Chosen by its owner, words and all: it says nothing about whether the rest is made up. */
  readonly isName: boolean
  readonly least: number
  readonly most: number
}

const UUID = '{anyhex:8}-{anyhex:4}-{anyhex:4}-{anyhex:4}-{anyhex:12}'
/** A keyword may begin at one of so many places in a token; each costs a try. */
const MOST_STARTS = 24
/** A run that the literal after it could be part of is tried at each length, up to this. */
const MOST_TRIES = 400
/** Alphabets of parts that people name. */
const NAMES = new Set(['name', 'label'])
const sets = new Map<string, Uint8Array>()

/** @throws Error for an unknown alphabet or a form that could be matched in two ways: a mistake in the table. */
export function parseSegments(source: string): readonly Segment[] {
  const segments = parse(source.replaceAll('{uuid}', UUID))
  assertOneReading(segments, source)
  return segments
}

function parse(source: string): Segment[] {
  return mergeLiterals(
    [...source.matchAll(/\{([^}]+)\}|[^{]+/g)].map(([all, inside]) => {
      if (inside === undefined) return makeLiteralSegment([all])
      const sized = /^([^:|]+):(\d+)(?:-(\d+))?$/.exec(inside)
      if (!sized) return makeLiteralSegment(inside.split('|'))
      const letters = ALPHABETS[sized[1] ?? '']
      if (letters === undefined) throw new Error(`Unknown alphabet in ${source}`)
      return {
        literals: null,
        letters,
        isName: NAMES.has(sized[1] ?? ''),
        set: makeSet(letters),
        least: Number(sized[2]),
        most: Number(sized[3] ?? sized[2]),
      }
    }),
  )
}

/** Literals and choices side by side become one choice: `sk_{live|test}_` is `{sk_live_|sk_test_}`. */
function mergeLiterals(segments: Segment[]): Segment[] {
  const result: Segment[] = []
  for (const segment of segments) {
    const before = result.at(-1)?.literals
    const own = segment.literals
    if (before && own)
      result.splice(-1, 1, makeLiteralSegment(before.flatMap((word) => own.map((next) => word + next))))
    else result.push(segment)
  }
  return result
}

function makeLiteralSegment(words: readonly string[]): Segment {
  const literals = words.toSorted((a, b) => b.length - a.length)
  const lengths = literals.map((literal) => literal.length)
  let set: Uint8Array | null = null
  return {
    literals,
    letters: '',
    isName: false,
    // Asked for at the end of a token only: two thousand of them would be a tenth of the start.
    get set() {
      set ??= makeSet(literals.map((literal) => literal.charAt(0)).join(''))
      return set
    },
    least: Math.min(...lengths),
    most: Math.max(...lengths),
  }
}

/** Every byte that a token may hold. */
export function collectLetters(segments: readonly Segment[]): Uint8Array {
  const letters = new Uint8Array(256)
  for (const { literals, letters: own } of segments)
    for (const text of literals ?? [own])
      for (let at = 0; at < text.length; at += 1) letters[text.charCodeAt(at)] = 1
  return letters
}

/** Membership by byte; the few alphabets are shared by all forms. */
export function makeSet(letters: string): Uint8Array {
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

/** The literal by which a form is found, where it stands, and the run that comes behind it, if one does. */
export interface Anchor {
  readonly keywords: readonly string[]
  readonly anchor: Span
  readonly behind: Segment | null
}

/** The longest literal that begins at one of a few distances from the beginning. */
export function findAnchor(segments: readonly Segment[]): Anchor {
  let best: Anchor = { keywords: [], anchor: { least: 0, most: 0 }, behind: null }
  let longest = 0
  let least = 0
  let most = 0
  for (const [index, segment] of segments.entries()) {
    if (segment.literals && segment.least > longest) {
      best = { keywords: segment.literals, anchor: { least, most }, behind: segments[index + 1] ?? null }
      longest = segment.least
    }
    least += segment.least
    most += segment.most
    if (most - least > MOST_STARTS) break
  }
  return best
}

/** How long a token may be. */
export function measureLengths(segments: readonly Segment[]): Span {
  let [least, most] = [0, 0]
  for (const segment of segments) {
    least += segment.least
    most += segment.most
  }
  return { least, most }
}
