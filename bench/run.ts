import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { measureGrowth } from './growth.ts'
import { measureManyPackages } from './many-packages.ts'
import { measureRealPackages } from './real-packages.ts'
import { project, quick } from './settings.ts'
import { measureSideBySide } from './side-by-side.ts'
import { startUp } from './start.ts'

/**
 * Measures Seaworthy and writes bench/results.md. `npm run bench` does all of it; `npm run bench -- growth real` the
 * parts that are named, and leaves the others as they are. `--quick` measures once and writes nothing, `--runs <n>` says
 * how often.
 */
const PARTS: Readonly<Record<string, readonly [title: string, measured: () => Promise<string>]>> = {
  real: ['Real packages', measureRealPackages],
  many: ['Fifty packages', measureManyPackages],
  growth: ['Growth', measureGrowth],
  start: ['Start', startUp],
  side: ['Side by side', measureSideBySide],
}

const HEAD = `# Benchmark

Written by \`npm run bench\`, each part on its day. Times are medians (fastest to slowest); the processor's time counts all
threads of the process but no children. Another program on the machine shows in the wall time and hardly in the
processor's.
`

const file = path.join(project, 'bench', 'results.md')
const named = process.argv.slice(2).filter((word) => word in PARTS)
const wanted = new Set(named.length > 0 ? named : Object.keys(PARTS))
for (const [name, [title, measured]] of Object.entries(PARTS)) {
  if (!wanted.has(name)) continue
  const section = `## ${title}\n\n${describeWhen()}\n\n${(await measured()).trimEnd()}\n`
  if (quick) process.stdout.write(`${section}\n`)
  else keep(title, section)
}

/** Puts a part into the page at once, in place of what it was. */
function keep(own: string, section: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const sections = Object.values(PARTS).map(([title]) =>
    title === own ? section : cutSection(before, title),
  )
  writeFileSync(file, `${HEAD}\n${sections.filter((text) => text !== '').join('\n')}`)
}

function describeWhen(): string {
  const day = new Date().toISOString().slice(0, 10)
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`
  return `${day}, node ${process.version}, ${processor}, ${Math.round(totalmem() / 1e9)} GB.`
}

/** A part of the page as it was; empty where there is none. */
function cutSection(text: string, title: string): string {
  const begin = text.indexOf(`## ${title}\n`)
  if (begin === -1) return ''
  const end = text.indexOf('\n## ', begin)
  return `${text.slice(begin, end === -1 ? undefined : end).trimEnd()}\n`
}
