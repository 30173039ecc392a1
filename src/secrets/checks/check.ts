/** Something about a token that can be computed without asking its vendor. */
export interface Check {
  /**
   * `proof`: the vendor documents it, so that a misfit is made up. `hint`: found out from published tokens, so that a
   * misfit only lowers the confidence. `form`: without it there is no form, so that a misfit is something else.
   */
  readonly strength: 'proof' | 'hint' | 'form'
  fits(token: string): boolean
  /** The token, changed where its check stands, so that it fits: for examples. */
  mend(token: string): string
}

/** A check whose digits stand at the end of a token and are computed from what comes before. */
export function makeTailCheck(
  strength: Check['strength'],
  length: number,
  compute: (head: string) => string | null,
): Check {
  return {
    strength,
    fits: (token) => compute(token.slice(0, -length)) === token.slice(-length),
    mend: (token) => token.slice(0, -length) + (compute(token.slice(0, -length)) ?? token.slice(-length)),
  }
}
