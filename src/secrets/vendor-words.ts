/** Every way in which the words of a name are joined; keywords for the search. */
export function listSpellings(words: string): string[] {
  const parts = words.split(' ')
  return parts.length === 1 ? [words] : ['', '_', '-', ' ', '.'].map((joint) => parts.join(joint))
}

/** Words that stand behind a vendor's name in one piece, whatever their case: `mistralkey`. */
const FOLLOWING: readonly (readonly number[])[] = [
  ...['api', 'key', 'token', 'secret', 'auth', 'pass', 'access', 'client', 'admin', 'app', 'bot'],
  ...['private', 'prod', 'live', 'dev', 'test'],
].map((word) => [...word].map((letter) => letter.charCodeAt(0)))

/**
 * Whether what stands at `start` to `end` is a word of its own: `mistralKey`, `MISTRAL_API_KEY`, `api.mistral.ai`, and
 * no piece of another one, as in `administralia`.
 */
export function isWholeWord(bytes: Uint8Array, start: number, end: number): boolean {
  return endsBefore(bytes, start) && beginsAfter(bytes, end)
}

function endsBefore(bytes: Uint8Array, start: number): boolean {
  const before = bytes[start - 1]
  if (!isLetter(before)) return true
  if (bytes[start - 2] === 92) return true
  return isLower(before) && isUpper(bytes[start])
}

function beginsAfter(bytes: Uint8Array, end: number): boolean {
  const after = bytes[end]
  if (!isLetter(after)) return true
  if (isUpper(after) && (!isUpper(bytes[end - 1]) || isLower(bytes[end + 1]))) return true
  return FOLLOWING.some((word) => word.every((letter, at) => ((bytes[end + at] ?? 0) | 32) === letter))
}

function isLetter(byte: number | undefined): boolean {
  return isLower(byte) || isUpper(byte)
}

function isLower(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 97 && byte <= 122
}

function isUpper(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 65 && byte <= 90
}
