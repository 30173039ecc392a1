/**
 * Jest's global setup: installs node 24 and npm 10, 11 and 12 beside this file unless they are there already, so that
 * `npm cit` is the only step.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.dirname(fileURLToPath(import.meta.url))
const stamp = path.join(folder, 'node_modules', '.installed')

export default function installRuntimes() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('Installing node 24 and npm 10, 11 and 12 for the tests (once) …\n')
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
      `The tests run the Action under node 24 and pack with npm 10, 11 and 12, which could not be installed from the npm registry into ${folder}. Check the network and run the tests again.\n${error.stderr || error.message}`,
    )
  }
  writeFileSync(stamp, wanted)
}
