import { eastAsianWidth } from 'get-east-asian-width'

const ESCAPE = String.fromCharCode(27)
/** A colour as picocolors writes it (ECMA-48, SGR), a beginning or an end of a hyperlink (OSC 8), or one character. */
const PIECE = new RegExp(`${ESCAPE}\\[[0-9;]*m|${ESCAPE}\\]8;;[^${ESCAPE}]*${ESCAPE}\\\\|.`, 'gsu')
/** What takes one column for each UTF-16 unit: ASCII and our own marks. */
const PLAIN = /^[ -~·…✖▲ℹ•→×“”’]*$/
const COMBINING = /^\p{Mark}$/u

/**
 * Breaks a text into lines of at most that many columns, at spaces where there are some, through a word that is longer
 * than a line where there is none. Colours take no columns. A cluster of several characters may be taken for wider
 * than it is, which breaks its line early: measuring clusters rightly costs more than the rest of a short run.
 */
export function wrapText(text: string, width: number): string[] {
  if (text.length <= width && PLAIN.test(text)) return [text]
  return text.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  let isEmpty = true
  for (const word of text.split(' ')) {
    const columns = countColumns(word)
    if (!isEmpty && used + 1 + columns > width) {
      lines.push(line)
      line = ''
      used = 0
      isEmpty = true
    }
    const [rest, ...full] = columns > width ? cut(word, width).reverse() : [word]
    lines.push(...full.reverse())
    line += isEmpty ? (rest ?? '') : ` ${rest ?? ''}`
    used += countColumns(rest ?? '') + (isEmpty ? 0 : 1)
    isEmpty = false
  }
  return [...lines, line]
}

/** A word in pieces of that many columns; the last may be shorter. */
function cut(word: string, width: number): string[] {
  const pieces = ['']
  let used = 0
  for (const [piece] of word.matchAll(PIECE)) {
    const columns = countColumns(piece)
    if (used + columns > width) {
      pieces.push('')
      used = 0
    }
    pieces[pieces.length - 1] += piece
    used += columns
  }
  return pieces
}

function countColumns(text: string): number {
  if (PLAIN.test(text)) return text.length
  let columns = 0
  for (const [piece] of text.matchAll(PIECE))
    if (piece.length <= 2 && !COMBINING.test(piece)) columns += eastAsianWidth(piece.codePointAt(0) ?? 0)
  return columns
}
