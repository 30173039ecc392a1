import type { NeighbourKind } from '../model/archive.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Limits } from '../model/limits.ts'
import { scanTarball } from '../scan/scan-tarball.ts'

/** An inventory, and whether it can be relied on. */
export interface ReadInventory {
  readonly inventory: Inventory
  /** What it is, where it is no npm package. */
  readonly kind: NeighbourKind | null
  /** Why the tarball could not be read to its end, as a clause; null if it was. */
  readonly problem: string | null
}

/**
 * Reads a tarball with the same readers as a scan, but without any rule.
 * @throws CannotLook when the file cannot be opened.
 */
export async function readInventory(file: string, limits: Limits): Promise<ReadInventory> {
  const { facts, inventory } = await scanTarball(file, { rules: [], limits, publicBlobs: null })
  const broken =
    facts.anomalies.find(({ kind }) => kind === 'corrupt' || kind === 'empty') ??
    facts.tarball.unseen.find(({ path }) => path === null)
  return { inventory, kind: facts.neighbour?.kind ?? null, problem: broken?.detail ?? null }
}
