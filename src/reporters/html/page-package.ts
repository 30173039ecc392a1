/** What was found in a file, the gravest: colours of the picture. */
export const MARKS = ['none', 'aside', 'notice', 'warning', 'error', 'unseen'] as const
export type Mark = (typeof MARKS)[number]

/** What the page's script draws one package from. Its texts are shown as text only; nothing in them is invisible. */
export interface PagePackage {
  readonly label: string
  /** As a word of a shell's command line; null for the folder the command is run in. */
  readonly target: string | null
  /** Path and bytes, in order of path. */
  readonly files: readonly (readonly [string, number])[]
  /** Why files are there: first and last position, and the reason, in which backticks mean code. */
  readonly reasons: readonly (readonly [number, number, string])[]
  /** Position of a file, the gravest mark, and what was found in words, with the id of the finding where it has one. */
  readonly found: readonly (readonly [number, Mark, readonly (readonly [string, string | null])[]])[]
  /** The earlier release. */
  readonly since: string | null
  /** Position of a file that is new or changed, and its bytes in the earlier release: null for a new one. */
  readonly changed: readonly (readonly [number, number | null])[]
  /** Whether these are all that changed: a long list is cut. */
  readonly changedIsAll: boolean
}
