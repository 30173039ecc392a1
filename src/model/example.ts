import type { EntryType } from './entry.ts'
import type { ReleaseFacts } from './package-facts.ts'
import type { Packing } from './packing.ts'
import type { Profile } from './report.ts'
import type { DefinedRule } from './rule.ts'

/** A small package by path → content, as a rule's example. `package.json` is added where it is missing. */
export type ExampleFiles = Readonly<Record<string, string | Uint8Array>>

/** A member of an example's archive, as its header is to have it: for archives that `npm pack` does not write. */
export interface ExampleEntry {
  /** With the root folder: `package/index.js`. */
  readonly path: string
  /** Default `file`. */
  readonly type?: Exclude<EntryType, 'unknown'>
  readonly content?: string
  readonly linkTarget?: string
  /** Default 0o644. */
  readonly mode?: number
}

export interface Example {
  readonly title: string
  /** It takes seconds to build and to scan, and is tried with the slow tests. */
  readonly heavy?: true
  /** The whole archive, entry by entry; `files` is empty then, and nothing is added. */
  readonly archive?: readonly ExampleEntry[]
  /** The very bytes, for what is no archive at all; `files` is empty then. */
  readonly tarball?: () => Uint8Array
  /** Made at run time, so that nothing secret-shaped lies in the source. */
  readonly files: ExampleFiles | (() => ExampleFiles)
  /** The release before, for rules that compare. */
  readonly before?: ExampleFiles | (() => ExampleFiles)
  readonly options?: Readonly<Record<string, unknown>>
  readonly profile?: Profile
  /** What the run knows of the release. */
  readonly release?: ReleaseFacts
  /** How it was packed. */
  readonly packing?: Packing
}

/** An example that a rule must find, and the message that it shows. */
export interface BadExample<Id extends string = string> extends Example {
  readonly message: Id
}

/** The examples of one rule: for its tests and its page, never in the bundle. */
export interface Examples<Id extends string = string> {
  readonly bad: readonly BadExample<Id>[]
  /** Silent under every rule. */
  readonly good: readonly Example[]
}

/** Declares the examples of a rule; every message of the rule has at least one bad one, which a test holds. */
export function defineExamples<Id extends string>(
  _rule: DefinedRule<Id>,
  examples: Examples<Id>,
): Examples<Id> {
  return examples
}
