/** Data of somebody's system. `rows`: with credentials or people in it; `store`: a database of another sort. */
export interface DataKind {
  readonly message: 'rows' | 'store'
  /** A noun phrase with a capital letter. */
  readonly kind: string
  /** What tells what is in it: tables, columns; empty where nothing does. */
  readonly holds: string
}

/** A table in which rows are people or their accounts. */
export interface PeopleTable {
  readonly rows: number
  /** Names of the telling columns. */
  readonly columns: string
  /** Whether passwords or their hashes are among them. */
  readonly hasSecrets: boolean
}
