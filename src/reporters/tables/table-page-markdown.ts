import { encodeMarkdownCode, encodeMarkdownText } from '../../text/safe-text.ts'
import { count } from '../phrases.ts'
import { type Cell, type Piece, readLinkTarget, type TablePage, type TablePart } from './table-page.ts'

const VALUE_SHOWN = 300

/**
 * A page of tables as GitHub's Markdown.
 * @param limit characters; rows are left out, the last ones first, until it fits
 */
export function renderTablePageAsMarkdown(page: TablePage, limit: number = Number.POSITIVE_INFINITY): string {
  for (let rows = Number.POSITIVE_INFINITY; ; rows = rows === Number.POSITIVE_INFINITY ? 200 : rows / 2) {
    const text = render(page, Math.floor(rows))
    if (text.length <= limit || rows < 1) return text
  }
}

function render(page: TablePage, rows: number): string {
  return [
    `## ${encodeMarkdownText(page.title)}`,
    ...page.summary.map(renderCell),
    ...page.parts.map((part) => renderSection(part, rows)),
    `<sub>${encodeMarkdownText(page.foot)}</sub>`,
    '',
  ].join('\n\n')
}

function renderSection({ title, about, head, rows, more, isOrdered }: TablePart, most: number): string {
  const shown = rows.slice(0, most)
  const left = more + rows.length - shown.length
  const table =
    head === null
      ? shown
          .map((row, index) => `${isOrdered ? `${index + 1}.` : '-'} ${row.map(renderCell).join(' ')}`)
          .join('\n')
      : [
          `| ${head.map((one) => encodeMarkdownText(one)).join(' | ')} |`,
          `|${head.map(() => ' :-- |').join('')}`,
          ...shown.map((row) => `| ${row.map(renderCell).join(' | ')} |`),
        ].join('\n')
  return [
    `### ${encodeMarkdownText(title)}`,
    ...(about === null ? [] : [renderCell(about)]),
    ...(shown.length === 0 ? [] : [table]),
    ...(left > 0 ? [`and ${count(left, 'more', 'more')}`] : []),
  ].join('\n\n')
}

function renderCell(pieces: Cell): string {
  return pieces.map(renderPiece).join('')
}

function renderPiece(one: Piece): string {
  if (typeof one === 'string') return keepSpaces(one, (text) => encodeMarkdownText(text, VALUE_SHOWN))
  if ('code' in one) return encodeMarkdownCode(one.code, VALUE_SHOWN)
  if ('level' in one) return `**${encodeMarkdownText(one.text)}**`
  const target = readLinkTarget(one.link)
  const text = encodeMarkdownText(one.text, VALUE_SHOWN)
  // `URL` leaves no space and no angle bracket; a bar would end the cell.
  return target === null ? text : `[${text}](<${target.replaceAll('|', '%7C')}>)`
}

/** A text between two others keeps the one space that parts it from them. */
function keepSpaces(text: string, encode: (text: string) => string): string {
  const [, before = '', inner = '', after = ''] = /^( ?)(.*?)( ?)$/s.exec(text) ?? []
  return `${before}${inner === '' ? '' : encode(inner)}${after}`
}
