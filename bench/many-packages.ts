import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Measurement, measure, type Program } from './measure.ts'
import {
  cache,
  formatMegabytes,
  formatSeconds,
  formatTable,
  formatTime,
  npm,
  type Row,
  recorder,
  runs,
  scan,
} from './settings.ts'
import { prepareMonorepo, prepareWorkspaces } from './subjects.ts'

/** Fifty packages: from the checkout, beside one npm that packs all; and as tarballs, with and without threads. */
export async function measureManyPackages(): Promise<string> {
  const root = prepareWorkspaces(50, cache)
  const to = path.join(cache, 'packed-workspaces')
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to)
  const names = Array.from({ length: 50 }, (_, at) => `--workspace=p${at}`)
  const pack: Program = {
    script: npm,
    args: ['pack', ...names, '--ignore-scripts', '--pack-destination', to],
    cwd: root,
  }
  const packed = await measure(pack, runs, recorder)
  const row = (what: string, one: Measurement | null): Row => [
    what,
    formatTime(one),
    one ? formatSeconds(one.cpu) : '',
    formatMegabytes(one),
    one === null || packed === null
      ? ''
      : `${(one.wall / packed.wall).toFixed(2)} and ${(one.cpu / packed.cpu).toFixed(2)}`,
  ]
  const judged = async (targets: readonly string[], cwd?: string): Promise<Measurement | null> =>
    measure({ ...scan(...targets), ...(cwd === undefined ? {} : { cwd }) }, runs, recorder)
  const tarballs = prepareMonorepo(50, cache)
  const rows = [
    row('one `npm pack` of 50 workspaces', packed),
    row('**Seaworthy**, packing included', await judged(['--workspaces'], root)),
    row('the same with two threads', await judged(['--workspaces', '--threads', '2'], root)),
    row('50 ready tarballs, one thread', await judged([...tarballs, '--threads', '1'])),
    row('50 ready tarballs, two threads', await judged([...tarballs, '--threads', '2'])),
  ]
  return `The last column is time and processor as multiples of the one \`npm pack\`.

${formatTable(['what', 'time', 'processor', 'memory', '× npm pack'], rows)}`
}
