import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hasOnDisk } from '../config/merge/package-at-base.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { makeFreshFolder } from '../pack/fresh-folder.ts'
import { expandPrivateRoots, expandWorkspaces } from '../pack/workspaces.ts'
import type { CommitFiles } from '../repository/commit-files.ts'
import { ConfigFileError, type ConfigFiles, openDiskFiles } from '../repository/config-files.ts'
import { findRootAround } from '../repository/repository-root.ts'
import type { GateRequest } from './gate-request.ts'

/** Files that say which packages a repository has. */
const LISTS = new Set(['package.json', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'project.json'])
/** Of a repository with more of them it is not told what a change leaves out. */
const MOST = 5000

/**
 * Packages that the same run would have looked at in the base commit, and does not look at now: taken off the
 * workspaces, made private, deleted. Each a whole sentence.
 */
export async function noteLeftOut(request: GateRequest): Promise<string[]> {
  const { named, directory, repository } = request
  const root = findRootAround(directory, repository.checkout)
  const base = (await request.base?.(root))?.base ?? null
  if (named === undefined || base === null) return []
  const lists = [...(await base.readTree()).entries()].filter(
    ([file]) => LISTS.has(path.posix.basename(file)) && !file.split('/').includes('node_modules'),
  )
  if (lists.length < 2 || lists.length > MOST) return []
  // A part of a run is told what all of its parts leave out.
  const all = request.shard?.targets ?? request.targets
  const disk = openDiskFiles(root)
  const copy = await makeFreshFolder(request.temporaryDirectory, 'base-')
  for (const [file, { hash }] of lists) await copyFile(base, disk, file, { hash, folder: copy })
  const before = await listTargets(path.join(copy, path.relative(root, directory)), named)
  const names = new Set(await Promise.all(all.map((target) => readNameIn(path.resolve(directory, target)))))
  const notes: string[] = []
  for (const target of before.filter((one) => !all.includes(one))) {
    const name = await readNameIn(path.resolve(copy, path.relative(root, directory), target))
    if (name === null || names.has(name)) continue
    notes.push(
      `${name} (${target}) is looked at in the base commit and not in this change, ${await explainWhy(path.resolve(directory, target))}.`,
    )
  }
  return notes
}

async function listTargets(
  directory: string,
  { paths, workspaces }: NonNullable<GateRequest['named']>,
): Promise<readonly string[]> {
  try {
    const expand = workspaces ? expandWorkspaces : expandPrivateRoots
    return (await expand(paths, directory)).targets
  } catch (error) {
    // A base without workspaces had nothing to look at.
    if (error instanceof CannotLook) return []
    throw error
  }
}

async function copyFile(
  base: CommitFiles,
  disk: ConfigFiles,
  file: string,
  { hash, folder }: { readonly hash: string; readonly folder: string },
): Promise<void> {
  try {
    const bytes = await ((await hasOnDisk(disk, file, hash)) ? disk : base).read(file)
    if (bytes === null) return
    const place = path.join(folder, file)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, bytes)
  } catch (error) {
    if (!(error instanceof ConfigFileError)) throw error
  }
}

async function explainWhy(folder: string): Promise<string> {
  const manifest = await readManifestIn(folder)
  if (manifest === null) return 'where it has no package.json that can be read'
  return manifest.private === true ? 'where it is private' : 'where it is none of the workspaces'
}

async function readNameIn(folder: string): Promise<string | null> {
  const name = (await readManifestIn(folder))?.name
  return typeof name === 'string' ? name : null
}

async function readManifestIn(folder: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const bytes = await openDiskFiles(folder).read('package.json')
    const manifest: unknown = bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes))
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : null
  } catch {
    return null
  }
}
