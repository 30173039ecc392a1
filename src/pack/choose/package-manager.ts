import { existsSync } from 'node:fs'
import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { PACKERS, type PackerName } from '../../model/packing.ts'
import { readJson, readMemberAt, readText } from '../workspace/read-json.ts'
import { readRush } from '../workspace/read-rush.ts'

/** The package manager of a checkout. */
export interface PackageManager {
  readonly packer: PackerName
  readonly version: string | null
  /** A clause. */
  readonly reason: string
}

/** Lock files, those of managers that are chosen on purpose before the one that comes with node. */
const LOCK_FILES: readonly (readonly [file: string, packer: PackerName])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['.yarnrc.yml', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

/**
 * What the root of a package's workspace, its folder and those above it, nearest first, say of the package manager; null
 * if they say nothing. In a workspace its root decides: what lies in a member is a leftover.
 */
export async function findPackageManager(
  folders: readonly string[],
  workspaceRoot: string | null,
): Promise<PackageManager | null> {
  // Whoever releases a workspace stands at its root.
  const ofRoot =
    workspaceRoot === null
      ? null
      : ((await readManagerWithVersion(workspaceRoot)) ??
        (await findManagerByRush(workspaceRoot)) ??
        (await findManagerByLock(workspaceRoot)))
  if (ofRoot !== null) return ofRoot
  for (const read of [readManagerWithVersion, findManagerByLock])
    for (const folder of folders) {
      const found = await read(folder)
      if (found !== null) return found
    }
  return null
}

async function readManagerWithVersion(folder: string): Promise<PackageManager | null> {
  const named = await readNamedManager(folder)
  return named && { ...named, version: named.version ?? (await readVersionByFiles(named.packer, folder)) }
}

async function findManagerByRush(root: string): Promise<PackageManager | null> {
  const rush = await readRush(root)
  if (rush?.packer == null) return null
  return { packer: rush.packer, version: rush.version, reason: `rush.json says so in ${rush.packer}Version` }
}

async function findManagerByLock(folder: string): Promise<PackageManager | null> {
  for (const [file, packer] of LOCK_FILES) {
    const isThere =
      file === 'bun.lockb'
        ? existsSync(path.join(folder, file))
        : (await readText(path.join(folder, file))) !== null
    if (isThere)
      return { packer, version: await readVersionByFiles(packer, folder), reason: `there is a ${file}` }
  }
  return null
}

async function readNamedManager(folder: string): Promise<PackageManager | null> {
  const manifest = await readJson(path.join(folder, 'package.json'))
  const written = manifest?.packageManager
  const [, name, version] = /^(\w+)@(\d[^+\s]*)?/.exec(typeof written === 'string' ? written : '') ?? []
  const packer = findPackerNamed(name)
  if (packer !== null)
    return { packer, version: version ?? null, reason: 'package.json says so in packageManager' }
  const engines = readMemberAt(manifest, ['devEngines', 'packageManager'])
  const first: unknown = Array.isArray(engines) ? engines[0] : engines
  if (!isObject(first)) return null
  const byEngines = findPackerNamed(first.name)
  if (byEngines === null) return null
  const range = typeof first.version === 'string' ? /\d[\w.]*/.exec(first.version)?.[0] : undefined
  return { packer: byEngines, version: range ?? null, reason: 'package.json says so in devEngines' }
}

const findPackerNamed = (name: unknown): PackerName | null => PACKERS.find((one) => one === name) ?? null

/** As much of the version as the files tell: `1` or `4` of Yarn, whose lines pack by other rules. */
export async function readVersionByFiles(packer: PackerName, folder: string): Promise<string | null> {
  if (packer !== 'yarn') return null
  if ((await readText(path.join(folder, '.yarnrc.yml'))) !== null) return '4'
  const lock = await readText(path.join(folder, 'yarn.lock'))
  if (lock === null) return null
  return /^__metadata:/m.test(lock) ? '4' : '1'
}
