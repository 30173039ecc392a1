// Fuzzes for hours: npm run fuzz [-- <minutes for each property> [<name of a test file>]]. What breaks is shown with its seed.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [minutes = '10', target = ''] = process.argv.slice(2)
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    path.join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    path.join('__tests__', 'slow', 'fuzz', target),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_MINUTES: minutes } },
)
process.exitCode = status ?? 1
