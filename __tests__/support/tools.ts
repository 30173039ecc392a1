import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNpmCli, node24 } from './runtimes.ts'

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'tools', 'node_modules')

const formatScript = (...parts: string[]): string => `'${node24}' '${path.join(modules, ...parts)}'`

/** How each publishing tool is started; installed by jest's global setup for the slow tests. */
const STARTS = {
  'npm-10': ['npm', `'${node24}' '${findNpmCli(10)}'`],
  'npm-11': ['npm', `'${node24}' '${findNpmCli(11)}'`],
  'npm-12': ['npm', `'${node24}' '${findNpmCli(12)}'`],
  'pnpm-9': ['pnpm', formatScript('pnpm-9', 'bin', 'pnpm.cjs')],
  'pnpm-10': ['pnpm', formatScript('pnpm-10', 'bin', 'pnpm.cjs')],
  'pnpm-11': ['pnpm', formatScript('pnpm-11', 'bin', 'pnpm.mjs')],
  'pnpm-12': ['pnpm', formatScript('pnpm-12', 'bin', 'pnpm.mjs')],
  'yarn-1': ['yarn', formatScript('yarn-1', 'bin', 'yarn.js')],
  'yarn-4': ['yarn', formatScript('@yarnpkg', 'cli-dist', 'bin', 'yarn.js')],
  bun: ['bun', `'${path.join(modules, '@oven', nameBunPackage(), 'bin', 'bun')}'`],
  lerna: ['lerna', formatScript('lerna', 'dist', 'cli.js')],
  nx: ['nx', formatScript('nx', 'dist', 'bin', 'nx.js')],
  changesets: ['changeset', formatScript('@changesets', 'cli', 'bin.js')],
  np: ['np', formatScript('np', 'source', 'cli.js')],
  'release-it': ['release-it', formatScript('release-it', 'bin', 'release-it.js')],
  'semantic-release': ['semantic-release', formatScript('semantic-release', 'bin', 'semantic-release.js')],
} as const

export type Tool = keyof typeof STARTS

/**
 * A folder for the head of PATH in which these tools, and node 24, are the programs of their names. It lies beside
 * where they are installed and is everybody's: nobody removes it or writes into it.
 */
export async function prepareToolFolder(...tools: readonly Tool[]): Promise<string> {
  const folder = path.join(modules, '.programs', tools.join('+'))
  await mkdir(folder, { recursive: true })
  const programs = [['node', `'${node24}'`] as const, ...tools.map((tool) => STARTS[tool])]
  for (const [name, start] of programs) {
    // Another worker may be starting the same program: it is replaced as a whole.
    const fresh = path.join(folder, `.${name}-${process.pid}`)
    await writeFile(fresh, `#!/bin/sh\nexec ${start} "$@"\n`, { mode: 0o755 })
    await rename(fresh, path.join(folder, name))
  }
  return folder
}

/** Where a tool is installed. */
export function findToolModule(name: string): string {
  return path.join(modules, name)
}

function nameBunPackage(): string {
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch
  return `bun-${process.platform}-${arch}`
}
