import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { node24, npmCli } from './runtimes.ts'

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'tools', 'node_modules')

const script = (...parts: string[]): string => `'${node24}' '${path.join(modules, ...parts)}'`

/** How each publishing tool is started; installed by jest's global setup for the slow tests. */
const STARTS = {
  'npm-10': ['npm', `'${node24}' '${npmCli(10)}'`],
  'npm-11': ['npm', `'${node24}' '${npmCli(11)}'`],
  'npm-12': ['npm', `'${node24}' '${npmCli(12)}'`],
  'pnpm-9': ['pnpm', script('pnpm-9', 'bin', 'pnpm.cjs')],
  'pnpm-10': ['pnpm', script('pnpm-10', 'bin', 'pnpm.cjs')],
  'pnpm-11': ['pnpm', script('pnpm-11', 'bin', 'pnpm.mjs')],
  'pnpm-12': ['pnpm', script('pnpm-12', 'bin', 'pnpm.mjs')],
  'yarn-1': ['yarn', script('yarn-1', 'bin', 'yarn.js')],
  'yarn-4': ['yarn', script('@yarnpkg', 'cli-dist', 'bin', 'yarn.js')],
  bun: ['bun', `'${path.join(modules, '@oven', bunPackage(), 'bin', 'bun')}'`],
  lerna: ['lerna', script('lerna', 'dist', 'cli.js')],
  nx: ['nx', script('nx', 'dist', 'bin', 'nx.js')],
  changesets: ['changeset', script('@changesets', 'cli', 'bin.js')],
  np: ['np', script('np', 'source', 'cli.js')],
  'release-it': ['release-it', script('release-it', 'bin', 'release-it.js')],
  'semantic-release': ['semantic-release', script('semantic-release', 'bin', 'semantic-release.js')],
} as const

export type Tool = keyof typeof STARTS

/**
 * A folder for the head of PATH in which these tools, and node 24, are the programs of their names. It lies beside
 * where they are installed and is everybody's: nobody removes it or writes into it.
 */
export async function toolFolder(...tools: readonly Tool[]): Promise<string> {
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
export function toolModule(name: string): string {
  return path.join(modules, name)
}

function bunPackage(): string {
  const arch = process.arch === 'arm64' ? 'aarch64' : process.arch
  return `bun-${process.platform}-${arch}`
}
