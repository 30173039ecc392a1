import type { BaselineReport } from '../model/changes.ts'
import type { PackageReport } from '../model/report.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { readPackageName } from './phrases.ts'
import { type ChangeRow, formatBaselineLabel, listChangeRows, summariseChanges } from './since-baseline.ts'
import { type Colors, NO_BREAK, type TerminalPage } from './terminal-page.ts'

const LABEL = 28

/** What changed since the release that a package was compared with: one line, and one for all that is worth a look. */
export function renderBaseline(page: TerminalPage, one: PackageReport, isNamed = false): void {
  const { baseline } = one
  if (baseline === null) return
  const rows = listChangeRows(baseline)
  const packed = rows.find(({ what }) => what === 'Packed')
  const size = packed === undefined ? '' : `, ${packed.before} → ${packed.after} packed`
  const name = isNamed ? `${encodeTerminalText(readPackageName(one))} ` : ''
  const head = `since ${encodeTerminalText(formatBaselineLabel(one, baseline))}: ${summariseChanges(baseline)}${size}`
  page.addLine(page.colors.dim(`${name}${head}`))
  for (const row of rows.filter(({ telling }) => telling))
    page.addColumns([`  ${row.what.padEnd(LABEL)}`], LABEL + 2, renderChange(row, page.colors, NO_BREAK))
}

/** The whole comparison, a line a row. */
export function renderChangeLines(baseline: BaselineReport, colors: Colors): string[] {
  return listChangeRows(baseline).map((row) =>
    `  ${row.what.padEnd(LABEL)}${renderChange(row, colors)}`.trimEnd(),
  )
}

function renderChange({ before, after, names }: ChangeRow, colors: Colors, space = ' '): string {
  const values = [before, after].filter((value) => value !== '').map((value) => encodeTerminalText(value))
  const change = values.join(/\d/.test(before) && !/^[+−]/.test(after) ? ' → ' : ' ')
  // A sign stays with its name where the line breaks.
  const named = names
    .map((name) => encodeTerminalText(name, 200).replace(/^([+−]) /, `$1${space}`))
    .join(', ')
  return `${change}${named === '' ? '' : `  ${colors.cyan(named)}`}`
}
