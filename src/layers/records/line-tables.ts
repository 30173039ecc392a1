import { buildTableOfRows, FEWEST_ROWS, MOST_ROWS, type Table } from './table.ts'

const SEPARATORS = ['\t', ';', '|', ',', ':'] as const
/** Lines that tell whether there is a separator. */
const SAMPLE = 24
const MOST_LINES = 400
const LONGEST_LINE = 2000

/** A table whose columns stand on lines, between signs or in places of their own; null for other texts, and for fewer rows. */
export function readLineTable(text: string, fewest = FEWEST_ROWS): Table | null {
  const lines = text
    .split(/\r?\n|\r/, MOST_LINES)
    .filter((line) => line.trim() !== '' && !/^[#*]|^-- /.test(line) && line.length < LONGEST_LINE)
  if (lines.length < fewest) return null
  const separator = SEPARATORS.find((sign) => isBetween(lines, sign))
  if (separator !== undefined) return buildTableOfRows(lines.map((line) => splitCells(line, separator)))
  const spaced = lines.map((line) => line.trim().split(/ {2,}|\t+/))
  return isRegular(spaced.map(({ length }) => length - 1)) && (spaced[0]?.length ?? 0) > 2
    ? buildTableOfRows(spaced)
    : null
}

function isBetween(lines: readonly string[], sign: string): boolean {
  const sample = lines.slice(0, SAMPLE)
  if (sample.filter((line) => line.includes(sign)).length * 5 < sample.length * 4) return false
  return isRegular(sample.map((line) => splitCells(line, sign).length - 1))
}

/** Whether most lines have as many as most others. */
function isRegular(counts: readonly number[]): boolean {
  const often = new Map<number, number>()
  for (const count of counts) often.set(count, (often.get(count) ?? 0) + 1)
  const [most = 0, times = 0] = [...often].sort((a, b) => b[1] - a[1])[0] ?? []
  return most > 0 && times * 3 >= counts.length * 2
}

/** The cells of a line; within quotes the separator is a sign like others (RFC 4180). */
export function splitCells(line: string, separator: string): string[] {
  if (!/["']/.test(line)) return line.split(separator)
  const cells: string[] = []
  let cell = ''
  let quote = ''
  for (const sign of line) {
    if (quote === '' && cell.trim() === '' && (sign === '"' || sign === "'")) quote = sign
    else if (sign === quote) quote = ''
    else if (sign === separator && quote === '') {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  return [...cells, cell]
}

const RULED = /(?:^[ \t]*\|?[^\n|]+\|[^\n]*(?:\r?\n|$)){2,}/gm
const RULE = /^[\s|:+-]+$/

/** Tables in Markdown, and those that command lines draw with `|` and `+--`. */
export function readRuledTables(text: string): Table[] {
  return (text.match(RULED) ?? []).flatMap((block) => {
    const rows = block
      .split(/\r?\n/, MOST_ROWS)
      .filter((line) => line.includes('|') && !RULE.test(line))
      .map((line) =>
        line
          .trim()
          .replace(/^\||\|$/g, '')
          .split('|')
          .map((cell) => cell.replace(/[`*]/g, '').trim()),
      )
    return rows.length > 1 ? [buildTableOfRows(rows)] : []
  })
}
