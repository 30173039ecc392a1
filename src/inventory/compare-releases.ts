import type { FileChange, Listed, MemberChange, NameChanges, ReleaseChanges } from '../model/changes.ts'
import type { Capabilities, Capability, Inventory, InventoryFile } from '../model/inventory.ts'
import { normaliseNameForComparison } from './compared-name.ts'

/** Files that are listed one by one. */
const LISTED = 200

/** What is different in `after`. */
export function compareReleases(before: Inventory, after: Inventory): ReleaseChanges {
  return {
    size: { before: before.size, after: after.size },
    unpackedSize: { before: before.unpackedSize, after: after.unpackedSize },
    fileCount: { before: before.files.length, after: after.files.length },
    files: compareFiles(before, after),
    mapText: { before: before.mapText, after: after.mapText },
    installScripts: compareMembers(before.installScripts, after.installScripts),
    dependencies: compareMembers(before.dependencies, after.dependencies),
    optionalDependencies: compareMembers(before.optionalDependencies, after.optionalDependencies),
    peerDependencies: compareMembers(before.peerDependencies, after.peerDependencies),
    bins: compareMembers(before.bins, after.bins),
    engines: compareMembers(before.engines, after.engines),
    licence: before.licence === after.licence ? null : { before: before.licence, after: after.licence },
    entryPoints: compareNames(before.entryPoints ?? [], after.entryPoints ?? []),
    capabilities: {
      hosts: compareCapabilities('hosts', before, after),
      environment: compareCapabilities('environment', before, after),
      modules: compareCapabilities('modules', before, after),
      dynamicCode: compareCapabilities('dynamicCode', before, after),
      telemetry: compareCapabilities('telemetry', before, after),
      featureFlags: compareCapabilities('featureFlags', before, after),
    },
  }
}

/** Files of `after` that `before` has under no name, hashes that bundlers put into names apart. */
export function findNewFiles(before: Inventory, after: Inventory): InventoryFile[] {
  const known = new Set(before.files.map(({ path }) => normaliseNameForComparison(path)))
  return after.files.filter(({ path }) => !known.has(normaliseNameForComparison(path)))
}

/** Members that are added, removed or not what they were, by name. */
export function compareMembers(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): MemberChange[] {
  const value = (members: Readonly<Record<string, string>>, name: string): string | null =>
    Object.hasOwn(members, name) ? (members[name] ?? null) : null
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((name) => ({ name, before: value(before, name), after: value(after, name) }))
    .filter((change) => change.before !== change.after)
}

function compareFiles(before: Inventory, after: Inventory): ReleaseChanges['files'] {
  const old = new Map(before.files.map((file) => [file.path, file]))
  const now = new Map(after.files.map((file) => [file.path, file]))
  const added = after.files.filter(({ path }) => !old.has(path))
  const removed = before.files.filter(({ path }) => !now.has(path))
  const changed = after.files.filter(({ path, digest }) => (old.get(path)?.digest ?? digest) !== digest)
  const makeChange = ({ path }: InventoryFile): FileChange => ({
    path,
    before: old.get(path)?.size ?? null,
    after: now.get(path)?.size ?? null,
  })
  return {
    added: listChanges(added, makeChange),
    removed: listChanges(removed, makeChange),
    changed: listChanges(changed, makeChange),
  }
}

function listChanges(
  files: readonly InventoryFile[],
  change: (file: InventoryFile) => FileChange,
): Listed<FileChange> {
  return { count: files.length, first: files.slice(0, LISTED).map(change) }
}

function compareCapabilities(kind: keyof Capabilities, before: Inventory, after: Inventory): NameChanges {
  const names = (all: readonly Capability[]): string[] => all.map(({ name }) => name)
  return compareNames(names(before.capabilities[kind]), names(after.capabilities[kind]))
}

function compareNames(before: readonly string[], after: readonly string[]): NameChanges {
  const [old, now] = [new Set(before), new Set(after)]
  return {
    added: after.filter((name) => !old.has(name)),
    removed: before.filter((name) => !now.has(name)),
  }
}
