import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { CannotLook } from '../cannot-look.ts'

/** Folders that hold no workspaces, and would take long to look through. */
const SKIPPED = new Set(['node_modules', '.git'])

interface Manifest {
  readonly private?: unknown
  readonly workspaces?: unknown
}

/**
 * The folders of a repository's workspaces that npm would publish, in a stable order: those that match a pattern of
 * `workspaces` in package.json, have a package.json themselves, and are not private
 * (https://docs.npmjs.com/cli/using-npm/workspaces).
 * @param target the folder whose package.json lists them, as the user named it, relative to `directory`
 * @returns paths relative to `directory`, with forward slashes
 * @throws CannotLook when there are none: nothing would be looked at
 */
export async function findWorkspaces(target: string, directory: string): Promise<string[]> {
  const root = path.resolve(directory, target)
  const manifest = await readManifest(root)
  const patterns = patternsOf(manifest?.workspaces)
  const wanted = picomatch(
    patterns.filter((pattern) => !pattern.startsWith('!')),
    { ignore: patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)) },
  )
  const found: string[] = []
  for (const folder of patterns.length === 0 ? [] : await foldersBelow(root, '')) {
    if (!wanted(folder)) continue
    const own = await readManifest(path.join(root, folder))
    if (own !== null && own.private !== true) found.push(folder)
  }
  if (found.length === 0)
    throw new CannotLook(
      `The package.json of ${target} names no workspace that would be published, so there is nothing to look at. Leave workspaces out, or name the folders in path.`,
    )
  return found.sort().map((folder) => path.posix.join(target.split(path.sep).join('/'), folder))
}

function patternsOf(workspaces: unknown): string[] {
  const list = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | null)?.packages
  if (!Array.isArray(list)) return []
  return list
    .filter((pattern) => typeof pattern === 'string')
    .map((pattern) => pattern.replace(/^(!?)(?:\.?\/)+/, '$1').replace(/\/+$/, ''))
    .filter((pattern) => pattern !== '')
}

async function foldersBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name))
  const below = await Promise.all(
    folders.map(async ({ name }) => {
      const own = folder === '' ? name : `${folder}/${name}`
      return [own, ...(await foldersBelow(root, own))]
    }),
  )
  return below.flat()
}

async function readManifest(folder: string): Promise<Manifest | null> {
  const file = path.join(folder, 'package.json')
  try {
    if (!(await stat(file)).isFile()) return null
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? manifest : null
  } catch {
    return null
  }
}
