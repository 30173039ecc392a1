import type { BaselineReport, FileChange, Listed } from '../../model/changes.ts'
import type { PackageReport } from '../../model/report.ts'
import { formatNumber } from '../../text/format-number.ts'
import { bytes, count, packageLabel } from '../phrases.ts'
import { baselineLabel, changeRows, changeSummary } from '../since-baseline.ts'
import { bar, code, renderFold, table, text } from './markup.ts'

const FILES_SHOWN = 100

/** What is different from the release that a package was compared with. */
export function releaseContent(packages: readonly PackageReport[]): string[] {
  return packages.flatMap((one) => {
    const { baseline } = one
    if (baseline === null) return []
    const name = packages.length > 1 ? `<h3>${text(packageLabel(one))}</h3>` : ''
    const head = `<p class="lead">Since ${text(baselineLabel(one, baseline))}: ${changeSummary(baseline)}.</p>`
    return [name + head, ...pictures(baseline), differences(baseline), ...fileLists(baseline)]
  })
}

/** Files and sizes, the two releases beneath each other. */
function pictures({ changes }: BaselineReport): string[] {
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
    const pair = `${bar(before / most, 'before')}${bar(after / most, 'after')}`
    return [[what, `<span class="drawn">${pair}</span>`, show(before), show(after), growth(before, after)]]
  })
  return [table(['', '', 'Before', 'Now', 'Change'], drawn)]
}

function growth(before: number, after: number): string {
  if (before === after) return 'same'
  if (before === 0) return 'new'
  const percent = Math.round((after / before - 1) * 100)
  return percent === 0 ? 'about the same' : `${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent))} %`
}

/** What else changed, by name; sizes and files stand in the pictures and lists. */
function differences(baseline: BaselineReport): string {
  const rows = changeRows(baseline)
    .filter(({ what }) => !['Files', 'Packed', 'Unpacked'].includes(what))
    .map(({ what, before, after, names }) => [
      what,
      text([before, after].filter((value) => value !== '').join(' → ')),
      names.map(code).join('<br>'),
    ])
  return rows.length === 0 ? '' : table(['What', 'Change', 'Which'], rows, 'plain')
}

function fileLists({ changes }: BaselineReport): string[] {
  return (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const files: Listed<FileChange> = changes.files[kind]
    if (files.count === 0) return []
    const rows = files.first
      .slice(0, FILES_SHOWN)
      .map(({ path, before, after }) => [
        code(path),
        before === null ? '' : bytes(before),
        after === null ? '' : bytes(after),
      ])
    const left = files.count - rows.length
    if (left > 0) rows.push([`and ${count(left, 'more file')}`, '', ''])
    return [renderFold(`${count(files.count, 'file')} ${kind}`, table(['File', 'Before', 'Now'], rows))]
  })
}
