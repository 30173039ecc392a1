import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const tools = path.join(path.dirname(fileURLToPath(import.meta.url)), 'tools')

/**
 * Lets a tool build the sample project in each of its modes, in a process of its own as in real life. Jest's global setup
 * has installed the tools.
 * @returns The folder with a folder for each mode; the caller removes it.
 */
export async function buildProjects(tool: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(tools, `${tool}.js`)], {
    cwd: tools,
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: '' },
    timeout: 120_000,
  })
  return stdout.trim()
}

/** The files of a project that `files: ["dist"]` packs, by path. */
export function packedFiles(project: string): Record<string, Uint8Array> {
  const names = readdirSync(path.join(project, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(project, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  return Object.fromEntries(
    ['package.json', ...names.sort()].map((name) => [name, readFileSync(path.join(project, name))]),
  )
}
