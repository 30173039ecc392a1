import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { measure, type Program } from './measure.ts'
import {
  cache,
  cli,
  formatMegabytes,
  formatSeconds,
  formatTable,
  formatTime,
  quick,
  type Row,
  recorder,
  scan,
} from './settings.ts'
import { PLANS, prepareSubject } from './subjects.ts'

/** How long it takes to begin. */
export async function startUp(): Promise<string> {
  const nothing = path.join(cache, 'nothing.js')
  writeFileSync(nothing, '')
  const small = prepareSubject(PLANS[0] ?? { name: 'none', files: () => ({}) }, cache)
  const programs: [string, Program][] = [
    ['node alone', { script: nothing, args: [] }],
    ['`seaworthy --version`', { script: cli, args: ['--version'] }],
    ['`seaworthy rules`', { script: cli, args: ['rules'] }],
    ['`seaworthy` on a small library', scan(small.tarball)],
  ]
  const rows: Row[] = []
  for (const [name, program] of programs) {
    const one = await measure(program, quick ? 3 : 15, recorder)
    rows.push([name, formatTime(one), one ? formatSeconds(one.cpu) : '', formatMegabytes(one)])
  }
  return formatTable(['program', 'time', 'processor', 'memory'], rows)
}
