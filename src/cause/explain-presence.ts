import type { Inventory } from '../model/inventory.ts'
import type { PackerName } from '../model/packing.ts'
import type { Presence } from '../model/report.ts'
import { findCauseIn } from './find-cause.ts'
import { PackageFolder } from './package-folder.ts'

/**
 * Why each file of a release is in its tarball, files of one reason together, the commonest reason first. Reads
 * package.json and the ignore files of the package's directory; undefined where one of them cannot be understood.
 * @param packer the one that publishes, and is named
 */
export function explainPresence(
  inventory: Inventory | null,
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  packer: PackerName = 'npm',
): Presence[] | undefined {
  if (inventory === null) return undefined
  const byReason = new Map<string, Presence>()
  try {
    const folder = new PackageFolder(directory, manifest)
    for (const [index, { path }] of inventory.files.entries()) {
      const cause = findCauseIn(folder, path, packer)
      const key = JSON.stringify(cause)
      const presence = byReason.get(key) ?? { cause, files: 0, ranges: [] }
      byReason.set(key, presence)
      presence.files += 1
      const run = presence.ranges.at(-1)
      if (run !== undefined && run[1] === index - 1) run[1] = index
      else presence.ranges.push([index, index])
    }
  } catch {
    return undefined
  }
  return [...byReason.values()].sort((a, b) => b.files - a.files)
}
