import * as z from 'zod'
import type { AnyRule } from '../../model/rule.ts'

/** An option of a rule, for a person. */
export interface DescribedOption {
  readonly name: string
  /** `text`, `number`, `list of texts`, or the words that it may be. */
  readonly type: string
  /** Plain JSON; undefined if it has none. */
  readonly byDefault: unknown
  readonly description: string
}

interface Property {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly items?: Property
  readonly anyOf?: readonly Property[]
  readonly default?: unknown
  readonly description?: string
}

/** The options of a rule, in the order of its schema. */
export function describeOptions(rule: AnyRule): DescribedOption[] {
  const schema = z.toJSONSchema(rule.options, { io: 'input', unrepresentable: 'any' }) as {
    readonly properties?: Readonly<Record<string, Property>>
  }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    type: describeType(property),
    byDefault: property.default,
    description: property.description ?? '',
  }))
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'true or false',
  object: 'map',
  null: 'null',
}

function describeType(property: Property): string {
  if (property.enum) return property.enum.map(String).join(', ')
  if (property.anyOf) return [...new Set(property.anyOf.map(describeType))].join(' or ')
  if (property.type === 'array') {
    const items = property.items === undefined ? 'any' : describeType(property.items)
    return ['text', 'number', 'map'].includes(items) ? `list of ${items}s` : `list of ${items}`
  }
  return NAMES[property.type ?? ''] ?? 'any'
}
