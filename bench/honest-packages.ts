// Every package of one or more installs under every rule, with the severities that its own licence gives it: who is held up,
// and by what. Prints Markdown.
//   node scripts/run-typescript.js bench/honest-packages.ts [node_modules ...]
//   node scripts/run-typescript.js bench/honest-packages.ts --install FOLDER   installs the trees of bench/honest-trees.json
// With PROFILE=proprietary in the environment all are judged as closed ones: what closed packages of their kind would be told.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { scanFiles } from '../__tests__/support/scan-files.ts'
import type { Finding } from '../src/model/report.ts'

const PROFILE = process.env.PROFILE === 'proprietary' ? { profile: 'proprietary' as const } : {}
const MOST_BYTES = 200 * 1024 * 1024
const [first = 'node_modules', ...others] = process.argv.slice(2)
const roots =
  first === '--install'
    ? installTrees(path.resolve(others[0] ?? 'trees'))
    : [first, ...others].map((one) => path.resolve(one))

/** Installs each tree without running a script; one that is there already is left as it is. */
function installTrees(folder: string): string[] {
  const trees = JSON.parse(readFileSync(new URL('honest-trees.json', import.meta.url), 'utf8')) as Record<
    string,
    string[]
  >
  return Object.entries(trees).map(([name, packages]) => {
    const own = path.join(folder, name)
    if (!existsSync(path.join(own, 'node_modules'))) {
      mkdirSync(own, { recursive: true })
      writeFileSync(path.join(own, 'package.json'), '{"private":true}\n')
      const options = [
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--legacy-peer-deps',
        '--loglevel=error',
      ]
      execFileSync('npm', ['install', ...options, ...packages], {
        cwd: own,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    }
    return path.join(own, 'node_modules')
  })
}

/** Folders of packages, scoped ones too, without those nested in other packages. */
function listPackageFolders(root: string): string[] {
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

function readFilesOf(folder: string): Record<string, Uint8Array> {
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
const filterBySeverity = (findings: readonly Finding[], severity: string): Finding[] =>
  findings.filter((finding) => finding.severity === severity)
const seen = new Set<string>()
for (const root of roots)
  for (const name of listPackageFolders(root)) {
    const { version } = JSON.parse(readFileSync(path.join(root, name, 'package.json'), 'utf8')) as {
      version?: string
    }
    if (seen.has(`${name}@${version}`)) continue
    seen.add(`${name}@${version}`)
    await judgePackage(root, name)
  }

async function judgePackage(root: string, name: string): Promise<void> {
  try {
    const findings = await scanFiles(readFilesOf(path.join(root, name)), PROFILE)
    counts.packages += 1
    const errors = filterBySeverity(findings, 'error')
    const warnings = filterBySeverity(findings, 'warning')
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
