import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Report } from '../model/report.ts'
import { isInside } from './config-files.ts'
import { readRegular } from './read-regular.ts'
import { findRepositoryRoot } from './repository-root.ts'
import { readTrackedFiles, type TrackedFiles } from './tracked-files.ts'

/** The repository that was looked at. */
export interface Checkout {
  /** Paths of the files that git tracks, relative to the repository's root, with forward slashes. */
  readonly tracked: ReadonlySet<string>
  /** Target → the package's folder, relative to the same root, '' for that itself. */
  readonly folders: ReadonlyMap<string, string>
  /** Where the root lies in the workspace; empty where it is the workspace, or around it. */
  readonly checkout: string
}

/**
 * What git tracks around `workspace`, and where in the repository each target's package lies. A workflow may check the
 * repository out into a folder below the workspace.
 */
export async function findCheckout(report: Report, workspace: string): Promise<Checkout> {
  const repository = (await readTrackedFiles(workspace)) ?? (await findRepositoryBelow(report, workspace))
  const root = repository?.root ?? workspace
  const tracked = repository?.paths ?? new Set<string>()
  const below = path.relative(workspace, root).split(path.sep).join('/')
  return {
    tracked,
    folders: await findPackageFolders(report, workspace, root, tracked),
    checkout: below.startsWith('..') || path.isAbsolute(below) ? '' : below,
  }
}

/** The one repository that all targets lie in; null where they lie in several, or in none. */
async function findRepositoryBelow(report: Report, workspace: string): Promise<TrackedFiles | null> {
  const roots = new Set<string>()
  for (const { target } of report.packages) {
    const place = path.resolve(workspace, target)
    const isFolder = await stat(place).then(
      (found) => found.isDirectory(),
      () => false,
    )
    const root = findRepositoryRoot(isFolder ? place : path.dirname(place))
    if (root !== null && isInside(workspace, root)) roots.add(root)
  }
  const [only, other] = roots
  return only === undefined || other !== undefined ? null : readTrackedFiles(only)
}

/**
 * Where in the repository each target's package lies: a target that is a folder lies there; a tarball's package is
 * the tracked one of its name, if there is one alone.
 * @returns Target → folder relative to `root`, with forward slashes, '' for the root itself.
 */
async function findPackageFolders(
  report: Report,
  workspace: string,
  root: string,
  tracked: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const folders = new Map<string, string>()
  let byName: Map<string, string[]> | undefined
  for (const { target, name, packer } of report.packages) {
    // What is published may lie in another folder than what was named.
    const folder = await findFolderTarget(path.resolve(workspace, target, packer?.folder ?? ''), root)
    if (folder !== null) {
      folders.set(target, folder)
      continue
    }
    if (name === null) continue
    byName ??= await readNames(root, tracked)
    const [only, other] = byName.get(name) ?? []
    if (only !== undefined && other === undefined) folders.set(target, only)
  }
  return folders
}

async function findFolderTarget(target: string, root: string): Promise<string | null> {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  )
  const relative = path.relative(root, target)
  if (!isFolder || relative.startsWith('..') || path.isAbsolute(relative)) return null
  return relative.split(path.sep).join('/')
}

/** What has been read of repositories, by their root: name → folders. */
export type NamesByRoot = Map<string, Promise<ReadonlyMap<string, readonly string[]>>>

/** The folders, relative to the root, of the tracked packages of a name. */
export async function findFoldersNamed(
  name: string,
  root: string,
  known: NamesByRoot,
): Promise<readonly string[]> {
  const names = known.get(root) ?? readTrackedNames(root)
  known.set(root, names)
  return (await names).get(name) ?? []
}

async function readTrackedNames(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const tracked = await readTrackedFiles(root)
  return tracked === null ? new Map() : readNames(tracked.root, tracked.paths)
}

/** Name → folders, of every tracked package.json that can be read. */
async function readNames(root: string, tracked: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  for (const file of tracked) {
    if (path.posix.basename(file) !== 'package.json' || file.includes('node_modules/')) continue
    const name = await readName(path.join(root, file))
    if (name === null) continue
    const folder = path.posix.dirname(file)
    names.set(name, [...(names.get(name) ?? []), folder === '.' ? '' : folder])
  }
  return names
}

async function readName(file: string): Promise<string | null> {
  try {
    const manifest = JSON.parse(String(await readRegular(file))) as { name?: unknown } | null
    return typeof manifest?.name === 'string' ? manifest.name : null
  } catch {
    return null
  }
}
