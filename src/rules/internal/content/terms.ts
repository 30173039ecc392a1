import * as z from 'zod'
import type { Layer } from '../../../model/layer.ts'
import { type Glob, matchesGlob, parseGlob } from '../../../text/glob.ts'
import { readTextAround } from './context.ts'

/** Fewest letters that a term must have in one piece, so that a search for it is fast. */
const FEWEST_LETTERS = 3
const WORD = /[\w.-]/
const LONGEST_WORD = 120

/** A word or words that must not show, or a word with `*` in it. */
export const term = z
  .string()
  .max(100)
  .refine((text) => (findSearchedPart(text)?.length ?? 0) >= FEWEST_LETTERS, {
    message:
      'A term needs three letters or digits in a row that are plain ASCII, such as "kestrel" or "kestrel-*".',
  })
  .refine((text) => !text.includes('*') || /^[\w.*-]+$/.test(text), {
    message: 'A term with "*" is one word of letters, digits, "_", "-" and ".": "kestrel-*".',
  })

/** The longest part of a term that can be searched for as it is; null if it has none. */
function findSearchedPart(text: string): string | null {
  const parts = text.match(/[\x20-\x29\x2b-\x7e]+/g) ?? []
  const longest = parts.map((part) => part.trim()).sort((a, b) => b.length - a.length)[0]
  return longest === undefined || !/[a-z0-9]{3}/i.test(longest) ? null : longest
}

interface Term {
  readonly text: string
  readonly searched: string
  readonly glob: Glob | null
}

/** A term, ready to be held against a text. */
function readTerm(text: string): Term {
  const lower = text.toLowerCase()
  return {
    text,
    searched: findSearchedPart(lower) ?? lower,
    glob: lower.includes('*') ? parseGlob(lower) : null,
  }
}

function isBoundary(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return true
  if (!/[A-Za-z0-9]/.test(left) || !/[A-Za-z0-9]/.test(right)) return true
  // A hump of camelCase begins or ends a word.
  return (/[a-z0-9]/.test(left) && /[A-Z]/.test(right)) || /[0-9]/.test(left) !== /[0-9]/.test(right)
}

/**
 * Whether a term stands at the place where its searched part begins, as words of its own: `kestrel` in
 * `enableKestrel` and `KESTREL_URL`, not in `kestrels`. A term with `*` is held against the whole word.
 */
function isTermAt({ searched, glob, text }: Term, around: string, index: number): boolean {
  if (glob !== null) {
    let start = index
    let end = index + searched.length
    while (start > 0 && index - start < LONGEST_WORD && WORD.test(around[start - 1] ?? '')) start -= 1
    while (end < around.length && end - index < LONGEST_WORD && WORD.test(around[end] ?? '')) end += 1
    return matchesGlob(glob, around.slice(start, end).toLowerCase())
  }
  const start = index - text.toLowerCase().indexOf(searched)
  const end = start + text.length
  if (around.slice(start, end).toLowerCase() !== text.toLowerCase()) return false
  return isBoundary(around[start - 1], around[start]) && isBoundary(around[end - 1], around[end])
}

/** The terms that stand in a path. */
export function findTermsInPath(path: string, terms: readonly string[]): Term[] {
  return terms.map(readTerm).filter((one) => {
    const index = path.toLowerCase().indexOf(one.searched)
    return index !== -1 && isTermAt(one, path, index)
  })
}

/** The terms that stand in a layer, by the hits of what is searched for, with the offset of each. */
export function* findTermsInLayer(
  layer: Layer,
  hits: Layer['hits'],
  terms: readonly string[],
): Generator<{ readonly text: string; readonly offset: number }> {
  if (terms.length === 0) return
  const read = terms.map(readTerm)
  for (const hit of hits)
    for (const one of read.filter(({ searched }) => searched === hit.keyword)) {
      const around = readTextAround(layer, hit)
      if (isTermAt(one, around.text, around.index)) yield { text: one.text, offset: hit.offset }
    }
}

/** What to search for so that no term is missed. */
export function listTermKeywords(terms: readonly string[]): string[] {
  return terms.map((text) => readTerm(text).searched)
}
