// Gates the newest releases of popular packages against the releases before them, as `seaworthy check` does by
// default, and writes what the rules on changes say to bench/release-pairs.md. Needs the npm registry and a built dist.
// node bench/release-pairs.js
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const PACKAGES = [
  ...[
    'axios',
    'chalk',
    'commander',
    'debug',
    'esbuild',
    'eslint',
    'express',
    'fastify',
    'lodash',
    'prettier',
  ],
  ...['react-dom', 'rollup', 'typescript', 'undici', 'vite', 'vue', 'webpack', 'ws', 'yargs', 'zod'],
]

/** Two releases that follow each other: the newest, and whatever comes before it. */
function runGate(name) {
  const args = ['-f', 'json', '--fail-on', 'never', '--baseline', 'latest', `${name}@latest`]
  const text = execFileSync(process.execPath, [path.join(ROOT, 'dist', 'cli.js'), ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, SEAWORTHY_BASELINE_TIMEOUT: '60' },
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return JSON.parse(text).packages[0]
}

const rows = PACKAGES.map((name) => {
  const { version, baseline, findings, notes } = runGate(name)
  if (baseline === null) return `| ${name} | ${version} | – | – | ${notes.join(' ')} |`
  const of = findings.filter(({ rule }) => rule.startsWith('change/'))
  const said = of.map(({ severity, rule, message }) => `${severity} \`${rule}\`: ${message}`)
  const { before, after } = baseline.changes.size
  const growth = `${after >= before ? '+' : ''}${(((after - before) / before) * 100).toFixed(1)} %`
  console.log(name, baseline.version, version, said.length)
  return `| ${name} | ${baseline.version} | ${version} | ${growth} | ${said.join('<br>').replaceAll('|', '\\|') || '–'} |`
})

const errors = rows.filter((row) => row.includes('error `')).length
writeFileSync(
  path.join(ROOT, 'bench', 'release-pairs.md'),
  [
    '# What the rules on changes say of real releases',
    '',
    `${PACKAGES.length} popular packages, each newest release against the one before it: ${errors} with an error.`,
    'Made by `node bench/release-pairs.js`.',
    '',
    '| Package | Before | Now | Packed | Said |',
    '| :-- | :-- | :-- | --: | :-- |',
    ...rows,
    '',
  ].join('\n'),
)
