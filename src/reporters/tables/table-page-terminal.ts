import type { createColors } from 'picocolors'
import { encodeTerminalText } from '../../text/safe-text.ts'
import { count } from '../phrases.ts'
import { TerminalPage } from '../terminal-page.ts'
import { type Cell, type Piece, readLinkTarget, type TablePage, type TablePart } from './table-page.ts'

type Colors = ReturnType<typeof createColors>

/** Rows of one table that a screen shows. */
const ROWS_SHOWN = 30
const VALUE_SHOWN = 200

/** A page of tables for a terminal; the tables' rows become lines. */
export function renderTablePageForTerminal(page: TablePage, colors: Colors, width: number): string {
  const lines = new TerminalPage(colors, width)
  lines.addLine(colors.bold(page.isGood ? colors.green(page.title) : colors.red(page.title)))
  for (const line of page.summary) lines.addLine(renderCell(line, colors), 2)
  for (const part of page.parts) {
    lines.addBlank()
    lines.addLine(colors.bold(encodeTerminalText(part.title)))
    if (part.about !== null) lines.addLine(renderCell(part.about, colors), 2)
    showRows(part, lines)
  }
  return lines.readText()
}

function showRows({ head, rows, more, isOrdered }: TablePart, lines: TerminalPage): void {
  const shown = rows.slice(0, ROWS_SHOWN)
  for (const [index, row] of shown.entries()) {
    const [first = '', ...rest] = row.map((one) => renderCell(one, lines.colors))
    lines.addLine(isOrdered ? `${index + 1}. ${first}` : first, 2)
    if (head === null) {
      for (const text of rest) if (text !== '') lines.addExact(text, 5)
      continue
    }
    const told = rest.flatMap((text, column) =>
      text.trim() === '' ? [] : [`${lines.colors.dim((head?.[column + 1] ?? '').toLowerCase())} ${text}`],
    )
    if (told.length > 0) lines.addLine(told.join('   '), 4)
  }
  const left = more + rows.length - shown.length
  if (left > 0) lines.addLine(lines.colors.dim(`and ${count(left, 'more', 'more')}`), 2)
}

function renderCell(pieces: Cell, colors: Colors): string {
  return pieces.map((one) => renderPiece(one, colors)).join('')
}

function renderPiece(one: Piece, colors: Colors): string {
  if (typeof one === 'string') return encodeTerminalText(one, VALUE_SHOWN)
  if ('code' in one) return colors.cyan(encodeTerminalText(one.code, VALUE_SHOWN))
  if ('link' in one) return renderLink(one, colors)
  const paint = { error: colors.red, warning: colors.yellow, notice: colors.blue, pass: colors.green }[
    one.level
  ]
  return paint(encodeTerminalText(one.text))
}

function renderLink(
  { link: given, text }: { readonly link: string; readonly text: string },
  colors: Colors,
): string {
  const target = readLinkTarget(given)
  const shown = encodeTerminalText(text, VALUE_SHOWN)
  return target === null ? shown : `${shown} ${colors.dim(`(${encodeTerminalText(target)})`)}`
}
