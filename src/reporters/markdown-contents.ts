import type { Finding, PackageReport } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { shorten, showInvisible } from '../text/safe-text.ts'
import { renderPath } from './markdown-values.ts'
import { bytes, count, describeLevelCounts } from './phrases.ts'

const SLICES = 7
const LABEL_SHOWN = 40
/** Signs of a bar that stands for everything. */
const BAR = 20

/** What takes how much room in the tarball: a chart, the folders, the largest files. Null for an empty tarball. */
export function renderContents(one: PackageReport): string | null {
  const { folders, files } = one.contents
  const total = folders.reduce((sum, folder) => sum + folder.bytes, 0)
  if (folders.length === 0 || total === 0) return null
  const found = describeFoundByFolder(one)
  const share = (size: number): string => `${Math.round((size / total) * 100)} %`
  return [
    '### Size by folder',
    '',
    ...renderChart(folders),
    '',
    '| Folder | Files | Unpacked | | | Found |',
    '| :-- | --: | --: | --: | :-- | :-- |',
    ...folders.map((folder) => {
      const { path, files: number, bytes: size } = folder
      return `| ${nameFolder(path)} | ${formatNumber(number)} | ${bytes(size)} | ${share(size)} | ${drawBar(size / total)} | ${found.get(folder) ?? ''} |`
    }),
    '',
    `<details><summary>The ${count(files.length, 'largest file', 'largest files')}</summary>`,
    '',
    '| File | Unpacked |',
    '| :-- | --: |',
    ...files.map((file) => `| ${renderPath(file.path)} | ${bytes(file.bytes)} |`),
    '',
    '</details>',
  ].join('\n')
}

type Folder = PackageReport['contents']['folders'][number]

/** What was found in files of each folder, in words; a finding counts in every folder that it shows in. */
function describeFoundByFolder({ contents, findings, unseen }: PackageReport): Map<Folder, string> {
  // The nearest folder above a file is the one with the longest path.
  const nearest = [...contents.folders].sort((a, b) => b.path.length - a.path.length)
  const findFolder = (file: string | null): Folder | undefined =>
    file === null ? undefined : nearest.find(({ path }) => path === '' || file.startsWith(`${path}/`))
  const inside = new Map<Folder, { findings: Finding[]; unseen: number }>(
    contents.folders.map((folder) => [folder, { findings: [], unseen: 0 }]),
  )
  for (const finding of findings)
    for (const folder of new Set(finding.places.map(({ path }) => findFolder(path))))
      if (folder !== undefined) inside.get(folder)?.findings.push(finding)
  for (const { path } of unseen) {
    const folder = findFolder(path)
    const there = folder === undefined ? undefined : inside.get(folder)
    if (there !== undefined) there.unseen += 1
  }
  return new Map(
    [...inside].map(([folder, there]) => {
      const parts = there.unseen === 0 ? '' : `${count(there.unseen, 'part')} not looked at`
      return [folder, [parts, describeLevelCounts(there.findings)].filter((text) => text !== '').join(', ')]
    }),
  )
}

/** A share of one, drawn. */
function drawBar(share: number): string {
  return share === 0 ? '' : '█'.repeat(Math.max(1, Math.round(share * BAR)))
}

function nameFolder(path: string): string {
  return path === '' ? 'the root' : renderPath(`${path}/`)
}

/** A Mermaid pie (https://mermaid.js.org/syntax/pie.html); a single slice would say nothing. */
function renderChart(folders: PackageReport['contents']['folders']): string[] {
  const drawn = folders.filter((folder) => folder.bytes > 0)
  if (drawn.length < 2) return []
  const first = drawn.slice(0, SLICES)
  const rest = drawn.slice(SLICES).reduce((sum, folder) => sum + folder.bytes, 0)
  const slices = [
    ...first.map((folder) => [folder.path === '' ? 'the root' : `${folder.path}/`, folder.bytes] as const),
    ...(rest > 0 ? [['everything else', rest] as const] : []),
  ]
  const labels = new Set<string>()
  return [
    '```mermaid',
    'pie title Bytes unpacked',
    ...slices.map(([name, size]) => `  "${makeDistinct(encodeMermaidLabel(name), labels)}" : ${size}`),
    '```',
  ]
}

/** Nothing that ends a string, a fence or a line, or that Mermaid reads as an entity (`#…;`) or HTML. */
function encodeMermaidLabel(name: string): string {
  return shorten(showInvisible(name), LABEL_SHOWN).replace(/[^\p{L}\p{N} ./@_+~()-]/gu, '?')
}

/** Mermaid adds up slices of one name. */
function makeDistinct(label: string, taken: Set<string>): string {
  let name = label
  for (let number = 2; taken.has(name); number++) name = `${label} (${number})`
  taken.add(name)
  return name
}
