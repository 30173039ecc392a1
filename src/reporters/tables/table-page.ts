/**
 * A part of a line: running text, code, a link, a word that stands out. All of it may be hostile: whoever shows it
 * passes it through the encoder of the channel.
 */
export type Piece =
  | string
  | { readonly code: string }
  | { readonly link: string; readonly text: string }
  | { readonly level: 'error' | 'warning' | 'notice' | 'pass'; readonly text: string }

export type Cell = readonly Piece[]

/** A page of tables and lists, whatever it is shown on. */
export interface TablePage {
  readonly title: string
  readonly isGood: boolean
  readonly summary: readonly Cell[]
  readonly parts: readonly TablePart[]
  readonly foot: string
}

export interface TablePart {
  readonly title: string
  /** What the reader should know first. */
  readonly about: Cell | null
  /** Column heads; null for a list, whose rows have one cell. */
  readonly head: readonly string[] | null
  readonly rows: readonly (readonly Cell[])[]
  /** Rows that were left out. */
  readonly more: number
  /** Whether a list's rows are steps, one after the other. */
  readonly isOrdered?: true
}

/** An address that a link may have: http or https, in the form that `URL` gives it; null for anything else. */
export function readLinkTarget(given: string): string | null {
  const url = URL.canParse(given) ? new URL(given) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' ? url.href : null
}
