import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Measurement, measure } from './measure.ts'
import {
  cache,
  formatMegabytes,
  formatSeconds,
  formatTable,
  formatTimes,
  npm,
  planFloor,
  type Row,
  recorder,
  runs,
  scan,
} from './settings.ts'

/** Releases that everybody uses, and how many times a bare gunzip, walk and read they may cost at most. */
const PINNED: readonly (readonly [spec: string, budget: number])[] = [
  ['picocolors@1.1.1', 6],
  ['chalk@5.4.1', 6],
  ['react-dom@19.0.0', 7],
  ['rxjs@7.8.1', 7],
  ['date-fns@4.1.0', 7],
  ['typescript@5.7.2', 7],
  ['next@15.1.3', 7],
  ['aws-cdk-lib@2.173.2', 10],
]

/** Real packages of the registry, each beside a bare gunzip that walks and reads, and an `npm pack` of its files. */
export async function measureRealPackages(): Promise<string> {
  const rows: Row[] = []
  for (const [spec, budget] of PINNED) {
    const tarball = fetchTarball(spec)
    const own = await measure(scan(tarball), runs, recorder)
    const bare = await measure(planFloor(tarball), runs, recorder)
    const packed = await measure(packAgain(tarball), 1, recorder)
    rows.push([
      spec,
      formatCell(own),
      formatCell(bare),
      formatCell(packed),
      `${formatTimes(own, bare)} (budget ${budget})`,
      formatTimes(own, packed),
    ])
    process.stdout.write(`${spec}: ${formatTimes(own, bare)} × gunzip\n`)
  }
  return `Processor time and memory, from the registry by version. The budget is what a scan may cost as a multiple of gunzip, walk
and read; a small package's scan is mostly the start of the process.

${formatTable(['package', 'Seaworthy', 'gunzip, walk, read', 'npm pack', '× gunzip', '× npm pack'], rows)}`
}

const formatCell = (one: Measurement | null): string =>
  one === null ? '> 180 s' : `${formatSeconds(one.cpu)}, ${formatMegabytes(one)}`

/** The tarball of a release, fetched once. */
function fetchTarball(spec: string): string {
  const folder = path.join(cache, 'real', spec.replaceAll('/', '-'))
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true })
    execFileSync('npm', ['pack', spec, '--ignore-scripts', '--pack-destination', folder], { stdio: 'ignore' })
  }
  const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.tgz'))
  return path.join(folder, name)
}

/** npm pack on what the tarball holds. */
function packAgain(tarball: string) {
  const folder = path.join(path.dirname(tarball), 'files')
  if (!existsSync(folder)) {
    mkdirSync(folder)
    execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  }
  const to = path.join(cache, 'packed-again')
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to)
  return { script: npm, args: ['pack', `${folder}/`, '--ignore-scripts', '--pack-destination', to] }
}
