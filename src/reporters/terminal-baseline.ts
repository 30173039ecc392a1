import type { BaselineReport } from '../model/changes.ts'
import type { PackageReport } from '../model/report.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { packageName } from './phrases.ts'
import { baselineLabel, type ChangeRow, changeRows, changeSummary } from './since-baseline.ts'
import { type Colors, NO_BREAK, type TerminalPage } from './terminal-page.ts'

const LABEL = 28

/** What changed since the release that a package was compared with: one line, and one for all that is worth a look. */
export function renderBaseline(page: TerminalPage, one: PackageReport, isNamed = false): void {
  const { baseline } = one
  if (baseline === null) return
  const rows = changeRows(baseline)
  const packed = rows.find(({ what }) => what === 'Packed')
  const size = packed === undefined ? '' : `, ${packed.before} → ${packed.after} packed`
  const name = isNamed ? `${encodeTerminalText(packageName(one))} ` : ''
  const head = `since ${encodeTerminalText(baselineLabel(one, baseline))}: ${changeSummary(baseline)}${size}`
  page.line(page.colors.dim(`${name}${head}`))
  for (const row of rows.filter(({ telling }) => telling))
    page.columns([`  ${row.what.padEnd(LABEL)}`], LABEL + 2, changeText(row, page.colors, NO_BREAK))
}

/** The whole comparison, a line a row. */
export function changeLines(baseline: BaselineReport, colors: Colors): string[] {
  return changeRows(baseline).map((row) => `  ${row.what.padEnd(LABEL)}${changeText(row, colors)}`.trimEnd())
}

function changeText({ before, after, names }: ChangeRow, colors: Colors, space = ' '): string {
  const values = [before, after].filter((value) => value !== '').map((value) => encodeTerminalText(value))
  const change = values.join(/\d/.test(before) && !/^[+−]/.test(after) ? ' → ' : ' ')
  // A sign stays with its name where the line breaks.
  const named = names
    .map((name) => encodeTerminalText(name, 200).replace(/^([+−]) /, `$1${space}`))
    .join(', ')
  return `${change}${named === '' ? '' : `  ${colors.cyan(named)}`}`
}
