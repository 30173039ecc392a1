import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isYarnClassic } from '../knowledge/publish-scripts.ts'
import { parseManifest } from '../manifest/parse-manifest.ts'
import type { PackerName } from '../model/packing.ts'
import { listBunFiles } from '../pack/lists/bun-list.ts'
import { listNpmFiles } from '../pack/lists/npm-list.ts'
import { listPnpmFiles } from '../pack/lists/pnpm-list.ts'
import { listYarnClassicFiles } from '../pack/lists/yarn-classic-list.ts'
import { listYarnFiles } from '../pack/lists/yarn-list.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Which files the packers would put into a tarball, by packer. */
export type PackedLists = ReadonlyMap<string, ReadonlySet<string>>

/** A folder that is listed as packers would. */
export interface ListedFolder {
  /** Absolute. */
  readonly folder: string
  /** The root of the workspace that it lies in, absolute; null outside of one. */
  readonly workspaceRoot: string | null
}

/** A packer, and for those whose versions pack differently which. */
export interface PackerToTry {
  readonly packer: PackerName
  readonly version: string | null
}

type Lister = (listed: ListedFolder, manifest: Manifest) => Promise<Iterable<string>>

const NPM: readonly (readonly [string, Lister])[] = [
  ['npm 10', listByNpm10],
  ['npm 11', listByNpm10],
  ['npm 12', listByNpm12],
]

/** How a packer other than npm lists, by the versions that differ. */
function chooseListers({ packer, version }: PackerToTry): (readonly [string, Lister])[] {
  if (packer === 'pnpm')
    return [
      ['pnpm 9 and 10', makePnpmLister(10)],
      ['pnpm 11 and 12', makePnpmLister(11)],
    ]
  if (packer === 'bun') return [['Bun', listByBun]]
  if (packer === 'yarn')
    return isYarnClassic(version)
      ? [['Yarn 1', ({ folder }, manifest) => listYarnClassicFiles(folder, manifest)]]
      : [['Yarn 4', listByYarn]]
  return []
}

/**
 * Lists a folder as the given packer and, unless only that one matters, every npm do. Nothing is run.
 * @throws CannotLook for what a packer refuses
 */
export async function listByPackers(
  listed: ListedFolder,
  packer: PackerToTry,
  isAlone = false,
): Promise<PackedLists> {
  const own = chooseListers(packer)
  const manifest = parseManifest(readFileSync(path.join(listed.folder, 'package.json'))) ?? {}
  const named = isAlone && own.length > 0 ? own : [...own, ...NPM]
  // Versions that list alike are asked once.
  const byLister = new Map<Lister, Promise<ReadonlySet<string>>>()
  for (const [, list] of named) if (!byLister.has(list)) byLister.set(list, listByOne(list, listed, manifest))
  // None may still be reading when another has refused and the folder goes.
  await Promise.allSettled(byLister.values())
  const lists = new Map<string, ReadonlySet<string>>()
  for (const [name, list] of named) lists.set(name, (await byLister.get(list)) ?? new Set())
  return lists
}

async function listByOne(
  list: Lister,
  listed: ListedFolder,
  manifest: Manifest,
): Promise<ReadonlySet<string>> {
  return new Set([...(await list(listed, manifest))].map(normaliseName))
}

/** The walker writes a name that begins with `@` as `./@name`. */
const normaliseName = (name: string): string => name.replace(/^\.\//, '')

async function listByNpm10(
  { folder, workspaceRoot }: ListedFolder,
  manifest: Manifest,
): Promise<Iterable<string>> {
  return listNpmFiles({ folder, manifest, workspaceRoot, workspaces: [], major: 11 })
}

async function listByNpm12(
  { folder, workspaceRoot }: ListedFolder,
  manifest: Manifest,
): Promise<Iterable<string>> {
  return listNpmFiles({ folder, manifest, workspaceRoot, workspaces: [], major: 12 })
}

async function listByBun(
  { folder, workspaceRoot }: ListedFolder,
  manifest: Manifest,
): Promise<Iterable<string>> {
  return (await listBunFiles(folder, manifest, workspaceRoot ?? folder)).keys()
}

function makePnpmLister(major: number): Lister {
  return async ({ folder, workspaceRoot }, manifest) =>
    (await listPnpmFiles({ folder, manifest, workspaceRoot, major })).map(({ name }) => name)
}

async function listByYarn(
  { folder, workspaceRoot }: ListedFolder,
  manifest: Manifest,
): Promise<Iterable<string>> {
  return listYarnFiles({ folder, manifest, root: workspaceRoot ?? folder, workspaces: [], yarnPath: null })
}
