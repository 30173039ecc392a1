import type { AnyRule } from '../../model/rule.ts'
import { parseByteSize } from '../../text/byte-size.ts'
import type { RuleSetting } from './effective-config.ts'

/**
 * In which direction an option gets stricter. A rule says it in the schema of its options:
 * `z.array(…).default([]).meta({ stricter: 'more' })`. Lists: `more` or `fewer` items; numbers: `smaller` or `larger`;
 * switches: `true` or `false`. An option without it counts as loosened by any change.
 */
export type OptionDirection = 'more' | 'fewer' | 'smaller' | 'larger' | 'true' | 'false'

type Options = Readonly<Record<string, unknown>>

export interface StricterOptions {
  readonly options: Options
  /** Names of options of whose wanted value something was not taken. */
  readonly refused: readonly string[]
  /** Names of lists that were taken, with demanded items added that the wanted list does not have. */
  readonly extended: readonly string[]
}

/**
 * The wanted options of a rule as far as they are no looser than the demanded ones.
 * @param free names of options that may be anything
 */
export function chooseStricterOptions(
  rule: AnyRule,
  demanded: RuleSetting | undefined,
  wanted: RuleSetting | undefined,
  free: readonly string[] = [],
): StricterOptions {
  const base = demanded?.options ?? rule.options.parse({})
  const own = wanted?.options
  if (!own) return { options: base, refused: [], extended: [] }
  const merged: Record<string, unknown> = { ...base }
  const refused: string[] = []
  const extended: string[] = []
  for (const [name, value] of Object.entries(own)) {
    // What the schema filled in is no wish.
    if (wanted.given === null || !Object.hasOwn(wanted.given, name)) continue
    const direction = readDirection(rule, name)
    const result = free.includes(name) ? value : chooseStricterValue(direction, base[name], value)
    merged[name] = result
    if (formatKey(result) !== formatKey(value))
      (direction === 'more' && Array.isArray(result) ? extended : refused).push(name)
  }
  return { options: merged, refused, extended }
}

function chooseStricterValue(direction: OptionDirection | null, base: unknown, value: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(value)) return mergeStricterList(direction, base, value)
  if (typeof base === 'boolean' && typeof value === 'boolean')
    return chooseStricterSwitch(direction, base, value)
  // Nothing was demanded, as with a budget that nobody had set.
  if (base === undefined) return direction === 'more' || direction === 'smaller' ? value : base
  return chooseStricterAmount(direction, base, value)
}

function mergeStricterList(direction: OptionDirection | null, base: unknown[], value: unknown[]): unknown[] {
  if (direction === 'more') {
    const known = new Set(value.map(formatKey))
    return [...value, ...base.filter((item) => !known.has(formatKey(item)))]
  }
  if (direction !== 'fewer') return base
  const allowed = new Set(base.map(formatKey))
  return value.filter((item) => allowed.has(formatKey(item)))
}

function chooseStricterSwitch(direction: OptionDirection | null, base: boolean, value: boolean): boolean {
  if (direction === 'true') return base || value
  return direction === 'false' ? base && value : base
}

function chooseStricterAmount(direction: OptionDirection | null, base: unknown, value: unknown): unknown {
  const [own, demanded] = [parseAmount(value), parseAmount(base)]
  if (own === null || demanded === null) return base
  if (direction === 'smaller') return own <= demanded ? value : base
  return direction === 'larger' && own >= demanded ? value : base
}

/** A number, or a size that is written with its unit; null for anything else. */
function parseAmount(value: unknown): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? parseByteSize(value) : null
}

/** Two option values are the same when their JSON is; user patterns show as their source. */
const formatKey = (value: unknown) => JSON.stringify(value) ?? 'undefined'

const DIRECTIONS: readonly unknown[] = ['more', 'fewer', 'smaller', 'larger', 'true', 'false']

/** Where a rule says that its option gets stricter; null if it does not. */
export function readDirection(rule: AnyRule, name: string): OptionDirection | null {
  // Defaults and optionals wrap the schema that the direction may have been given to.
  let schema: unknown = rule.options.shape[name]
  while (hasMeta(schema)) {
    const stricter = schema.meta()?.stricter
    if (DIRECTIONS.includes(stricter)) return stricter as OptionDirection
    schema = schema.def.innerType
  }
  return null
}

interface WithMeta {
  meta(): Record<string, unknown> | undefined
  readonly def: { readonly innerType?: unknown }
}

function hasMeta(schema: unknown): schema is WithMeta {
  return typeof schema === 'object' && schema !== null && 'meta' in schema && 'def' in schema
}
