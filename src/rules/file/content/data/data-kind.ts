/** Data of somebody's system. `rows`: with credentials or people in it; `store`: a database of another sort. */
export interface DataKind {
  readonly message: 'rows' | 'store'
  /** A noun phrase with a capital letter. */
  readonly kind: string
  /** What tells what is in it: tables, columns; empty where nothing does. */
  readonly holds: string
}
