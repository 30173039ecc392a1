import type { Finding, PackageReport } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { shorten, showInvisible } from '../text/safe-text.ts'
import { pathText } from './markdown-values.ts'
import { bytes, count, levelCounts } from './phrases.ts'

const SLICES = 7
const LABEL_SHOWN = 40
/** Signs of a bar that stands for everything. */
const BAR = 20

/** What takes how much room in the tarball: a chart, the folders, the largest files. Null for an empty tarball. */
export function contentsText(one: PackageReport): string | null {
  const { folders, files } = one.contents
  const total = folders.reduce((sum, folder) => sum + folder.bytes, 0)
  if (folders.length === 0 || total === 0) return null
  const found = foundByFolder(one)
  const share = (size: number): string => `${Math.round((size / total) * 100)} %`
  return [
    '### Size by folder',
    '',
    ...chart(folders),
    '',
    '| Folder | Files | Unpacked | | | Found |',
    '| :-- | --: | --: | --: | :-- | :-- |',
    ...folders.map((folder) => {
      const { path, files: number, bytes: size } = folder
      return `| ${folderName(path)} | ${formatNumber(number)} | ${bytes(size)} | ${share(size)} | ${bar(size / total)} | ${found.get(folder) ?? ''} |`
    }),
    '',
    `<details><summary>The ${count(files.length, 'largest file', 'largest files')}</summary>`,
    '',
    '| File | Unpacked |',
    '| :-- | --: |',
    ...files.map((file) => `| ${pathText(file.path)} | ${bytes(file.bytes)} |`),
    '',
    '</details>',
  ].join('\n')
}

type Folder = PackageReport['contents']['folders'][number]

/** What was found in files of each folder, in words; a finding counts in every folder that it shows in. */
function foundByFolder({ contents, findings, unseen }: PackageReport): Map<Folder, string> {
  // The nearest folder above a file is the one with the longest path.
  const nearest = [...contents.folders].sort((a, b) => b.path.length - a.path.length)
  const folderOf = (file: string | null): Folder | undefined =>
    file === null ? undefined : nearest.find(({ path }) => path === '' || file.startsWith(`${path}/`))
  const inside = new Map<Folder, { findings: Finding[]; unseen: number }>(
    contents.folders.map((folder) => [folder, { findings: [], unseen: 0 }]),
  )
  for (const finding of findings)
    for (const folder of new Set(finding.places.map(({ path }) => folderOf(path))))
      if (folder !== undefined) inside.get(folder)?.findings.push(finding)
  for (const { path } of unseen) {
    const folder = folderOf(path)
    const there = folder === undefined ? undefined : inside.get(folder)
    if (there !== undefined) there.unseen += 1
  }
  return new Map(
    [...inside].map(([folder, there]) => {
      const parts = there.unseen === 0 ? '' : `${count(there.unseen, 'part')} not looked at`
      return [folder, [parts, levelCounts(there.findings)].filter((text) => text !== '').join(', ')]
    }),
  )
}

/** A share of one, drawn. */
function bar(share: number): string {
  return share === 0 ? '' : '█'.repeat(Math.max(1, Math.round(share * BAR)))
}

function folderName(path: string): string {
  return path === '' ? 'the root' : pathText(`${path}/`)
}

/** A Mermaid pie (https://mermaid.js.org/syntax/pie.html); a single slice would say nothing. */
function chart(folders: PackageReport['contents']['folders']): string[] {
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
    ...slices.map(([name, size]) => `  "${distinct(mermaidLabel(name), labels)}" : ${size}`),
    '```',
  ]
}

/** Nothing that ends a string, a fence or a line, or that Mermaid reads as an entity (`#…;`) or HTML. */
function mermaidLabel(name: string): string {
  return shorten(showInvisible(name), LABEL_SHOWN).replace(/[^\p{L}\p{N} ./@_+~()-]/gu, '?')
}

/** Mermaid adds up slices of one name. */
function distinct(label: string, taken: Set<string>): string {
  let name = label
  for (let number = 2; taken.has(name); number++) name = `${label} (${number})`
  taken.add(name)
  return name
}
