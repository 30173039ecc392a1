const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** What JSON has outside of strings: structure, blanks, digits and the letters of numbers, true, false and null. */
const OUTSIDE_STRINGS = new Uint8Array(256)
for (const character of '{}[]:, \t\r\n-+.0123456789eEtrufalsn') OUTSIDE_STRINGS[character.charCodeAt(0)] = 1

/** How far an object goes. */
export interface Extent {
  /** Offset just behind the object, or -1 if it does not end or is none. */
  readonly end: number
  /** Offset up to which bytes were looked at. */
  readonly read: number
}

/**
 * Extent of the JSON object that begins at `start`. Counts braces outside of strings and gives up at the first byte
 * that no JSON has there; JSON.parse has the say about the rest.
 */
export function findJsonObjectExtent(bytes: Uint8Array, start: number): Extent {
  let open = 0
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte === QUOTE) {
      at = findStringEnd(bytes, at)
      if (at === -1) return { end: -1, read: bytes.length }
    } else if (byte === OPEN_BRACE) open += 1
    else if (byte === CLOSE_BRACE) {
      open -= 1
      if (open === 0) return { end: at + 1, read: at + 1 }
    } else if (OUTSIDE_STRINGS[byte] === 0) return { end: -1, read: at }
  }
  return { end: -1, read: bytes.length }
}

/** Bytes of a string that are looked at one by one; in a longer one the next quote is looked for at once. */
const SHORT = 64

/** Offset of the quote that ends the JSON string whose opening quote is at `start`, or -1. */
export function findStringEnd(bytes: Uint8Array, start: number): number {
  const near = Math.min(bytes.length, start + SHORT)
  let at = start + 1
  for (; at < near; at += 1) {
    const byte = bytes[at]
    if (byte === BACKSLASH) at += 1
    else if (byte === QUOTE) return at
  }
  for (let quote = bytes.indexOf(QUOTE, at); quote !== -1; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let before = quote
    while (before > at && bytes[before - 1] === BACKSLASH) before -= 1
    if ((quote - before) % 2 === 0) return quote
  }
  return -1
}
