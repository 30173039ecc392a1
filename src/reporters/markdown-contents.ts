import type { PackageReport } from '../model/report.ts'
import { shorten, showInvisible } from '../text/safe-text.ts'
import { pathText } from './markdown-values.ts'
import { bytes, count } from './phrases.ts'

const SLICES = 7
const LABEL_SHOWN = 40

/** What takes how much room in the tarball: a chart, the folders, the largest files. Null for an empty tarball. */
export function contentsText(one: PackageReport): string | null {
  const { folders, files } = one.contents
  const total = folders.reduce((sum, folder) => sum + folder.bytes, 0)
  if (folders.length === 0 || total === 0) return null
  const share = (size: number): string => `${Math.round((size / total) * 100)} %`
  return [
    '### Size by folder',
    '',
    ...chart(folders),
    '',
    '| Folder | Files | Unpacked | |',
    '| :-- | --: | --: | --: |',
    ...folders.map(
      (folder) =>
        `| ${folderName(folder.path)} | ${folder.files.toLocaleString('en-US')} | ${bytes(folder.bytes)} | ${share(folder.bytes)} |`,
    ),
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
