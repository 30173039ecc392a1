import type { BaselineReport, FileChange, Listed } from '../../model/changes.ts'
import type { PackageReport } from '../../model/report.ts'
import { formatNumber } from '../../text/format-number.ts'
import { bytes, count, formatPackageLabel } from '../phrases.ts'
import { formatBaselineLabel, listChangeRows, summariseChanges } from '../since-baseline.ts'
import { renderBar, renderCode, renderFold, renderTable, renderText } from './markup.ts'

const FILES_SHOWN = 100

/** What is different from the release that a package was compared with. */
export function renderRelease(packages: readonly PackageReport[]): string[] {
  return packages.flatMap((one) => {
    const { baseline } = one
    if (baseline === null) return []
    const name = packages.length > 1 ? `<h3>${renderText(formatPackageLabel(one))}</h3>` : ''
    const head = `<p class="lead">Since ${renderText(formatBaselineLabel(one, baseline))}: ${summariseChanges(baseline)}.</p>`
    return [
      name + head,
      ...renderPictures(baseline),
      renderDifferences(baseline),
      ...renderFileLists(baseline),
    ]
  })
}

/** Files and sizes, the two releases beneath each other. */
function renderPictures({ changes }: BaselineReport): string[] {
  const { fileCount, size, unpackedSize, mapText } = changes
  const rows = [
    ['Files', fileCount.before, fileCount.after, (value: number) => formatNumber(value)],
    ['Packed', size.before, size.after, bytes],
    ['Unpacked', unpackedSize.before, unpackedSize.after, bytes],
    ['Source text in maps', mapText.before.bytes, mapText.after.bytes, bytes],
  ] as const
  const drawn = rows.flatMap(([what, before, after, show]) => {
    const most = Math.max(before, after)
    if (most === 0) return []
    const pair = `${renderBar(before / most, 'before')}${renderBar(after / most, 'after')}`
    return [
      [what, `<span class="drawn">${pair}</span>`, show(before), show(after), formatGrowth(before, after)],
    ]
  })
  return [renderTable(['', '', 'Before', 'Now', 'Change'], drawn)]
}

function formatGrowth(before: number, after: number): string {
  if (before === after) return 'same'
  if (before === 0) return 'new'
  const percent = Math.round((after / before - 1) * 100)
  return percent === 0 ? 'about the same' : `${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent))} %`
}

/** What else changed, by name; sizes and files stand in the pictures and lists. */
function renderDifferences(baseline: BaselineReport): string {
  const rows = listChangeRows(baseline)
    .filter(({ what }) => !['Files', 'Packed', 'Unpacked'].includes(what))
    .map(({ what, before, after, names }) => [
      what,
      renderText([before, after].filter((value) => value !== '').join(' → ')),
      names.map(renderCode).join('<br>'),
    ])
  return rows.length === 0 ? '' : renderTable(['What', 'Change', 'Which'], rows, 'plain')
}

function renderFileLists({ changes }: BaselineReport): string[] {
  return (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const files: Listed<FileChange> = changes.files[kind]
    if (files.count === 0) return []
    const rows = files.first
      .slice(0, FILES_SHOWN)
      .map(({ path, before, after }) => [
        renderCode(path),
        before === null ? '' : bytes(before),
        after === null ? '' : bytes(after),
      ])
    const left = files.count - rows.length
    if (left > 0) rows.push([`and ${count(left, 'more file')}`, '', ''])
    return [renderFold(`${count(files.count, 'file')} ${kind}`, renderTable(['File', 'Before', 'Now'], rows))]
  })
}
