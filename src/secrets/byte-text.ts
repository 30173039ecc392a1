const NOT_WORD = 0
const WORD = 1
const HEX = 2

/** `WORD` for bytes that a token's name or body is made of, `HEX` added for hexadecimal digits. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (!/[A-Za-z0-9_]/.test(character)) return NOT_WORD
  return /[0-9A-Fa-f]/.test(character) ? WORD | HEX : WORD
})

const BACKSLASH = 92
const PERCENT = 37

/** Up to `length` bytes from `offset` on, one character a byte: offsets in the string are offsets in the bytes. */
export function readWindow(bytes: Buffer, offset: number, length: number): string {
  return bytes.toString('latin1', Math.max(0, offset), Math.min(bytes.length, offset + length))
}

/** Whether an ASCII text stands at an offset, in its own case. */
export function standsAt(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (bytes[offset + at] !== text.charCodeAt(at)) return false
  return true
}

/** Whether the byte may be part of a word: a letter, a digit or `_`. */
export function isWord(byte: number | undefined): boolean {
  return byte !== undefined && KINDS[byte] !== NOT_WORD
}

/**
 * Whether a token may begin at `offset`: what comes before is no part of it. The letter of an escape (`\n`) and the
 * digits of a percent or Unicode escape (`%3D`, `\u0022`) end what came before them. What begins with a dot is the
 * rest of a host.
 */
export function beginsToken(bytes: Uint8Array, offset: number): boolean {
  if (!isWord(bytes[offset - 1]) || !isWord(bytes[offset])) return true
  if (bytes[offset - 2] === BACKSLASH && bytes[offset - 3] !== BACKSLASH)
    return 'nrtbfv0'.includes(String.fromCharCode(bytes[offset - 1] ?? 0))
  if (!isHex(bytes[offset - 1]) || !isHex(bytes[offset - 2])) return false
  if (bytes[offset - 3] === PERCENT) return true
  return bytes[offset - 6] === BACKSLASH && bytes[offset - 5] === 117
}

/** This much base64 text before or after something means that it is a piece of it. */
const NEIGHBOURHOOD = 48

/** Whether what lies between two offsets is a piece of a longer base64 text, and so no token. */
export function isInsideBase64(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isBase64(bytes[at])) return false
  let before = 0
  while (before < NEIGHBOURHOOD && isBase64(bytes[start - 1 - before])) before += 1
  let after = 0
  while (after < NEIGHBOURHOOD && isBase64(bytes[end + after])) after += 1
  return Math.max(before, after) === NEIGHBOURHOOD
}

function isBase64(byte: number | undefined): boolean {
  return byte !== undefined && byte !== 95 && (KINDS[byte] !== NOT_WORD || byte === 43 || byte === 47)
}

function isHex(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] ?? 0) & HEX) !== 0
}
