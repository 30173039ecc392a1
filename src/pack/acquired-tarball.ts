import type { PackerName, Packing } from '../model/packing.ts'
import type { PackerChooser } from './choose/choose-packer.ts'
import type { InstalledPackers } from './installed-packers.ts'

/** A tarball that lies on disk, ready to be read. */
export interface AcquiredTarball {
  /** What the user named. */
  readonly target: string
  /** Absolute path of the file. */
  readonly path: string
  readonly filename: string
  /** The package's directory, if it was packed from one: where causes are looked for. */
  readonly directory: string | null
  /** Whether the user handed the file over; a file that we made goes when we do. */
  readonly given: boolean
  /** How it was packed; null for a file that was handed over and a published version. */
  readonly packing: Packing | null
  /** The root of its workspace, absolute, where npm reads that one's ignore files as well; null elsewhere. */
  readonly workspaceRoot: string | null
  /** Whether its workspace has other packages that can be published. */
  readonly isOneOfSeveral: boolean
  /** What the reader should know: scripts that were not run, an npm that warned. */
  readonly notes: readonly string[]
}

export interface AcquireOptions {
  /** Where relative targets are looked up. */
  readonly directory: string
  /** A folder of ours, fresh and empty; everything that is written goes there. */
  readonly temporaryDirectory: string
  readonly runScripts: boolean
  /** Which packer's tarball is meant; null or left out: by the evidence of the repository. */
  readonly packer?: PackerName | null
  /** One for all packages of a run: what it learns of a repository it keeps. */
  readonly chooser?: PackerChooser
  /** Likewise: what is installed it asks once. */
  readonly installed?: InstalledPackers
  /** Milliseconds for one npm. */
  readonly timeLimit: number
}
