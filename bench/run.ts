import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { exponent, type Measurement, measure, type Program } from './measure.ts'
import { installPeers } from './peers.ts'
import { GROWTH, monorepo, PLANS, type Subject, subject, workspaces } from './subjects.ts'

/**
 * Measures Seaworthy beside npm pack, a bare gunzip and its peers on the same packages and writes bench/results.md.
 * `npm run bench`; `--quick` leaves out peers and the largest package and measures once.
 */
const project = path.dirname(path.dirname(path.resolve(process.argv[1] ?? '')))
const quick = process.argv.includes('--quick')
const runs = quick ? 1 : 5
const cache = path.join(tmpdir(), 'seaworthy-bench')
const recorder = path.join(project, 'bench', 'record-usage.js')
const cli = path.join(project, 'dist', 'cli.js')
const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim()
mkdirSync(cache, { recursive: true })

type Row = readonly string[]
const scan = (...tarballs: string[]): Program => ({
  script: cli,
  args: [...tarballs, '--baseline', 'none', '--quiet'],
})
const floor = (tarball: string): Program => ({
  script: path.join(project, 'bench', 'list-tarball.js'),
  args: [tarball],
})
function pack({ folder }: Subject): Program {
  const to = path.join(cache, 'packed-again')
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to)
  return {
    script: path.join(npm, 'npm', 'bin', 'npm-cli.js'),
    args: ['pack', `${folder}/`, '--ignore-scripts', '--pack-destination', to],
  }
}

const time = (one: Measurement | null): string =>
  one === null ? '> 180 s' : `${seconds(one.wall)} (${seconds(one.fastest)} to ${seconds(one.slowest)})`
const seconds = (milliseconds: number): string =>
  milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(2)} s` : `${Math.round(milliseconds / 1000)} s`
const megabytes = (one: Measurement | null): string =>
  one === null ? '' : `${Math.round(one.memory / 1e6)} MB`
const times = (one: Measurement | null, other: Measurement | null): string =>
  one === null || other === null ? '' : `${(one.cpu / other.cpu).toFixed(2)}`

async function compared(): Promise<Row[]> {
  const peers = quick ? [] : installPeers(cache)
  const rows: Row[] = []
  for (const plan of PLANS.filter(({ name }) => !quick || !name.startsWith('large'))) {
    const one = subject(plan, cache)
    const own = await measure(scan(one.tarball), runs, recorder)
    const packing = await measure(pack(one), Math.min(runs, 3), recorder)
    const bare = await measure(floor(one.tarball), runs, recorder)
    const add = (who: string, result: Measurement | null): void => {
      rows.push([
        plan.name,
        who,
        time(result),
        result ? seconds(result.cpu) : '',
        megabytes(result),
        times(result, own),
      ])
    }
    add('**Seaworthy**', own)
    add('npm pack', packing)
    add('gunzip, list and read', bare)
    for (const peer of peers) add(peer.name, await measure(peer.program(one), Math.min(runs, 3), recorder))
    process.stdout.write(`${plan.name}: ${time(own)}\n`)
  }
  const all = await measure(scan(...monorepo(50, cache)), runs, recorder)
  rows.push([
    'monorepo of 50 packages',
    '**Seaworthy**',
    time(all),
    all ? seconds(all.cpu) : '',
    megabytes(all),
    '1.00',
  ])
  const root = workspaces(50, cache)
  const names = Array.from({ length: 50 }, (_, at) => `--workspace=p${at}`)
  const to = path.join(cache, 'packed-workspaces')
  mkdirSync(to, { recursive: true })
  const judged = await measure({ ...scan('--workspaces'), cwd: root }, runs, recorder)
  const packed = await measure(
    {
      script: path.join(npm, 'npm', 'bin', 'npm-cli.js'),
      args: ['pack', ...names, '--ignore-scripts', '--pack-destination', to],
      cwd: root,
    },
    runs,
    recorder,
  )
  for (const [who, one] of [
    ['**Seaworthy**, packing included', judged],
    ['one `npm pack` of all', packed],
  ] as const)
    rows.push([
      '50 workspaces, from the checkout',
      who,
      time(one),
      one ? seconds(one.cpu) : '',
      megabytes(one),
      times(one, judged),
    ])
  return rows
}

async function growth(): Promise<Row[]> {
  const rows: Row[] = []
  const start = await measure(
    scan(subject({ name: 'empty', files: () => ({}) }, cache).tarball),
    runs,
    recorder,
  )
  for (const { name, at } of GROWTH) {
    const factors = [1, 2, 4, 8]
    const costs: Measurement[] = []
    for (const factor of factors) {
      const one = await measure(scan(subject(at(factor), cache).tarball), Math.min(runs, 3), recorder)
      if (one !== null) costs.push(one)
    }
    const points = costs.map((one, index) => [factors[index] ?? 1, one.cpu - (start?.cpu ?? 0)] as const)
    rows.push([
      name,
      ...costs.map((one) => `${seconds(one.cpu)}, ${megabytes(one)}`),
      exponent(points).toFixed(2),
    ])
    process.stdout.write(`${name}: exponent ${exponent(points).toFixed(2)}\n`)
  }
  return rows
}

async function startUp(): Promise<Row[]> {
  const nothing = path.join(cache, 'nothing.js')
  writeFileSync(nothing, '')
  const small = subject(PLANS[0] ?? { name: 'none', files: () => ({}) }, cache)
  const programs: [string, Program][] = [
    ['node alone', { script: nothing, args: [] }],
    ['`seaworthy --version`', { script: cli, args: ['--version'] }],
    ['`seaworthy rules`', { script: cli, args: ['rules'] }],
    ['`seaworthy` on a small library', scan(small.tarball)],
  ]
  const rows: Row[] = []
  for (const [name, program] of programs) {
    const one = await measure(program, quick ? 3 : 15, recorder)
    rows.push([name, time(one), one ? seconds(one.cpu) : '', megabytes(one)])
  }
  return rows
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const comparison = await compared()
const grown = await growth()
const started = await startUp()
const page = `# Benchmark

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 1e9)} GB.
Times are medians (fastest to slowest); the processor's time counts all threads of the process but no children.
Another program on the machine shows in the wall time and hardly in the processor's.

## Side by side

The last column is the processor's time as a multiple of Seaworthy's, on the same package. Seaworthy is run with
\`--baseline none\`, so that no registry is waited for; npm pack runs no scripts; secretlint gets the files, unpacked.

${table(['package', 'program', 'time', 'processor', 'memory', '× Seaworthy'], comparison)}

## Growth

Processor time and memory at one, two, four and eight times the size. The exponent is fitted to the time beyond that of
an empty package; 1 is linear.

${table(['what grows', '1×', '2×', '4×', '8×', 'exponent'], grown)}

## Start

${table(['program', 'time', 'processor', 'memory'], started)}
`
if (quick) process.stdout.write(page)
else writeFileSync(path.join(project, 'bench', 'results.md'), page)
