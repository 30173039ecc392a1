interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Schema>
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  format?: string
  nullable?: boolean
}

const STRINGS: Readonly<Record<string, string>> = {
  uri: 'https://github.com/',
  'date-time': '2026-11-01T00:00:00Z',
  email: 'octocat@github.com',
}

/** The smallest value that a schema of GitHub's description asks for. */
export function makeSample(schema: Schema, resolve: (reference: string) => object): unknown {
  const sample = (one: Schema): unknown => makeSample(one, resolve)
  if (schema.$ref !== undefined) return sample(resolve(schema.$ref))
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(sample)) as object
  const [first] = schema.oneOf ?? schema.anyOf ?? []
  if (first !== undefined) return sample(first)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return STRINGS[schema.format ?? ''] ?? 'text'
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return false
    case 'array':
      return []
    case 'null':
      return null
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [
          name,
          sample(schema.properties?.[name] ?? { type: 'string' }),
        ]),
      )
  }
}
