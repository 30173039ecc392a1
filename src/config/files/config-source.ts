/** Where a value comes from. Lines and columns are 1-based. */
export interface Source {
  /** `base`: the configuration at the base commit of a pull request. */
  readonly kind: 'default' | 'config' | 'input' | 'base' | 'policy'
  /** As a person would name it: a path, an input's name, `owner/repo/path@ref`; null for defaults. */
  readonly name: string | null
  readonly line: number | null
  readonly column: number | null
}
