import type { createColors } from 'picocolors'
import type { BaselineReport } from '../model/changes.ts'
import type { PackageReport } from '../model/report.ts'
import { terminalText } from '../text/safe-text.ts'
import { baselineLabel, type ChangeRow, changeRows, changeSummary } from './since-baseline.ts'

type Colors = ReturnType<typeof createColors>

const LABEL = 28

/** What changed since the release that a package was compared with: one line, and one for all that is worth a look. */
export function baselineLines(one: Pick<PackageReport, 'name' | 'baseline'>, colors: Colors): string[] {
  const { baseline } = one
  if (baseline === null) return []
  const rows = changeRows(baseline)
  const packed = rows.find(({ what }) => what === 'Packed')
  const size = packed === undefined ? '' : `, ${packed.before} → ${packed.after} packed`
  const head = `since ${terminalText(baselineLabel(one, baseline))}: ${changeSummary(baseline)}${size}`
  return [colors.dim(head), ...rows.filter(({ telling }) => telling).map((row) => changeLine(row, colors))]
}

/** The whole comparison, a line a row. */
export function changeLines(baseline: BaselineReport, colors: Colors): string[] {
  return changeRows(baseline).map((row) => changeLine(row, colors))
}

function changeLine({ what, before, after, names }: ChangeRow, colors: Colors): string {
  const values = [before, after].filter((value) => value !== '').map((value) => terminalText(value))
  const change = values.join(/\d/.test(before) && !/^[+−]/.test(after) ? ' → ' : ' ')
  const named = names.map((name) => terminalText(name, 200)).join(', ')
  return `  ${what.padEnd(LABEL)}${change}${named === '' ? '' : `  ${colors.cyan(named)}`}`.trimEnd()
}
