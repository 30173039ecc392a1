/** Characters of a text that are looked at. */
export const LONGEST = 4096

/** What a string holds up to its end, with line ends as they are or in escapes of any depth. */
export function readStringAt(bytes: Buffer, start: number, backslashes: string): string {
  const quote = bytes.toString('latin1', start, start + 1)
  const rest = bytes.toString('latin1', start + 1, start + 1 + LONGEST)
  const end = findEnd(rest, quote, backslashes.length)
  return rest.slice(0, end).replace(/\\+r?\\*n/g, '\n')
}

/** Where a string ends whose quotes stand behind so many backslashes: the index of its end, or the text's. */
export function findEnd(text: string, quote: string, backslashes: number): number {
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    let before = 0
    while (text[at - 1 - before] === '\\') before += 1
    if (before <= backslashes) return at
  }
  return text.length
}
