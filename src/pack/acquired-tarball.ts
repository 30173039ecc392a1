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
  /** What the reader should know: scripts that were not run, an npm that warned. */
  readonly notes: readonly string[]
}

export interface AcquireOptions {
  /** Where relative targets are looked up. */
  readonly directory: string
  /** A folder of ours, fresh and empty; everything that is written goes there. */
  readonly temporaryDirectory: string
  readonly runScripts: boolean
  /** Milliseconds for one npm. */
  readonly timeLimit: number
}
