/** A form in which a report can be shown. */
export type ReportFormat =
  | 'terminal'
  | 'json'
  | 'markdown'
  | 'html'
  | 'sarif'
  | 'junit'
  | 'gitlab'
  | 'ndjson'
  | 'predicate'

/** What a form of a report needs to know of where it goes. */
export interface RenderOptions {
  /** Whether the terminal page has colours; default no. */
  readonly color?: boolean
  /** Columns of the terminal page; default 100. */
  readonly width?: number
  /** Whether the terminal page says only what must be said; default no. */
  readonly quiet?: boolean
}
