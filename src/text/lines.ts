/**
 * Lines without their ends; a break at the very end begins no further line. CR alone ends a line only in a text that
 * has no LF.
 */
export function splitLines(text: string): string[] {
  return splitNumberedLines(text).map((line) => line.text)
}

/** What ends the lines of a text: CR LF where there is one, CR where there is nothing else, else LF. */
export function detectLineEnd(text: string | null): string {
  if (text === null) return '\n'
  if (text.includes('\r\n')) return '\r\n'
  return text.includes('\r') && !text.includes('\n') ? '\r' : '\n'
}

/** Index of the first character of the line that a position lies in. */
export function findLineStart(text: string, position: number): number {
  return text.lastIndexOf(detectLineEnd(text).slice(-1), position - 1) + 1
}

/**
 * A text with some lines replaced; every other one keeps the end that it has.
 * @param text null for a file that is not there
 * @param line 1-based
 * @returns null when the lines to go are not the ones that stand there
 */
export function replaceLines(
  text: string | null,
  line: number,
  remove: readonly string[],
  add: readonly string[],
): string | null {
  const end = detectLineEnd(text)
  const lines = splitNumberedLines(text ?? '')
  const there = lines.slice(line - 1, line - 1 + remove.length)
  if (there.map((one) => one.text).join('\n') !== remove.join('\n')) return null
  const isAtEnd = line - 1 + remove.length >= lines.length
  const endsWithBreak = text === null || text === '' || lines.at(-1)?.end !== ''
  lines.splice(line - 1, remove.length, ...add.map((one) => ({ text: one, end })))
  const last = lines.at(-1)
  if (isAtEnd && last !== undefined && !endsWithBreak) last.end = ''
  return lines.map((one, index) => one.text + (index < lines.length - 1 ? one.end || end : one.end)).join('')
}

function splitNumberedLines(text: string): { text: string; end: string }[] {
  const breaks = detectLineEnd(text) === '\r' ? /([^\r]*)(\r|$)/g : /([^\n]*?)(\r?\n|$)/g
  return [...text.matchAll(breaks)]
    .map(([, line = '', end = '']) => ({ text: line, end }))
    .filter(({ text, end }, index, all) => text !== '' || end !== '' || index < all.length - 1)
}
