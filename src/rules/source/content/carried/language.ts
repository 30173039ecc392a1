/** A language, by what stands in a file of it: one of `begins`, and several of `body`. */
export interface Language {
  readonly name: string
  /** What a file of a larger whole has at its head, or once. */
  readonly begins: RegExp
  readonly body: readonly RegExp[]
  /** How many of `body` a text must have. */
  readonly enough: number
  /** What a text has that is meant to be run or shown from a string. */
  readonly never?: RegExp
  /** Whether programs hand such texts to something else that runs them, so that in code it is no leak. */
  readonly isHandedOn?: true
  /** Whether a file of it has gaps of its own, which its framework fills. */
  readonly hasGaps?: true
}
