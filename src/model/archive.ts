/**
 * What a package is for, and so whose rules hold: npm's registry, the marketplaces of editors (`.vsix`), Python's index
 * (`.whl` and sdist), Rust's (`.crate`).
 */
export type ArchiveKind = 'npm' | NeighbourKind
/** Every kind but npm's own. */
export const NEIGHBOURS = ['vscode', 'wheel', 'sdist', 'crate'] as const
export type NeighbourKind = (typeof NEIGHBOURS)[number]

/** What the metadata of a package says of its licence. */
export interface StatedLicence {
  /** Whether anybody may take the text under it. */
  readonly open: boolean
  /** As the metadata has it, cut to a readable length; null if it names none. */
  readonly stated: string | null
}

/** What a package of another kind than npm's says of itself. Every string in it is hostile. */
export interface NeighbourIdentity {
  readonly kind: NeighbourKind
  readonly name: string | null
  readonly version: string | null
  /** Path of the file that says so, inside the package; null if it is missing. */
  readonly manifestPath: string | null
  readonly licence: StatedLicence
  /** What keeps it from being published, as a clause; null where nothing does. */
  readonly isPrivate: string | null
}
