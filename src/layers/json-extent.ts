const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/**
 * Offset just behind the JSON object that begins at `start`, or -1 if it does not end in `bytes`. Counts braces
 * outside of strings and checks nothing else: JSON.parse has the say.
 */
export function jsonObjectEnd(bytes: Uint8Array, start: number): number {
  let open = 0
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      at = stringEnd(bytes, at)
      if (at === -1) return -1
    } else if (byte === OPEN_BRACE) open += 1
    else if (byte === CLOSE_BRACE) {
      open -= 1
      if (open === 0) return at + 1
    }
  }
  return -1
}

/** Offset of the quote that ends the JSON string whose opening quote is at `start`, or -1. */
export function stringEnd(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === BACKSLASH) at += 1
    else if (byte === QUOTE) return at
  }
  return -1
}
