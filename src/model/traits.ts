import type { ArchiveKind } from './archive.ts'
import type { Harm } from './harm.ts'

/** What a build that did not run shows, the side that says most first. */
export const BUILD_FAULTS = ['unbuilt', 'unreachable', 'shrunk'] as const
export type BuildFault = (typeof BUILD_FAULTS)[number]

/** What others need to know of a rule; none of them asks for its id. */
export interface Traits {
  /** Orders findings of one severity. */
  readonly harm: Harm
  /** It is about a map itself, so its findings are not traced through one. */
  readonly subject?: 'source-map'
  /**
   * What ends it: leaving the file out; the setting that makes a map, or puts the texts into it (`map-text`), or names
   * it (`map-reference`); the one that makes a bundler write evaluated code; a `files` list. `explain`: something else,
   * but why the file ships is worth saying. Absent: none of these.
   */
  readonly remedy?:
    | 'leave-out'
    | 'map-text'
    | 'map'
    | 'map-reference'
    | 'evaluated-code'
    | 'files-list'
    | 'explain'
  /** Its finding is the account of what source is exposed. */
  readonly exposes?: true
  /** No date makes it wait: a first configuration does not set it aside. */
  readonly setAside?: 'never'
  /**
   * What an exception from it holds for, and no more: the value that stands in the observation's `group`; the content of
   * the layer or entry; so many files and lines (`amount` of a place); what the finding says (`said`), unless it was
   * written by hand for whatever lies at a path. Absent: for the place.
   */
  readonly binds?: 'group' | 'content' | 'amount' | 'said'
  /** Kinds of package that it is about; absent: all. */
  readonly of?: readonly ArchiveKind[]
  /** What it is at most, unless somebody sets it, in packages that hold their sources on purpose. */
  readonly inSourceArchives?: 'warning' | 'notice' | 'off'
  /** Its findings are what a build that did not run shows, and which side of it. */
  readonly build?: BuildFault
  /** What the run knows and this rule takes into its options. */
  readonly takes?: 'contents-list' | 'workflow-values'
}
