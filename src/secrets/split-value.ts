import type { KeywordHits } from '../model/layer.ts'
import type { ForbiddenValue } from './forbidden-value.ts'

/** A part in the first constant, and the rest in the second, are this long at least. */
const SHORTEST_HEAD = 6
const SHORTEST_REST = 4
/** So far from the first constant the second may stand. */
const REACH = 6000
const QUOTES = new Set([34, 39, 96])
const PLAIN = /^[\x20-\x7e]+$/

/** How a value begins: what leads to it where two constants share it. */
export function findHead(value: string): string | null {
  const trimmed = value.trim()
  const head = trimmed.slice(0, SHORTEST_HEAD)
  return trimmed.length >= SHORTEST_HEAD + SHORTEST_REST && PLAIN.test(head) ? head.toLowerCase() : null
}

/** Values of which one string literal holds the beginning, and another one nearby the exact rest. */
export function splitValuesAt(
  bytes: Buffer,
  hits: KeywordHits,
  byHead: ReadonlyMap<string, readonly ForbiddenValue[]>,
): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = []
  for (const { keyword, offset } of hits) {
    const quote = bytes[offset - 1] ?? 0
    if (!QUOTES.has(quote)) continue
    for (const { name, value } of byHead.get(keyword) ?? [])
      if (isSplitAt(bytes, offset, Buffer.from(value.trim()))) found.push({ name, offset })
  }
  return found
}

function isSplitAt(bytes: Buffer, offset: number, value: Buffer): boolean {
  let length = 0
  while (length < value.length && bytes[offset + length] === value[length]) length += 1
  if (length < SHORTEST_HEAD || value.length - length < SHORTEST_REST) return false
  if (!QUOTES.has(bytes[offset + length] ?? 0)) return false
  const rest = value.subarray(length)
  const nearby = bytes.subarray(Math.max(0, offset - REACH), offset + REACH)
  for (let at = nearby.indexOf(rest); at !== -1; at = nearby.indexOf(rest, at + 1))
    if (QUOTES.has(nearby[at - 1] ?? 0) && QUOTES.has(nearby[at + rest.length] ?? 0)) return true
  return false
}
