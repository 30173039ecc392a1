import { findStringEnd } from './json-extent.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_BRACE = 0x7b
const OPEN_BRACKET = 0x5b
const CLOSE_BRACE = 0x7d
const CLOSE_BRACKET = 0x5d

/**
 * Whether the JSON object that begins at `start` may have one of these members itself, rather than in what it holds:
 * a walk over its structure, many times cheaper than parsing all of it to learn that it has none.
 * @returns false only where that is certain: not for a name in escapes, nor for an object that does not end.
 */
export function mayHaveMember(bytes: Uint8Array, start: number, names: ReadonlySet<string>): boolean {
  let depth = 0
  let wantsName = false
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === QUOTE) {
      const end = findStringEnd(bytes, at)
      if (end === -1 || (wantsName && isOne(bytes, at + 1, end, names))) return true
      wantsName = false
      at = end
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1
      wantsName = depth === 1 && byte === OPEN_BRACE
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1
      if (depth === 0) return false
    } else if (byte === COMMA) wantsName = depth === 1
  }
  return true
}

function isOne(bytes: Uint8Array, from: number, to: number, names: ReadonlySet<string>): boolean {
  if (to - from > 64) return false
  let name = ''
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number
    if (byte === BACKSLASH) return true
    name += String.fromCharCode(byte)
  }
  return names.has(name)
}

/** Members of which a source map has one at its top. */
export const MAP_MEMBERS: ReadonlySet<string> = new Set(['sources', 'sourcesContent', 'mappings', 'sections'])
