/** The programs whose tarballs get published. */
export const PACKERS = ['npm', 'pnpm', 'yarn', 'bun'] as const
export type PackerName = (typeof PACKERS)[number]

/** What people call the packers. */
export const PACKER_TITLES: Readonly<Record<PackerName, string>> = {
  npm: 'npm',
  pnpm: 'pnpm',
  yarn: 'Yarn',
  bun: 'Bun',
}

/** A script of package.json that publishing runs before the tarball is made. */
export interface PublishScript {
  readonly name: string
  /** As package.json has it; hostile. */
  readonly command: string
  /** Whether it may change what is packed: false for what plainly builds nothing, such as a linter. */
  readonly mayBuild: boolean
  /** Whether it was run here. */
  readonly ran: boolean
}

/** How the tarball came about that was looked at: the packer that publishes it, its folder and its scripts. */
export interface Packing {
  readonly packer: PackerName
  /** `10.34.9`, or `10` where only that much is known; null where nothing is. */
  readonly version: string | null
  /** Why this one, as a clause: "package.json says so in packageManager". */
  readonly reason: string
  /**
   * Whose bytes: `own`, the packer itself made the tarball; `same`, made here, and byte for byte what the packer makes;
   * `alike`, made here with the packer's files and manifest, in an archive whose bytes differ.
   */
  readonly bytes: 'own' | 'same' | 'alike'
  /** The folder that is published, relative to the package's own with `/`; empty for the package's own. */
  readonly folder: string
  /** What decides on the folder, as a clause; null where nothing but the package's own folder was in question. */
  readonly folderReason: string | null
  /** Whether something else may publish the package, in another way or from another folder; a note says what. */
  readonly isDoubtful?: boolean | undefined
  /** Scripts that publishing runs before it packs, in their order. */
  readonly scripts: readonly PublishScript[]
}
