import { execFileSync } from 'node:child_process'
import { type CommandResult, makeFolder, runSeaworthy } from './command-line.ts'
import type { Registry } from './registry.ts'
import { prepareToolFolder, type Tool } from './tools.ts'
import { ENVIRONMENT } from './workspace.ts'

/** Files of a package by which it is honest, or leaks a file of variables. */
export function makePackageFiles(
  manifest: Readonly<Record<string, unknown>>,
  leaks: boolean,
): Record<string, string> {
  return {
    'package.json': JSON.stringify(
      { version: '1.0.0', license: 'MIT', files: ['dist'], exports: './dist/index.js', ...manifest },
      null,
      2,
    ),
    'dist/index.js': 'export const answer = 42\n',
    'README.md': '# Example\n',
    ...(leaks ? { 'dist/.env': ENVIRONMENT } : {}),
  }
}

/** Files below a folder. */
export function moveBelow(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))
}

/** A repository with these files, all of them committed. */
export async function makeRepository(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeFolder({ '.gitignore': 'node_modules\n', ...files }, 'repository-')
  runGit(folder, 'init', '--quiet', '--initial-branch=main')
  commitAll(folder, 'Everything')
  return folder
}

export function commitAll(folder: string, message: string): void {
  runGit(folder, 'add', '--all')
  runGit(folder, 'commit', '--quiet', '--message', message)
}

export function runGit(folder: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' })
}

export interface GuardedOptions {
  readonly tools: readonly Tool[]
  readonly options?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a command under guard, with these tools as the programs of their names. */
export async function runGuarded(
  registry: Registry,
  cwd: string,
  command: readonly string[],
  { tools, options = [], env = {} }: GuardedOptions,
): Promise<CommandResult> {
  return runSeaworthy(['guard', '--baseline', 'none', ...options, '--', ...command], {
    cwd,
    npmFolder: await prepareToolFolder(...tools),
    env: {
      ...registry.env,
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
      HOME: cwd,
      // Where CI is set, Yarn refuses to write the lock file.
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      ...env,
    },
    timeout: 240_000,
  })
}

/** Versions of a package that a registry has. */
export async function askVersions(registry: Registry, name: string): Promise<string[]> {
  const answer = await fetch(`${registry.url}${name.replace('/', '%2f')}`)
  if (!answer.ok) return []
  return Object.keys(((await answer.json()) as { versions: object }).versions)
}
