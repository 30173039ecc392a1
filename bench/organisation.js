// Makes the records of a simulated organisation and measures merging them.
//
//     node bench/organisation.js [repositories] [runs of each package] [folder]
//
// A repository has one to six packages. Some never leave a line, some block, some have exceptions that run out.
// Without a folder the records lie in a temporary one, which is removed. Needs dist/ (npm run build).
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [repositories = '500', runs = '3', given] = process.argv.slice(2)
const folder = given ?? mkdtempSync(path.join(tmpdir(), 'organisation-'))
const DAY = 86_400_000

/** The same numbers in every run: mulberry32. */
let state = 7
function drawRandom() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const pick = (list) => list[Math.floor(drawRandom() * list.length)]
const digest = (text, kind, form) => createHash(kind).update(text).digest(form)

const RULES = [
  ['source-map/embedded-source', 'error', 'source', 'dist/index.js.map'],
  ['file/environment', 'error', 'credential', 'dist/.env.production'],
  ['secret/provider-token', 'error', 'credential', 'dist/config.js'],
  ['internal/host', 'warning', 'internals', 'dist/client.js'],
  ['manifest/entry-point', 'warning', 'installation', 'package.json'],
  ['file/development-leftover', 'notice', 'tidiness', 'tsconfig.tsbuildinfo'],
]
const REASONS = [
  'Customers debug with it.',
  'A sample for the tests.',
  'Agreed with security.',
  'Until the new build.',
]

function makeFindings(isBlocked) {
  const found = RULES.filter(([, severity]) =>
    severity === 'error' ? isBlocked && drawRandom() < 0.5 : drawRandom() < 0.1,
  )
  const some = isBlocked && found.every(([, severity]) => severity !== 'error') ? [RULES[0], ...found] : found
  return some.map(([rule, severity, harm, file]) => ({
    rule,
    severity,
    harm,
    count: 1 + Math.floor(drawRandom() * 4),
    path: file,
  }))
}

function makeExceptions(now) {
  if (drawRandom() > 0.15) return []
  const left = drawRandom() < 0.2 ? null : Math.floor(drawRandom() * 200) - 5
  const expires = left === null ? null : new Date(now + left * DAY).toISOString().slice(0, 10)
  const by = drawRandom() < 0.7 ? pick(['Ann Example', 'Bo Example']) : null
  return [
    {
      rule: RULES[0][0],
      path: 'dist/index.js.map',
      count: 1,
      reason: pick(REASONS),
      by,
      expires,
      daysLeft: left,
    },
  ]
}

async function write() {
  const records = path.join(folder, 'records')
  mkdirSync(records, { recursive: true })
  const names = Array.from({ length: Number(repositories) }, (_, index) => `acme/repository-${index + 1}`)
  writeFileSync(path.join(folder, 'repositories.txt'), `${names.join('\n')}\n`)
  const now = Date.now()
  let lines = 0
  for (const [index, repository] of names.entries()) {
    if (drawRandom() < 0.04) continue
    const file = createWriteStream(path.join(records, `${index + 1}.ndjson`))
    const packages = 1 + Math.floor(drawRandom() * 6)
    for (let run = 0; run < Number(runs); run += 1)
      for (let number = 0; number < packages; number += 1) {
        const name = `@acme/r${index + 1}-${number + 1}`
        const isBlocked = drawRandom() < 0.03
        const commit = digest(`${name} ${run}`, 'sha1', 'hex')
        const bytes = `${name}@1.${run}.0`
        const line = JSON.stringify({
          recordVersion: 1,
          tool: '0.1.0',
          time: new Date(now - (Number(runs) - run) * 3_600_000).toISOString(),
          repository,
          commit,
          ref: run % 3 === 1 ? `refs/pull/${run}/merge` : 'refs/heads/main',
          run: `https://github.com/${repository}/actions/runs/${run + 1}`,
          policy: `sha256:${'0'.repeat(64)}`,
          name,
          version: `1.${run}.0`,
          target: `packages/${number + 1}`,
          published: false,
          verdict: isBlocked ? 'block' : 'pass',
          profile: 'proprietary',
          tarball: {
            integrity: `sha512-${digest(bytes, 'sha512', 'base64')}`,
            sha256: digest(bytes, 'sha256', 'hex'),
            size: Math.floor(drawRandom() * 1e6),
          },
          packer: pick(['npm', 'pnpm', 'yarn']),
          findings: makeFindings(isBlocked),
          unseen: 0,
          exceptions: makeExceptions(now),
          errors: [],
          release: null,
        })
        lines += 1
        if (!file.write(`${line}\n`)) await once(file, 'drain')
      }
    file.end()
    await once(file, 'finish')
  }
  return lines
}

const lines = await write()
const usage = path.join(folder, 'usage.json')
const start = performance.now()
const html = path.join(folder, 'overview.html')
const { status, stderr, stdout } = spawnSync(
  process.execPath,
  [
    `--import=${path.join(root, 'bench', 'record-usage.js')}`,
    path.join(root, 'dist', 'cli.js'),
    'merge',
    path.join(folder, 'records'),
    '--expected',
    path.join(folder, 'repositories.txt'),
    '--format',
    `html=${html}`,
    '--format',
    'json',
  ],
  { encoding: 'utf8', env: { ...process.env, USAGE_FILE: usage }, maxBuffer: 1 << 28 },
)
const seconds = (performance.now() - start) / 1000
const { cpu, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'))
if (stderr !== '') process.stderr.write(stderr)
const { verdicts, uncovered, exceptions: told } = JSON.parse(stdout)
console.log(
  `${lines.toLocaleString('en-US')} lines of ${repositories} repositories: ${seconds.toFixed(1)} s, ${(cpu / 1000).toFixed(1)} s CPU, ${Math.round(maxRSS / 1024)} MB at most, exit status ${status}`,
)
console.log(
  `${verdicts.pass} pass, ${verdicts.block} block, ${uncovered.count} repositories not covered, ${told.ending.count} exceptions run out within 30 days`,
)
if (given === undefined) rmSync(folder, { recursive: true, force: true })
