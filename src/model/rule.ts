import type * as z from 'zod'
import type { TemplateValue } from '../text/fill-template.ts'
import type { ArchiveKind } from './archive.ts'
import type { BoundValue } from './bound-value.ts'
import type { Entry } from './entry.ts'
import type { Heed, Layer } from './layer.ts'
import type { PackageFacts } from './package-facts.ts'
import type { Confidence, Profile, Severity } from './report.ts'
import type { Traits } from './traits.ts'

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
  /** How sure it is that a value is a secret; only where one is told. */
  readonly confidence?: Confidence
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
  readonly traits: Traits
  /** Where it is explained; left out for built-in rules, whose pages are found by their id. */
  readonly docs?: string
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
  /** How much is exposed there, for rules whose exceptions hold for so much. */
  readonly amount?: Amount
  /** `boundContent` of what stands there, for rules whose exceptions hold for a content, when the layer is gone. */
  readonly content?: BoundValue
}

/** How much of original source. */
export interface Amount {
  readonly files: number
  readonly lines: number
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

/** A message as a rule file writes it: one word of severity where both profiles agree. */
export type WrittenMessage = Omit<Message, 'severity'> & { readonly severity?: Severity | SeverityByProfile }

/** The messages of a rule, by id. */
export type Messages = Readonly<Record<string, WrittenMessage>>

type NameOf<Inside extends string> = Inside extends `${infer Name}|${string}`
  ? Name
  : Inside extends `${infer Name}:${string}`
    ? Name
    : Inside

/** The names that stand in braces in a template; any name where the template is known at run time only. */
export type Placeholders<Template extends string> = string extends Template
  ? string
  : Template extends `${string}{${infer Inside}}${infer Rest}`
    ? Exclude<NameOf<Inside>, `${string} ${string}`> | Placeholders<Rest>
    : never

/** What a message must be given: a value for each of its placeholders. */
export type DataOf<Said extends WrittenMessage> = Readonly<
  Record<Placeholders<Said['what'] | Said['why'] | Said['fix']>, TemplateValue>
>

interface Observed<Id extends string> {
  readonly message: Id
  /** One place or many; none for a finding about the package as a whole. */
  readonly at?: Entry | Place | LayerPlace | readonly (Place | LayerPlace)[]
  /**
   * Observations of one rule and message with the same group become one finding with several places.
   * Default: the message with its data filled in. Never leaves the process, so it may hold a secret's value.
   */
  readonly group?: string
  /** What an exception from a rule that `binds: 'said'` holds for. Default: the message with its data. */
  readonly said?: string
}

/**
 * What a rule reports: one of its messages, with a value for each placeholder of it. Where the message is one of
 * several, the values serve them all.
 */
export type Observation<
  Said extends Messages = Messages,
  Id extends keyof Said & string = keyof Said & string,
> = Observed<Id> &
  (string extends keyof DataOf<Said[Id]>
    ? { readonly data?: Data }
    : [keyof DataOf<Said[Id]>] extends [never]
      ? { readonly data?: Data }
      : { readonly data: DataOf<Said[Id]> })

export interface RuleContext<Said extends Messages, Options> {
  readonly options: Options
  /** What kind of package is looked at. */
  readonly kind: ArchiveKind
  report<Id extends keyof Said & string>(observation: Observation<Said, Id>): void
  /**
   * What this rule remembers of this tarball, made by `create` at the first call: for rules that must see every entry
   * before they can say something. Keep it small; the bytes of entries are let go.
   */
  memory<T>(create: () => T): T
}

export interface LayerContext<Said extends Messages, Options> extends RuleContext<Said, Options> {
  /** Hits of this rule's own `keywords` in this layer, in order of offset. */
  readonly hits: Layer['hits']
}

export interface Rule<Said extends Messages = Messages, Schema extends z.ZodObject = z.ZodObject> {
  readonly meta: RuleMeta
  readonly options: Schema
  readonly messages: Said
  /**
   * Literal ASCII strings, matched without regard to case. With keywords, `layer` is called only for layers that
   * hold one; all rules' keywords are searched for in a single pass. A function takes them from the options.
   */
  readonly keywords?: readonly string[] | ((options: z.infer<Schema>) => readonly string[])
  /**
   * What must stand around one of its keywords for a hit to be handed over; null where every hit is. Asked once for each
   * keyword. It may let through too much, as the rule looks again, but nothing that the rule would report may be dropped.
   */
  heeds?(keyword: string): Heed | null
  /** Kinds of layer that are handed over even when they hold no keyword: bytes whose signature is no text, patterns of users. */
  readonly alwaysFor?: readonly Layer['kind'][] | ((options: z.infer<Schema>) => readonly Layer['kind'][])
  /** Called for every entry of the tarball, in order, duplicates too. */
  entry?(entry: Entry, context: RuleContext<Said, z.infer<Schema>>): void
  /** Called for every layer, the entry's own content included. */
  layer?(layer: Layer, context: LayerContext<Said, z.infer<Schema>>): void
  /** Called once, when everything has been read. */
  package?(facts: PackageFacts, context: RuleContext<Said, z.infer<Schema>>): void | Promise<void>
}

/** Any rule, when its ids and options do not matter. */
export type AnyRule = Rule<Readonly<Record<string, Message>>, z.ZodObject>

/** A rule that still knows the names of its messages: for its examples. */
export type DefinedRule<Id extends string> = AnyRule & { readonly messages: Readonly<Record<Id, Message>> }

/** What a rule file writes: the severity may be one word where both profiles agree. */
type RuleAsWritten<Said extends Messages, Schema extends z.ZodObject> = Omit<Rule<Said, Schema>, 'meta'> & {
  readonly meta: Omit<RuleMeta, 'severity'> & { readonly severity: Severity | SeverityByProfile }
}

/**
 * Declares a rule. The compiler holds every `report` against the message's placeholders.
 * @throws Error at load time when the id is not `category/name`.
 */
export function defineRule<const Said extends Messages, Schema extends z.ZodObject>(
  rule: RuleAsWritten<Said, Schema>,
): DefinedRule<keyof Said & string> {
  const { meta } = rule
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(meta.id))
    throw new Error(`Rule id ${JSON.stringify(meta.id)} is not of the form category/name`)
  const messages = Object.fromEntries(
    Object.entries<WrittenMessage>(rule.messages).map(([id, { severity, ...said }]) => [
      id,
      severity === undefined ? said : { ...said, severity: expandByProfile(severity) },
    ]),
  )
  return {
    ...rule,
    meta: { ...meta, severity: expandByProfile(meta.severity) },
    messages,
  } as unknown as DefinedRule<keyof Said & string>
}

function expandByProfile(severity: Severity | SeverityByProfile): SeverityByProfile {
  return typeof severity === 'string' ? { 'open-source': severity, proprietary: severity } : severity
}
