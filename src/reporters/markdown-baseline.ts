import type { BaselineReport } from '../model/changes.ts'
import type { PackageReport } from '../model/report.ts'
import { encodeMarkdownCode, encodeMarkdownText } from '../text/safe-text.ts'
import { type ChangeRow, formatBaselineLabel, listChangeRows, summariseChanges } from './since-baseline.ts'

/**
 * What changed since the release that a package was compared with, as a folded table, open where something in it is
 * worth a look; empty if there was nothing to compare with.
 */
export function renderBaselineBlock(one: Pick<PackageReport, 'name' | 'baseline'>): string {
  const { baseline } = one
  if (baseline === null) return ''
  const rows = listChangeRows(baseline)
  const open = rows.some(({ telling }) => telling) ? ' open' : ''
  const summary = `Since ${encodeMarkdownText(formatBaselineLabel(one, baseline))}: ${summariseChanges(baseline)}`
  return `<details${open}><summary>${summary}</summary>\n\n${renderChangeTable(baseline, rows)}\n\n</details>`
}

/** The same in one item of a list; empty if there was nothing to compare with. */
export function renderBaselineLine(one: Pick<PackageReport, 'name' | 'baseline'>): string {
  const { baseline } = one
  return baseline === null
    ? ''
    : `- ${encodeMarkdownText(formatBaselineLabel(one, baseline))}: ${summariseChanges(baseline)}`
}

/** The comparison as a GitHub-flavoured table. */
export function renderChangeTable(
  baseline: BaselineReport,
  rows: readonly ChangeRow[] = listChangeRows(baseline),
): string {
  const lines = rows.map(({ what, before, after, names }) => {
    const named = names.map((name) => encodeMarkdownCode(name, 200)).join('<br>')
    return `| ${what} | ${encodeMarkdownText(before)} | ${encodeMarkdownText(after)} | ${named} |`
  })
  return ['| | Before | Now | |', '| :-- | --: | --: | :-- |', ...lines].join('\n')
}
