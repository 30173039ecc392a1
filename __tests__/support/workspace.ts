import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const folders: string[] = []

/**
 * A checkout with these files, by path. What `.gitignore` names is there but not tracked, as after a build.
 * @returns Its absolute path.
 */
export async function makeCheckout(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'seaworthy-checkout-')))
  folders.push(folder)
  await writeFiles(folder, files)
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
    })
  }
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Everything')
  return folder
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

/** For `afterAll`. */
export async function removeCheckouts(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
}

export function makeManifest(more: object = {}): string {
  return JSON.stringify(
    { name: 'example', version: '1.0.0', license: 'MIT', files: ['dist'], ...more },
    null,
    2,
  )
}

/** An environment file that no honest package ships; made at run time. */
export const ENVIRONMENT = `DATABASE_PASSWORD=${['hunter', '2', 'x'.repeat(12)].join('-')}\n`

/** Packages to look at: nothing wrong with the one, a secret in the other. */
export const CLEAN = {
  'package.json': makeManifest(),
  'dist/index.js': 'export const answer = 42\n',
  'README.md': '# Example\n',
}
export const LEAKY = { ...CLEAN, '.gitignore': 'dist/.env\n', 'dist/.env': ENVIRONMENT }
