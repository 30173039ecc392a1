import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Measurement, Program } from './measure.ts'

/** `--quick`: everything once, and nothing is written. */
export const quick = process.argv.includes('--quick')
/** `--runs <n>`: how often each is measured. */
const asked = Number(process.argv[process.argv.indexOf('--runs') + 1])
export const runs = quick ? 1 : process.argv.includes('--runs') && asked > 0 ? asked : 5

export const project = path.dirname(path.dirname(path.resolve(process.argv[1] ?? '')))
export const cache = path.join(tmpdir(), 'seaworthy-bench')
export const recorder = path.join(project, 'bench', 'record-usage.js')
export const cli = path.join(project, 'dist', 'cli.js')
mkdirSync(cache, { recursive: true })

const modules = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim()
/** npm itself, as a script. */
export const npm = path.join(modules, 'npm', 'bin', 'npm-cli.js')

export const scan = (...targets: string[]): Program => ({
  script: cli,
  args: [...targets, '--baseline', 'none', '--quiet'],
})

/** Gunzip, walk over the entries, read each: what no reader of tarballs can do without. */
export const planFloor = (tarball: string): Program => ({
  script: path.join(project, 'bench', 'list-tarball.js'),
  args: [tarball],
})

export type Row = readonly string[]

export const formatTime = (one: Measurement | null): string =>
  one === null
    ? '> 180 s'
    : `${formatSeconds(one.wall)} (${formatSeconds(one.fastest)} to ${formatSeconds(one.slowest)})`
export const formatSeconds = (milliseconds: number): string =>
  milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(2)} s` : `${Math.round(milliseconds / 1000)} s`
export const formatMegabytes = (one: Measurement | null): string =>
  one === null ? '' : `${Math.round(one.memory / 1e6)} MB`
export const formatTimes = (one: Measurement | null, other: Measurement | null): string =>
  one === null || other === null ? '' : `${(one.cpu / other.cpu).toFixed(2)}`

export function formatTable(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
