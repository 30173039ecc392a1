import type * as z from 'zod'
import type { TemplateValue } from '../text/fill-template.ts'
import type { Entry, EntryType } from './entry.ts'
import type { Layer } from './layer.ts'
import type { PackageFacts, ReleaseFacts } from './package-facts.ts'
import type { Profile, Severity } from './report.ts'

export type SeverityByProfile = Readonly<Record<Profile, Severity>>

/** One thing that a rule can say. `{name}` stands for a value of `data` (see `fillTemplate`); reporters encode values. */
export interface Message {
  /** What is there. */
  readonly what: string
  /** Why it matters. */
  readonly why: string
  /** What to do. */
  readonly fix: string
  /** Where this message is graver or milder than the rule. */
  readonly severity?: SeverityByProfile
}

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
  /** The whole archive, entry by entry; `files` is empty then, and nothing is added. */
  readonly archive?: readonly ExampleEntry[]
  /** Made at run time, so that nothing secret-shaped lies in the source. */
  readonly files: ExampleFiles | (() => ExampleFiles)
  /** The release before, for rules that compare. */
  readonly before?: ExampleFiles | (() => ExampleFiles)
  readonly options?: Readonly<Record<string, unknown>>
  readonly profile?: Profile
  /** What the run knows of the release. */
  readonly release?: ReleaseFacts
}

export interface RuleMeta {
  /** `category/name`. */
  readonly id: string
  /** A noun phrase that fits a table: "Original source in a source map". */
  readonly title: string
  /** One paragraph: why anybody should care. */
  readonly why: string
  /** One paragraph: the usual remedy. */
  readonly fix: string
  readonly severity: SeverityByProfile
  /** Version of Seaworthy that had it first. */
  readonly since: string
}

/** Where a finding is. Only `path` shows a place in the package; `offset` becomes line and column. */
export interface Place {
  /** Path inside the package. */
  readonly path: string
  /** Names inward from the entry; empty or absent for the entry itself. */
  readonly trail?: readonly string[]
  /** 1-based. */
  readonly line?: number
  /** 1-based, in UTF-16 units. */
  readonly column?: number
  /** Already redacted; shown to everybody. */
  readonly evidence?: string
}

/** A place by layer and byte offset: line, column and the original position are worked out by the scan. */
export interface LayerPlace {
  readonly layer: Layer
  /** Byte offset in `layer.bytes`; absent for the layer as a whole. */
  readonly offset?: number
  /** Already redacted; shown to everybody. */
  readonly evidence?: string
}

/** Values of a message, by name; see `fillTemplate` for how each is shown. */
export type Data = Readonly<Record<string, TemplateValue>>

export interface Observation<Id extends string = string> {
  readonly message: Id
  readonly data?: Data
  /** One place or many; none for a finding about the package as a whole. */
  readonly at?: Entry | Place | LayerPlace | readonly (Place | LayerPlace)[]
  /**
   * Observations of one rule and message with the same group become one finding with several places.
   * Default: the message with its data filled in. Never leaves the process, so it may hold a secret's value.
   */
  readonly group?: string
}

export interface RuleContext<Id extends string, Options> {
  readonly options: Options
  report(observation: Observation<Id>): void
  /**
   * What this rule remembers of this tarball, made by `create` at the first call: for rules that must see every entry
   * before they can say something. Keep it small; the bytes of entries are let go.
   */
  memory<T>(create: () => T): T
}

export interface LayerContext<Id extends string, Options> extends RuleContext<Id, Options> {
  /** Hits of this rule's own `keywords` in this layer, in order of offset. */
  readonly hits: Layer['hits']
}

export interface Rule<Id extends string = string, Schema extends z.ZodObject = z.ZodObject> {
  readonly meta: RuleMeta
  readonly options: Schema
  readonly messages: Readonly<Record<Id, Message>>
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] }
  /**
   * Literal ASCII strings, matched without regard to case. With keywords, `layer` is called only for layers that
   * hold one; all rules' keywords are searched for in a single pass. A function takes them from the options.
   */
  readonly keywords?: readonly string[] | ((options: z.infer<Schema>) => readonly string[])
  /** Kinds of layer that are handed over even when they hold no keyword: bytes whose signature is no text, patterns of users. */
  readonly alwaysFor?: readonly Layer['kind'][] | ((options: z.infer<Schema>) => readonly Layer['kind'][])
  /** Called for every entry of the tarball, in order, duplicates too. */
  entry?(entry: Entry, context: RuleContext<Id, z.infer<Schema>>): void
  /** Called for every layer, the entry's own content included. */
  layer?(layer: Layer, context: LayerContext<Id, z.infer<Schema>>): void
  /** Called once, when everything has been read. */
  package?(facts: PackageFacts, context: RuleContext<Id, z.infer<Schema>>): void | Promise<void>
}

/** Any rule, when its ids and options do not matter. */
export type AnyRule = Rule<string, z.ZodObject>

/**
 * Declares a rule. Checks what types cannot: the id's form and that every placeholder is a plain word.
 * @throws Error at load time when the id is not `category/name`.
 */
export function defineRule<Id extends string, Schema extends z.ZodObject>(rule: Rule<Id, Schema>): AnyRule {
  if (!/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(rule.meta.id))
    throw new Error(`Rule id ${JSON.stringify(rule.meta.id)} is not of the form category/name`)
  return rule as unknown as AnyRule
}
