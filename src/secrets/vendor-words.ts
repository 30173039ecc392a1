/** Every way in which the words of a name are joined; keywords for the search. */
export function spellings(words: string): string[] {
  const parts = words.split(' ')
  return parts.length === 1 ? [words] : ['', '_', '-', ' ', '.'].map((joint) => parts.join(joint))
}

const FOLLOWING =
  /^(?:api|key|keys|token|secret|auth|pass|password|access|client|admin|app|bot|private|prod|live|dev|test)/i

/**
 * Whether what stands at `start` to `end` is a word of its own: `mistralKey`, `MISTRAL_API_KEY`, `api.mistral.ai`, and
 * no piece of another one, as in `administralia`.
 */
export function isWholeWord(bytes: Buffer, start: number, end: number): boolean {
  return endsBefore(bytes, start) && beginsAfter(bytes, end)
}

function endsBefore(bytes: Buffer, start: number): boolean {
  const before = bytes[start - 1]
  if (!isLetter(before)) return true
  if (bytes[start - 2] === 92) return true
  return isLower(before) && isUpper(bytes[start])
}

function beginsAfter(bytes: Buffer, end: number): boolean {
  const after = bytes[end]
  if (!isLetter(after)) return true
  if (isUpper(after) && (!isUpper(bytes[end - 1]) || isLower(bytes[end + 1]))) return true
  return FOLLOWING.test(bytes.toString('latin1', end, end + 10))
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
