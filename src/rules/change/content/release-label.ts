import type { Inventory } from '../../../model/inventory.ts'

/** How a message calls the earlier release: its version, or a phrase where it has none. */
export function nameRelease({ version }: Inventory): string {
  return version ?? 'the earlier release'
}
