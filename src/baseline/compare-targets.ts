import { compareReleases } from '../inventory/compare-releases.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { BaselineReport } from '../model/changes.ts'
import type { Inventory } from '../model/inventory.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import type { PackerName } from '../model/packing.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import type { AcquireOptions } from '../pack/acquired-tarball.ts'
import { readInventory } from './read-inventory.ts'

/** Two targets side by side. */
export interface TargetComparison {
  readonly before: { readonly target: string; readonly inventory: Inventory }
  readonly after: { readonly target: string; readonly inventory: Inventory }
  /** The earlier one, and what changed since, as a report has it. */
  readonly baseline: BaselineReport
}

/**
 * Packs or fetches two targets and compares what is in them.
 * @param packerOf whose tarball of a folder is meant; null to go by the evidence
 * @throws CannotLook when one cannot be had or read.
 */
export async function compareTargets(
  before: string,
  after: string,
  options: AcquireOptions,
  packerOf: (target: string) => Promise<PackerName | null>,
): Promise<TargetComparison> {
  const loadPacked = async (target: string) =>
    loadInventory(target, { ...options, packer: await packerOf(target) })
  const [old, now] = await Promise.all([loadPacked(before), loadPacked(after)])
  const { name, version, integrity } = old.inventory
  const changes = compareReleases(old.inventory, now.inventory)
  return { before: old, after: now, baseline: { source: 'file', name, version, integrity, changes } }
}

async function loadInventory(
  target: string,
  options: AcquireOptions,
): Promise<{ target: string; inventory: Inventory }> {
  const { path } = await acquireTarball(target, options)
  const { inventory, problem } = await readInventory(path, DEFAULT_LIMITS)
  if (problem !== null)
    throw new CannotLook(`${target} cannot be compared: ${problem}. Pack it again, or name another.`)
  return { target, inventory }
}
