import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { TargetPlace } from '../config/merge/config-for-target.ts'
import { splitPin } from '../config/policy/policy.ts'
import type { Change, CommitFiles, CommitTree } from '../repository/commit-files.ts'
import { ConfigFileError, isInside, makeRelativeToRoot, openDiskFiles } from '../repository/config-files.ts'
import type { GateRequest } from './gate-request.ts'

/** A change that touches nothing but files that say how the gate judges. */
export interface GateOnly {
  readonly root: string
  readonly base: CommitFiles
  /** What it changes, relative to the root. */
  readonly changed: readonly string[]
  /** Of the package, relative to the root; null where the target is no folder of it. */
  readonly folder: string | null
  /** Whether every changed file is the gate's, when these files of configuration are too. */
  readonly isOwn: (configuration: readonly string[]) => boolean
  /** Why the base's own files could not be read, a sentence; left out where they could. */
  readonly wrongAtBase?: string
}

/** Files that hold nothing but what the gate goes by, whichever folder they lie in. */
const GATE_FILE = /(?:^|\/)seaworthy\.(?:ya?ml|json|contents)$/

/**
 * What a change touches, if that can be the gate alone: then it ships the same bytes as its base. The commit that is
 * checked out must hold the base and the change and nothing else, and the files on disk must be those of the commit.
 * @returns null where it touches anything else, or nothing, or where that cannot be told
 */
export async function findGateOnlyChange(
  { root, directory, packed, packageName }: TargetPlace,
  { base, head }: Change,
  request: GateRequest,
): Promise<GateOnly | null> {
  if (head === null || head.commit === base.commit) return null
  const changed = listDifferences(await base.readTree(), await head.readTree())
  if (changed.length === 0 || changed.length > MOST_FILES) return null
  const policyFile = request.policyFile ? splitPin(request.policyFile).file : null
  const named = [request.configFile, policyFile].flatMap((file) => {
    const place = file === null ? null : path.resolve(request.directory, file)
    return place !== null && isInside(root, place) ? [makeRelativeToRoot(root, place)] : []
  })
  const rest: string[] = []
  for (const file of changed) {
    if (!(await isOnDisk(root, head, file))) return null
    const isManifest = path.posix.basename(file) === 'package.json'
    if (isManifest ? !(await differsInGateAlone(file, base, head)) : !GATE_FILE.test(file)) rest.push(file)
  }
  const isOwn = (configuration: readonly string[]) =>
    rest.every((file) => named.includes(file) || configuration.includes(file))
  const isFolder = packed === null && packageName === undefined && isInside(root, directory)
  const folder = isFolder ? makeRelativeToRoot(root, directory) : null
  // A file that is extended may be any; most changes touch more than a few files that are not by their names.
  return rest.length <= MOST_EXTENDED ? { root, base, folder, changed, isOwn } : null
}

const MOST_FILES = 200
const MOST_EXTENDED = 32

function listDifferences(before: CommitTree, after: CommitTree): string[] {
  const changed: string[] = []
  for (const [file, { mode, hash }] of after) {
    const was = before.get(file)
    if (was === undefined || was.hash !== hash || was.mode !== mode) changed.push(file)
  }
  for (const file of before.keys()) if (!after.has(file)) changed.push(file)
  return changed
}

/** Whether the working folder has of a file what the commit has: what a step wrote over it is nobody's change. */
async function isOnDisk(root: string, head: CommitFiles, file: string): Promise<boolean> {
  try {
    const [disk, commit] = await Promise.all([openDiskFiles(root).read(file), head.read(file)])
    return disk === null || commit === null ? disk === commit : Buffer.compare(disk, commit) === 0
  } catch (error) {
    if (error instanceof ConfigFileError) return false
    throw error
  }
}

/** A package.json may hold the configuration; then it is the gate's as far as that goes. */
async function differsInGateAlone(file: string, base: CommitFiles, head: CommitFiles): Promise<boolean> {
  const [before, after] = await Promise.all([readWithoutGate(base, file), readWithoutGate(head, file)])
  return before !== null && after !== null && isDeepStrictEqual(before, after)
}

async function readWithoutGate(files: CommitFiles, file: string): Promise<unknown> {
  const bytes = await files.read(file)
  if (bytes === null) return null
  try {
    const manifest: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof manifest !== 'object' || manifest === null) return null
    const { seaworthy: _, ...rest } = manifest as Record<string, unknown>
    return rest
  } catch {
    return null
  }
}
