import type { Exposure } from '../../model/exposure.ts'
import type { PackageReport } from '../../model/report.ts'
import { formatNumber } from '../../text/format-number.ts'
import { bytes, count, formatPackageLabel } from '../phrases.ts'
import { renderBar, renderCode, renderFold, renderTable, renderText } from './markup.ts'

const SOURCES_SHOWN = 200

/** What source becomes readable, folder by folder, as a picture. */
export function renderExposure(packages: readonly PackageReport[]): string[] {
  return packages
    .filter(({ exposure }) => exposure.files > 0)
    .map((one) => {
      const name = packages.length > 1 ? `<h3>${renderText(formatPackageLabel(one))}</h3>` : ''
      return `${name}${renderExposureOfPackage(one.exposure)}`
    })
}

function renderExposureOfPackage(exposure: Exposure): string {
  const most = Math.max(1, ...exposure.folders.map(({ lines }) => lines))
  const rows = exposure.folders.map(({ path, files, lines }) => [
    renderCode(path === '' ? '.' : path),
    `<span class="drawn">${renderBar(lines / most, 'leak')}</span>`,
    formatCount(files),
    formatCount(lines),
  ])
  const counted = exposure.folders.reduce((sum, { files }) => sum + files, 0)
  if (exposure.files > counted) rows.push(['other folders', '', formatCount(exposure.files - counted), ''])
  const sources = exposure.sources
    .slice(0, SOURCES_SHOWN)
    .map((source) => [renderCode(source.path), formatCount(source.lines), bytes(source.bytes)])
  const left = exposure.files - sources.length
  if (left > 0 && sources.length > 0) sources.push([`and ${count(left, 'more file')}`, '', ''])
  const maps = count(exposure.maps, 'source map')
  return [
    `<p class="lead">${count(exposure.files, 'original file')}, ${count(exposure.lines, 'line')}, ${bytes(exposure.bytes)} of text that is found nowhere else, in ${maps}.</p>`,
    renderTable(['Folder', '', 'Files', 'Lines'], rows),
    renderElsewhere(exposure),
    sources.length === 0
      ? ''
      : renderFold('File by file', renderTable(['Original file', 'Lines', 'Size'], sources)),
  ].join('\n')
}

function renderElsewhere({ elsewhere }: Exposure): string {
  const parts = (
    [
      [elsewhere.dependency, 'of dependencies'],
      [elsewhere.bundler, 'of the bundler itself'],
      [elsewhere.inTarball, 'in the tarball anyway'],
      [elsewhere.alreadyPublic, 'public in the repository'],
    ] as const
  ).flatMap(([files, what]) => (files === 0 ? [] : [`${count(files, 'file')} ${what}`]))
  return parts.length === 0 ? '' : `<p class="soft">Not counted: ${parts.join(', ')}.</p>`
}

function formatCount(value: number): string {
  return formatNumber(value)
}
