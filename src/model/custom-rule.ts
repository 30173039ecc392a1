import type { GlobList } from '../text/glob-list.ts'
import type { UserPattern } from '../text/user-pattern.ts'
import type { LayerKind } from './layer.ts'
import type { SeverityByProfile } from './rule.ts'

/** A value that a member of package.json is held against. */
export type ManifestValue = string | number | boolean | null

/** Something that must not be in a release. */
export type Ban =
  | {
      readonly kind: 'text'
      readonly pattern: UserPattern
      /** What to look in. */
      readonly layers: readonly LayerKind[]
      /** Files to look in; null: all. */
      readonly files: GlobList | null
      /** Files in which it may stand; null: nowhere. */
      readonly onlyIn: GlobList | null
    }
  | {
      readonly kind: 'file'
      readonly files: GlobList
      /** Where they may lie all the same; null: nowhere. */
      readonly onlyIn: GlobList | null
    }
  | {
      readonly kind: 'amount'
      readonly files: GlobList
      /** Bytes of one of these files at most. */
      readonly largest: number | null
      /** Bytes of all of them together at most. */
      readonly total: number | null
      /** How many of them at most. */
      readonly count: number | null
    }
  | { readonly kind: 'manifest'; readonly member: readonly string[]; readonly expected: ManifestTest }

/** Something that must be in a release. */
export type Requirement =
  | { readonly kind: 'file'; readonly files: GlobList; readonly contains: UserPattern | null }
  | { readonly kind: 'manifest'; readonly member: readonly string[]; readonly expected: ManifestTest }

/** What a member of package.json is held against: anything at all, one value, or a pattern over its text. */
export type ManifestTest =
  | { readonly kind: 'present' }
  | { readonly kind: 'value'; readonly value: ManifestValue }
  | { readonly kind: 'pattern'; readonly pattern: UserPattern }

/** Small file trees that the rule must find, or must not. */
export interface CustomExample {
  readonly files: Readonly<Record<string, string>>
  readonly isBad: boolean
}

/** A rule of a team's own, as data: from a configuration or a policy. */
export interface CustomRule {
  /** `team/name`; no category of the built-in rules. */
  readonly id: string
  readonly title: string
  readonly why: string
  readonly fix: string
  readonly severity: SeverityByProfile
  readonly bans: readonly Ban[]
  readonly requirements: readonly Requirement[]
  readonly examples: readonly CustomExample[]
}
