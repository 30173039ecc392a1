// Every package of an install under every rule, with the severities that its own licence gives it: who is held up, and by
// what. node scripts/run-typescript.js bench/honest-packages.ts [node_modules]  (prints Markdown)
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { scanFiles } from '../__tests__/support/scan-files.ts'
import type { Finding } from '../src/model/report.ts'

const MOST_BYTES = 200 * 1024 * 1024
const root = path.resolve(process.argv[2] ?? 'node_modules')

/** Folders of packages, scoped ones too, without those nested in other packages. */
function packageFolders(): string[] {
  return readdirSync(root)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(path.join(root, name)).map((own) => `${name}/${own}`) : [name],
    )
    .filter(
      (name) => statSync(path.join(root, name, 'package.json'), { throwIfNoEntry: false })?.isFile() === true,
    )
    .sort()
}

function filesOf(folder: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {}
  let bytes = 0
  const walk = (below: string): void => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const own = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && own !== 'node_modules') walk(own)
      if (!entry.isFile()) continue
      files[own] = readFileSync(path.join(folder, own))
      bytes += files[own].length
      if (bytes > MOST_BYTES) throw new Error('too large to be held in memory here')
    }
  }
  walk('')
  return files
}

const rows: string[] = []
const counts = { packages: 0, errors: 0, warnings: 0, skipped: 0 }
const worth = (findings: readonly Finding[], severity: string): Finding[] =>
  findings.filter((finding) => finding.severity === severity)
for (const name of packageFolders()) {
  try {
    const findings = await scanFiles(filesOf(path.join(root, name)))
    counts.packages += 1
    const errors = worth(findings, 'error')
    const warnings = worth(findings, 'warning')
    if (errors.length > 0) counts.errors += 1
    else if (warnings.length > 0) counts.warnings += 1
    for (const { severity, rule, path: at, message } of [...errors, ...warnings])
      rows.push(
        `| ${name} | ${severity} | ${rule} | ${at ?? ''} | ${message.replaceAll('|', '\\|').slice(0, 120)} |`,
      )
  } catch (error) {
    counts.skipped += 1
    rows.push(`| ${name} | not scanned | | | ${(error as Error).message.slice(0, 120)} |`)
  }
}
console.log(
  [
    `${counts.packages} packages: ${counts.errors} with an error, ${counts.warnings} with warnings only, ${counts.skipped} not scanned.`,
    '',
    '| Package | Severity | Rule | Where | What |',
    '| :-- | :-- | :-- | :-- | :-- |',
    ...rows,
  ].join('\n'),
)
