import type { Report } from './report.ts'

/** What became of one package of a release. */
export interface ReleasedPackage {
  readonly name: string
  readonly version: string
  /** Subresource integrity; null for one that was out before. */
  readonly integrity: string | null
  /** `already-out`: the registry has the version, so it was left out. `waiting`: one before it failed. */
  readonly outcome: 'published' | 'staged' | 'dry-run' | 'already-out' | 'failed' | 'waiting'
  /** Whether the registry names the integrity that was judged; null where it was not asked or did not say. */
  readonly confirmed: boolean | null
}

export interface Release {
  /** `held`: something does not pass, and nothing was published. */
  readonly outcome: 'done' | 'held' | 'failed'
  /** Null where every version is out already. */
  readonly report: Report | null
  readonly packages: readonly ReleasedPackage[]
}
