// Measures `seaworthy audit` against a registry on loopback.
//
//     node scripts/run-typescript.js bench/audit.ts [packages] [versions of each] [concurrency] [verdaccio]
//
// The registry is the tests' small one, or with the last word verdaccio, as the tests install it (npm run test:all does).
// The page that it writes stays where PAGE says, if it is set. Needs dist/ (npm run build).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildTarball } from '../__tests__/support/build-tarball.ts'
import { type FakeRelease, startFakeRegistry } from '../__tests__/support/fake-registry.ts'
import { startRegistry } from '../__tests__/support/registry.ts'
import { makeJavascript } from './synthetic-code.ts'

const project = path.dirname(path.dirname(path.resolve(process.argv[1] ?? '')))
const [packages = 500, versions = 3, concurrency = 8] = process.argv.slice(2, 5).map(Number)
const isVerdaccio = process.argv[5] === 'verdaccio'
const DAY = 86_400_000

function release(index: number, version: number): FakeRelease & { files: Record<string, string> } {
  const name = `@acme/package-${index}`
  const isLeaky = (index * 31 + version) % 50 === 0
  const manifest = { name, version: `1.${version}.0`, license: 'MIT', main: 'dist/index.js', files: ['dist'] }
  const body = makeJavascript(60_000, index * 7 + version)
  const files = {
    'package.json': JSON.stringify(manifest),
    'README.md': `# ${name}\n`,
    'dist/index.js': body,
    'dist/more.js': body.slice(30_000),
    ...(isLeaky ? { 'dist/.env': 'A_TOKEN=1\nB_TOKEN=2\n' } : {}),
  }
  const time = new Date(Date.now() - (versions - version) * 30 * DAY).toISOString()
  return {
    name,
    version: `1.${version}.0`,
    files,
    tarball: buildTarball(files),
    time,
    ...(version === versions - 1 ? { tags: ['latest'] } : {}),
  }
}

/** A real registry, with the releases published to it as npm publishes. */
async function startVerdaccio() {
  const started = await startRegistry()
  for (const { files } of releases) await started.publish(files)
  return started
}

const releases = Array.from({ length: packages }, (_, index) =>
  Array.from({ length: versions }, (_, version) => release(index, version)),
).flat()
const registry = isVerdaccio ? await startVerdaccio() : await startFakeRegistry(releases)
const folder = mkdtempSync(path.join(tmpdir(), 'audit-'))
const page = process.env.PAGE ?? path.join(folder, 'audit.html')
const usage = path.join(folder, 'usage.json')
const start = performance.now()
const child = spawn(
  process.execPath,
  [
    `--import=${path.join(project, 'bench', 'record-usage.js')}`,
    path.join(project, 'dist', 'cli.js'),
    'audit',
    '@acme/*',
    ...['--last', String(versions), '--concurrency', String(concurrency)],
    ...['--resume', path.join(folder, 'audit.ndjson'), '--format', `html=${page}`],
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      USAGE_FILE: usage,
      npm_config_registry: registry.url,
      npm_config_userconfig: path.join(folder, 'npmrc'),
    },
  },
)
const [status] = await once(child, 'exit')
const seconds = (performance.now() - start) / 1000
const { cpu, maxRSS } = JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number; maxRSS: number }
const bytes = releases.reduce((sum, one) => sum + one.tarball.length, 0)
console.log(
  `${releases.length} releases of ${packages} packages (${(bytes / 1e6).toFixed(0)} MB packed): ${seconds.toFixed(1)} s, ${(cpu / 1000).toFixed(1)} s CPU, ${Math.round(maxRSS / 1024)} MB at most, exit status ${status}`,
)
await registry.stop()
rmSync(folder, { recursive: true, force: true })
