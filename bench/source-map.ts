import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { PROVIDERS } from '../src/secrets/providers/index.ts'
import { type Measurement, measure } from './measure.ts'
import { prepareSubject } from './subjects.ts'
import { makeJavascript, makeSourceMap } from './synthetic-code.ts'

/**
 * Measures Seaworthy on one large source map beside the least that any reader must do, gunzipSync and JSON.parse of
 * the same bytes, and writes bench/source-map.md: `node scripts/run-typescript.js bench/source-map.ts`.
 */
const MB = 1_000_000
const RUNS = 5
const project = path.dirname(path.dirname(path.resolve(process.argv[1] ?? '')))
const recorder = path.join(project, 'bench', 'record-usage.js')
const cache = path.join(tmpdir(), 'seaworthy-bench')
mkdirSync(cache, { recursive: true })

interface Case {
  readonly name: string
  readonly bytes: number
  readonly sources: number
  /** Whether the bundle holds a token, whose original must be looked up in the map. */
  readonly hasToken: boolean
}

const ONE = { bytes: 59 * MB, sources: 1900 }
const CASES: readonly Case[] = [
  { name: '59 MB, 1,900 sources', ...ONE, hasToken: false },
  { name: 'the same, with a token to trace', ...ONE, hasToken: true },
  { name: '236 MB, 7,600 sources', bytes: 4 * ONE.bytes, sources: 4 * ONE.sources, hasToken: false },
]

async function run({ name, bytes, sources, hasToken }: Case): Promise<[Measurement, Measurement]> {
  const token = hasToken ? PROVIDERS[0]?.example() : undefined
  const packed = prepareSubject(
    {
      name: `map ${bytes}${hasToken ? ' token' : ''}`,
      files: () => ({
        'dist/cli.js': `const token = ${JSON.stringify(token ?? 'none')}\n${makeJavascript(bytes / 4, 1, true)}\n//# sourceMappingURL=cli.js.map\n`,
        'dist/cli.js.map': makeSourceMap(bytes, sources),
      }),
    },
    cache,
  )
  const alone = path.join(cache, `map-${bytes}.map.gz`)
  writeFileSync(alone, gzipSync(readFileSync(path.join(packed.folder, 'dist', 'cli.js.map')), { level: 9 }))
  const floor = { script: path.join(project, 'bench', 'parse-map.js'), args: [alone] }
  const scan = {
    script: path.join(project, 'dist', 'cli.js'),
    args: [packed.tarball, '--baseline', 'none', '--quiet'],
  }
  const bare = await measure(floor, RUNS, recorder)
  const own = await measure(scan, RUNS, recorder)
  if (bare === null || own === null) throw new Error(`${name} took more than three minutes.`)
  return [bare, own]
}

const formatSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`
const rows: string[] = []
const taken: number[] = []
for (const one of CASES) {
  const [bare, own] = await run(one)
  taken.push(own.cpu)
  rows.push(
    `| ${one.name} | ${formatSeconds(bare.cpu)} | ${formatSeconds(own.cpu)} | ${(own.cpu / bare.cpu).toFixed(1)} | ${Math.round(own.memory / MB)} MB | ${Math.round(bare.memory / MB)} MB |`,
  )
  process.stdout.write(`${rows.at(-1)}\n`)
}
const [first = 1, , last = 0] = taken
writeFileSync(
  path.join(project, 'bench', 'source-map.md'),
  `# One large source map

Written by \`node scripts/run-typescript.js bench/source-map.ts\` on ${new Date().toISOString().slice(0, 10)}: node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}.
Processor time and memory of whole processes, medians of ${RUNS} runs. The floor is \`gunzipSync\` and \`JSON.parse\` of the same map and
nothing else; Seaworthy reads the bundle beside it as well, a quarter of the map's size, and runs every rule on both.

| map | floor | Seaworthy | × floor | memory | floor's memory |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

Four times the map takes ${(last / first).toFixed(1)} times the time.
`,
)
