import { scanTarball } from '../scan/scan-tarball.ts'
import type { Limits } from '../tarball/limits.ts'
import type { Inventory } from './inventory.ts'

/**
 * Reads a tarball with the same readers as a scan, but without any rule.
 * @returns Its inventory, or a clause that says why it cannot be had.
 * @throws CannotLook when the file cannot be opened.
 */
export async function readInventory(
  file: string,
  limits: Limits,
): Promise<Inventory | { readonly problem: string }> {
  const { facts, inventory } = await scanTarball(file, { rules: [], limits, publicBlobs: null })
  const broken = facts.anomalies.find(
    ({ kind, path }) => path === null && (kind === 'corrupt' || kind === 'empty' || kind === 'limit'),
  )
  return broken === undefined ? inventory : { problem: broken.detail }
}
