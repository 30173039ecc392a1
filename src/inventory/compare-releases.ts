import type { FileChange, Listed, MemberChange, NameChanges, ReleaseChanges } from '../model/changes.ts'
import type { Capabilities, Capability, Inventory, InventoryFile } from '../model/inventory.ts'
import { comparedName } from './compared-name.ts'

/** Files that are listed one by one. */
const LISTED = 200

/** What is different in `after`. */
export function compareReleases(before: Inventory, after: Inventory): ReleaseChanges {
  return {
    size: { before: before.size, after: after.size },
    unpackedSize: { before: before.unpackedSize, after: after.unpackedSize },
    fileCount: { before: before.files.length, after: after.files.length },
    files: fileChanges(before, after),
    mapText: { before: before.mapText, after: after.mapText },
    installScripts: memberChanges(before.installScripts, after.installScripts),
    dependencies: memberChanges(before.dependencies, after.dependencies),
    optionalDependencies: memberChanges(before.optionalDependencies, after.optionalDependencies),
    peerDependencies: memberChanges(before.peerDependencies, after.peerDependencies),
    bins: memberChanges(before.bins, after.bins),
    engines: memberChanges(before.engines, after.engines),
    licence: before.licence === after.licence ? null : { before: before.licence, after: after.licence },
    entryPoints: nameChanges(before.entryPoints ?? [], after.entryPoints ?? []),
    capabilities: {
      hosts: capabilityChanges('hosts', before, after),
      environment: capabilityChanges('environment', before, after),
      modules: capabilityChanges('modules', before, after),
      dynamicCode: capabilityChanges('dynamicCode', before, after),
      telemetry: capabilityChanges('telemetry', before, after),
      featureFlags: capabilityChanges('featureFlags', before, after),
    },
  }
}

/** Files of `after` that `before` has under no name, hashes that bundlers put into names apart. */
export function newFiles(before: Inventory, after: Inventory): InventoryFile[] {
  const known = new Set(before.files.map(({ path }) => comparedName(path)))
  return after.files.filter(({ path }) => !known.has(comparedName(path)))
}

/** Members that are added, removed or not what they were, by name. */
export function memberChanges(
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

function fileChanges(before: Inventory, after: Inventory): ReleaseChanges['files'] {
  const old = new Map(before.files.map((file) => [file.path, file]))
  const now = new Map(after.files.map((file) => [file.path, file]))
  const added = after.files.filter(({ path }) => !old.has(path))
  const removed = before.files.filter(({ path }) => !now.has(path))
  const changed = after.files.filter(({ path, digest }) => (old.get(path)?.digest ?? digest) !== digest)
  const change = ({ path }: InventoryFile): FileChange => ({
    path,
    before: old.get(path)?.size ?? null,
    after: now.get(path)?.size ?? null,
  })
  return {
    added: listChanges(added, change),
    removed: listChanges(removed, change),
    changed: listChanges(changed, change),
  }
}

function listChanges(
  files: readonly InventoryFile[],
  change: (file: InventoryFile) => FileChange,
): Listed<FileChange> {
  return { count: files.length, first: files.slice(0, LISTED).map(change) }
}

function capabilityChanges(kind: keyof Capabilities, before: Inventory, after: Inventory): NameChanges {
  const names = (all: readonly Capability[]): string[] => all.map(({ name }) => name)
  return nameChanges(names(before.capabilities[kind]), names(after.capabilities[kind]))
}

function nameChanges(before: readonly string[], after: readonly string[]): NameChanges {
  const [old, now] = [new Set(before), new Set(after)]
  return {
    added: after.filter((name) => !old.has(name)),
    removed: before.filter((name) => !now.has(name)),
  }
}
