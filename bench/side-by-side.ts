import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Measurement, measure, type Program } from './measure.ts'
import { installPeers } from './peers.ts'
import {
  cache,
  formatMegabytes,
  formatSeconds,
  formatTable,
  formatTime,
  formatTimes,
  npm,
  planFloor,
  quick,
  type Row,
  recorder,
  runs,
  scan,
} from './settings.ts'
import { PLANS, prepareMonorepo, prepareSubject, type Subject } from './subjects.ts'

function pack({ folder }: Subject): Program {
  const to = path.join(cache, 'packed-again')
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to)
  return {
    script: npm,
    args: ['pack', `${folder}/`, '--ignore-scripts', '--pack-destination', to],
  }
}

/** Seaworthy, npm pack, a bare gunzip and its peers on the same packages. */
export async function measureSideBySide(): Promise<string> {
  const peers = quick ? [] : installPeers(cache)
  const rows: Row[] = []
  for (const plan of PLANS.filter(({ name }) => !quick || !name.startsWith('large'))) {
    const one = prepareSubject(plan, cache)
    const own = await measure(scan(one.tarball), runs, recorder)
    const packing = await measure(pack(one), Math.min(runs, 3), recorder)
    const bare = await measure(planFloor(one.tarball), runs, recorder)
    const add = (who: string, result: Measurement | null): void => {
      rows.push([
        plan.name,
        who,
        formatTime(result),
        result ? formatSeconds(result.cpu) : '',
        formatMegabytes(result),
        formatTimes(result, own),
      ])
    }
    add('**Seaworthy**', own)
    add('npm pack', packing)
    add('gunzip, list and read', bare)
    for (const peer of peers) add(peer.name, await measure(peer.program(one), Math.min(runs, 3), recorder))
    process.stdout.write(`${plan.name}: ${formatTime(own)}\n`)
  }
  const all = await measure(scan(...prepareMonorepo(50, cache)), runs, recorder)
  rows.push([
    'monorepo of 50 packages',
    '**Seaworthy**',
    formatTime(all),
    all ? formatSeconds(all.cpu) : '',
    formatMegabytes(all),
    '1.00',
  ])
  return `The last column is the processor's time as a multiple of Seaworthy's, on the same package. Seaworthy is run with
\`--baseline none\`, so that no registry is waited for; npm pack runs no scripts; secretlint gets the files, unpacked.

${formatTable(['package', 'program', 'time', 'processor', 'memory', '× Seaworthy'], rows)}`
}
