// Holds two builds against each other over a folder of tarballs: equal reports, and what each costs.
//   node scripts/compare-builds.js <dist of one> <dist of the other> <folder> [part of a name]
// Exit 1 if any report differs in more than its times.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'

const [one, other, folder, part = ''] = process.argv.slice(2)
if (folder === undefined) {
  console.error(
    'usage: node scripts/compare-builds.js <dist of one> <dist of the other> <folder> [part of a name]',
  )
  process.exit(2)
}
const work = mkdtempSync(path.join(tmpdir(), 'compare-builds-'))
const totals = { one: 0, other: 0, equal: 0, different: 0 }
try {
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz') && name.includes(part))
  for (const name of tarballs.sort()) {
    const tarball = path.resolve(folder, name)
    const first = await run(one, tarball, 'one.json')
    const second = await run(other, tarball, 'other.json')
    totals.one += first.milliseconds
    totals.other += second.milliseconds
    const difference = findFirstDifference(first.report, second.report, '')
    totals[difference === null ? 'equal' : 'different'] += 1
    if (difference !== null || part !== '')
      console.log(
        `${name}: ${first.milliseconds} ms, ${second.milliseconds} ms${difference === null ? '' : `, differ at ${difference}`}`,
      )
  }
  console.log(
    `${totals.equal} equal, ${totals.different} different; CPU ${(totals.one / 1000).toFixed(1)} s, ${(totals.other / 1000).toFixed(1)} s`,
  )
  process.exitCode = totals.different === 0 ? 0 : 1
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** The report of one build, without what is different at every run, and the CPU time of the process (user and system). */
async function run(dist, tarball, file) {
  const output = path.join(work, file)
  const child = spawn(
    process.execPath,
    [path.resolve(dist, 'cli.js'), tarball, '--baseline', 'none', '--format', `json=${output}`],
    { stdio: 'ignore', cwd: work },
  )
  const measured = await watchUsage(child)
  const report = JSON.parse(readFileSync(output, 'utf8'))
  delete report.timing
  delete report.tool
  return { report, milliseconds: measured }
}

/** CPU milliseconds by /proc where there is one, else the time that passed. */
function watchUsage(child) {
  const start = performance.now()
  let ticks = 0
  const timer = setInterval(() => {
    try {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
      ticks = Number(fields[11]) + Number(fields[12])
    } catch {
      // Gone, or a system without /proc.
    }
  }, 5)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', () => {
      clearInterval(timer)
      resolve(ticks > 0 ? ticks * 10 : Math.round(performance.now() - start))
    })
  })
}

/** Where two values first differ, as a path with both values, or null. */
function findFirstDifference(a, b, at) {
  if (isDeepStrictEqual(a, b)) return null
  const isNested = typeof a === 'object' && typeof b === 'object' && a !== null && b !== null
  if (!isNested) return `${at}: ${formatShown(a)} and ${formatShown(b)}`
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const difference = findFirstDifference(a[key], b[key], at === '' ? key : `${at}.${key}`)
    if (difference !== null) return difference
  }
  return at
}

function formatShown(value) {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
