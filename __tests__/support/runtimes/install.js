/**
 * Jest's global setup: installs what the tests run beside themselves unless it is there already, so that `npm cit` is
 * the only step: node 24 with npm 10, 11 and 12, and the bundlers and publishing tools where their tests are to run.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const runtimes = path.dirname(fileURLToPath(import.meta.url))
const tools = path.resolve(runtimes, '..', 'tools')
const slow = (name) => path.resolve(runtimes, '..', '..', 'slow', name)
const bundlers = slow('bundlers')
const ofBundlers = [bundlers, slow('plan')]
const ofTools = ['publish', 'packing', 'plan'].map(slow)
const registry = path.resolve(runtimes, '..', 'registry')
const startingPrograms = (name) => path.resolve(runtimes, '..', '..', 'process', name)
const ofRegistry = [
  ...['publish', 'baseline', 'action'].map(startingPrograms),
  ...['publish', 'packing'].map(slow),
]

export default function installForTests({ testPathPatterns }) {
  const patterns = testPathPatterns?.patterns ?? []
  install(runtimes, 'node 24 and npm 10, 11 and 12')
  if (ofBundlers.some((folder) => isMeant(folder, patterns)))
    install(path.join(bundlers, 'tools'), 'the bundlers whose source maps are tested')
  // Before the workers start: two that install into one folder at once both fail.
  if (ofRegistry.some((folder) => isMeant(folder, patterns))) install(registry, 'a registry')
  if (isMeant(slow('secrets'), patterns))
    install(path.join(slow('secrets'), 'rule-sets'), 'rule sets of others')
  if (ofTools.some((folder) => isMeant(folder, patterns))) install(tools, 'the publishing tools')
}

/** Whether any test of the folder is among those that the run was asked for. */
function isMeant(folder, patterns) {
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
  const matches = (pattern) => tests.some((name) => new RegExp(pattern, 'i').test(path.join(folder, name)))
  return patterns.length === 0 || patterns.some(matches)
}

function install(folder, what) {
  const stamp = path.join(folder, 'node_modules', '.installed')
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write(`Installing ${what} for the tests (once) …\n`)
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    execFileSync('npm', ['ci', ...flags, '--prefix', folder], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
      timeout: 300_000,
    })
  } catch (error) {
    throw new Error(
      `The tests need ${what}, which could not be installed from the npm registry into ${folder}. Check the network and run the tests again.\n${error.stderr || error.message}`,
    )
  }
  writeFileSync(stamp, wanted)
}
