// Says where the time of a scan goes, by part of the source: npm run profile -- <file.tgz>
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const folder = path.join(root, '.tmp', `profile-${process.pid}`)
const target = path.resolve(process.argv[2] ?? '')
mkdirSync(folder, { recursive: true })
try {
  const program = path.join(folder, 'cli.mjs')
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.15',
    define: { SEAWORTHY_VERSION: '"profile"' },
    loader: { '.wasm': 'binary' },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  spawnSync(
    process.execPath,
    [
      '--cpu-prof',
      '--cpu-prof-interval=250',
      `--cpu-prof-dir=${folder}`,
      program,
      target,
      '--baseline',
      'none',
      '--quiet',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'))
  if (file === undefined) throw new Error('No profile was written. Is the target a .tgz?')
  const profile = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
  report(sumTimeByPart(profile, listParts(readFileSync(program, 'utf8'))))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Part of the source by line of the bundle: esbuild writes each file's path above it. */
function listParts(bundle) {
  let part = 'other'
  return bundle.split('\n').map((line) => {
    const named = /^ *\/\/ ((?:src|node_modules)\/\S+)$/.exec(line)?.[1]
    if (named !== undefined) {
      const library = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(named)?.[1]
      part =
        library ??
        named
          .split('/')
          .slice(0, named.startsWith('src/rules/') ? 3 : 2)
          .join('/')
    }
    return part
  })
}

/** Self time in milliseconds. What node itself does counts for the part of ours that called it. */
function sumTimeByPart({ nodes, samples, timeDeltas }, parts) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parent = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])))
  const times = new Map()
  samples.forEach((sample, index) => {
    let part = null
    const { functionName } = byId.get(sample).callFrame
    if (functionName === '(garbage collector)') part = 'garbage collection'
    else if (functionName === '(idle)') part = 'waiting'
    for (let id = sample; part === null && id !== undefined; id = parent.get(id)) {
      const { url, lineNumber } = byId.get(id).callFrame
      if (url.endsWith('/cli.mjs') && lineNumber > 0) part = parts[lineNumber] ?? 'other'
    }
    part ??= 'node: start, modules, streams'
    times.set(part, (times.get(part) ?? 0) + timeDeltas[index] / 1000)
  })
  return times
}

function report(times) {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  for (const [part, time] of [...times].sort((a, b) => b[1] - a[1]).slice(0, 20))
    process.stdout.write(
      `${((time / total) * 100).toFixed(1).padStart(6)} % ${time.toFixed(0).padStart(7)} ms  ${part}\n`,
    )
}
