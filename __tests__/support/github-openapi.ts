import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

import { makeSample } from './sample-of-schema.ts'

export type Description = 'github.com' | 'ghes-3.17'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: object
}
type Content = Readonly<Record<string, { schema: object }>>
interface Operation {
  parameters?: (Parameter | Reference)[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { content?: Content } | Reference>
}
interface Reference {
  $ref: string
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}

const fixtures = path.join(path.dirname(fileURLToPath(import.meta.url)), '../fixtures/github-openapi')

/** A call as it came over the wire, without the base path. */
export interface Call {
  method: string
  url: URL
  body: unknown
}

/** GitHub's own description of its API, cut to the operations that Seaworthy calls. */
export class GitHubOpenApi {
  readonly #document: Document
  readonly #ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true })
  readonly #validators = new Map<object, ValidateFunction>()

  constructor(description: Description) {
    const text = readFileSync(path.join(fixtures, `${description}.json`), 'utf8')
    this.#document = JSON.parse(text, removeLooseNullable) as Document
    formats.default(this.#ajv)
    this.#ajv.addSchema(this.#document, 'api')
  }

  /** What is wrong with a call by the description; empty when nothing is. */
  checkCall(call: Call): string[] {
    const found = this.#find(call)
    if (found === null) return [`${call.method} ${call.url.pathname}: no such operation`]
    const parameters = (found.operation.parameters ?? []).map((parameter) =>
      this.#resolve<Parameter>(parameter),
    )
    return [
      ...parameters.flatMap((parameter) => this.#checkParameter(parameter, call.url, found.values)),
      ...[...call.url.searchParams.keys()]
        .filter(
          (name) => !parameters.some((parameter) => parameter.in === 'query' && parameter.name === name),
        )
        .map((name) => `query parameter ${name} is unknown`),
      ...this.#checkBody(found.operation, call.body),
    ].map((problem) => `${call.method} ${call.url.pathname}: ${problem}`)
  }

  /** What is wrong with an answer that we are about to give; empty when nothing is or the description is silent. */
  checkAnswer(call: Call, status: number, body: unknown): string[] {
    const operation = this.#find(call)?.operation
    const response = operation?.responses[String(status)]
    if (response === undefined) return []
    const schema = this.#resolve<{ content?: Content }>(response).content?.['application/json']?.schema
    return schema === undefined ? [] : this.#problems(schema, body)
  }

  /** The smallest object of a schema that the description names. */
  sample(name: string): Record<string, unknown> {
    const resolve = (reference: string): object => this.#resolve<object>({ $ref: reference })
    return makeSample(resolve(`#/components/schemas/${name}`), resolve) as Record<string, unknown>
  }

  #find(call: Call): { operation: Operation; values: Record<string, string> } | null {
    for (const [template, item] of Object.entries(this.#document.paths)) {
      // The root folder's own path is empty, and Octokit leaves the slash before it out.
      const pattern = template.replace('/{path}', '/?(?<path>[^/]*)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
      const match = new RegExp(`^${pattern}$`).exec(call.url.pathname)
      const operation = item[call.method.toLowerCase()]
      if (match !== null && operation !== undefined) return { operation, values: { ...match.groups } }
    }
    return null
  }

  #checkParameter(parameter: Parameter, url: URL, values: Readonly<Record<string, string>>): string[] {
    const value = parameter.in === 'path' ? values[parameter.name] : url.searchParams.get(parameter.name)
    if (value === undefined || value === null)
      return parameter.required ? [`${parameter.in} parameter ${parameter.name} is missing`] : []
    // Wrapped, because ajv coerces "3" to a number only inside something.
    const wrapped = { type: 'object', properties: { [parameter.name]: parameter.schema } }
    return this.#problems(wrapped, { [parameter.name]: decodeURIComponent(value) })
  }

  #checkBody(operation: Operation, body: unknown): string[] {
    const schema = operation.requestBody?.content['application/json']?.schema
    if (schema === undefined) return body === undefined ? [] : ['a body where none belongs']
    if (body === undefined) return operation.requestBody?.required ? ['the body is missing'] : []
    // The description tolerates unknown properties; a misspelt one is a mistake of ours.
    return this.#problems({ ...schema, additionalProperties: false }, structuredClone(body))
  }

  #problems(schema: object, value: unknown): string[] {
    const known = this.#validators.get(schema)
    const validate = known ?? this.#ajv.compile(this.#absolute(schema))
    this.#validators.set(schema, validate)
    return validate(value)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
  }

  /** The schema with its references into the document made absolute, so that it can be compiled alone. */
  #absolute(schema: object): object {
    return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/')) as object
  }

  #resolve<T>(node: T | Reference): T {
    if (typeof node !== 'object' || node === null || !('$ref' in node)) return node as T
    const [, , kind = '', name = ''] = node.$ref.split('/')
    return this.#document.components[kind]?.[name] as T
  }
}

/** ajv takes `nullable` beside `type` alone; the description has it beside references too. */
function removeLooseNullable(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('nullable' in value) || 'type' in value) return value
  const { nullable: _, ...rest } = value
  return { anyOf: [rest, { type: 'null' }] }
}
