import type { Inventory } from './inventory.ts'

/** What came of looking for a release to compare with. */
export interface BaselineOutcome {
  readonly source: 'registry' | 'file' | 'report'
  /** Null if there is nothing to compare with; `notes` says why. */
  readonly inventory: Inventory | null
  /** Whole sentences for the reader. */
  readonly notes: readonly string[]
  /** Why the comparison that was asked for cannot be made, a sentence: then nothing passes. Null where it can, or none was. */
  readonly trouble: string | null
  /** Versions that the registry has of this package; null if it was not asked or did not say. */
  readonly publishedVersions: readonly string[] | null
}

export const NO_BASELINE: BaselineOutcome = {
  source: 'registry',
  inventory: null,
  notes: [],
  trouble: null,
  publishedVersions: null,
}
