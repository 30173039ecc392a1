import type * as z from 'zod'
import { type ConfigError, MAX_ERRORS, quoteForMessage, suggestName } from '../../model/config-error.ts'
import { isObject } from '../../model/json-object.ts'
import type { ConfigDocument, ValuePath } from './config-document.ts'
import { ESCAPE_KEY } from './config-keys.ts'

type Issue = z.core.$ZodIssue

/**
 * Holds a document against a schema.
 * @returns the parsed value, or errors with positions and the nearest right names
 */
export async function parseAgainst<Schema extends z.ZodType>(
  schema: Schema,
  document: ConfigDocument,
  value: unknown = document.data,
): Promise<{ ok: true; value: z.output<Schema> } | { ok: false; errors: ConfigError[] }> {
  const knownKeys = new WeakMap<object, readonly string[]>()
  const result = await schema.safeParseAsync(value, {
    error: (issue) => {
      // The list of keys survives into the final issue; the schema that knows the right ones does not.
      if (issue.code === 'unrecognized_keys' && issue.keys && 'inst' in issue)
        knownKeys.set(issue.keys, listKnownKeys(issue.inst))
      return undefined
    },
  })
  if (result.success) return { ok: true, value: result.data }
  const errors = result.error.issues.flatMap((issue) =>
    describeIssue(issue as Issue, document, value, knownKeys),
  )
  return { ok: false, errors: errors.sort(compareByPlace).slice(0, MAX_ERRORS) }
}

/** In the order in which a person goes through the file. */
function compareByPlace(one: ConfigError, other: ConfigError): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)
}

/** The keys that a map with fixed keys, or a record over an enumeration, takes. */
function listKnownKeys(schema: unknown): readonly string[] {
  const def = (schema as { _zod?: { def?: { shape?: object; keyType?: { options?: unknown } } } })._zod?.def
  // The escape is never proposed: nobody is to take it by accident.
  if (def?.shape) return Object.keys(def.shape).filter((key) => key !== ESCAPE_KEY && key !== '$schema')
  const options = def?.keyType?.options
  return Array.isArray(options) ? options.map(String) : []
}

function describeIssue(
  issue: Issue,
  document: ConfigDocument,
  root: unknown,
  knownKeys: WeakMap<object, readonly string[]>,
): ConfigError[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  const makeError = (
    message: string,
    at: ValuePath = path,
    what: 'key' | 'value' = 'value',
  ): ConfigError => ({
    file: document.file,
    message,
    ...document.positionOf(at, what),
  })
  const given = readValueAt(root, path)
  const isMissing = given === undefined && path.length > 0
  if (isMissing && ['invalid_type', 'invalid_union', 'invalid_value'].includes(issue.code))
    return [
      makeError(
        `${nameSubject(path.slice(0, -1))} lacks ${quoteForMessage(String(path.at(-1)))}. Add it.`,
        path.slice(0, -1),
      ),
    ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        makeError(explainUnknownKey(path, key, knownKeys.get(issue.keys) ?? []), [...path, key], 'key'),
      )
    case 'invalid_union': {
      const branch = pickLikeliestBranch(issue.errors, given)
      if (!branch)
        return [
          makeError(`${nameSubject(path)} cannot be ${nameType(given)}.${describeExpectation(issue.errors)}`),
        ]
      return branch.flatMap((inner) =>
        describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, document, root, knownKeys),
      )
    }
    case 'invalid_value': {
      const values = issue.values.map(String)
      const hint = suggestName(typeof given === 'string' ? given : given === false ? 'off' : '', values)
      return [
        makeError(
          `${nameSubject(path)} cannot be ${nameType(given)}.${hint || ` It takes: ${formatList(values)}.`}`,
        ),
      ]
    }
    case 'invalid_key': {
      const key = String(path.at(-1) ?? '')
      const values = issue.issues.flatMap((inner) =>
        inner.code === 'invalid_value' ? inner.values.map(String) : [],
      )
      return [makeError(explainUnknownKey(path.slice(0, -1), key, values), path, 'key')]
    }
    case 'invalid_type':
      return [
        makeError(`${nameSubject(path)} must be ${addArticle(issue.expected)}, not ${nameType(given)}.`),
      ]
    case 'custom':
      // What is wrong with a map as a whole stands at its name.
      return [
        makeError(issue.message, path, isObject(given) && typeof path.at(-1) === 'string' ? 'key' : 'value'),
      ]
    default:
      return [
        makeError(
          `${nameSubject(path)} cannot be ${nameType(given)}: ${issue.message}.`.replace(/\.+$/, '.'),
        ),
      ]
  }
}

function explainUnknownKey(path: ValuePath, key: string, known: readonly string[]): string {
  const where = path.length === 0 ? '' : ` in ${quoteForMessage(path.join('.'))}`
  const parent = path.at(-1)
  if (parent === 'rules') return `There is no rule ${quoteForMessage(key)}.${suggestName(key, known)}`
  const kind = parent === 'options' ? 'option' : 'key'
  return `There is no ${kind} ${quoteForMessage(key)}${where}.${suggestName(key, known)}`
}

/** The branch that was meant: one that got past the outermost form, or the one for the form that was given. */
function pickLikeliestBranch(
  branches: readonly (readonly Issue[])[],
  given: unknown,
): readonly Issue[] | undefined {
  const isAtRoot = (issue: Issue) => issue.path.length === 0
  const deeper = branches.find(
    (issues) =>
      issues.length > 0 && !issues.some((issue) => isAtRoot(issue) && issue.code !== 'unrecognized_keys'),
  )
  if (deeper) return deeper
  if (isObject(given) || Array.isArray(given) || given === null) return undefined
  return branches.find((issues) => issues.some((issue) => issue.code !== 'invalid_type'))
}

function describeExpectation(branches: readonly (readonly Issue[])[]): string {
  const forms = branches.flatMap((issues) =>
    issues.flatMap((issue) => {
      if (issue.code === 'invalid_type') return [addArticle(issue.expected)]
      return issue.code === 'invalid_value' ? [`one of ${formatList(issue.values.map(String))}`] : []
    }),
  )
  return forms.length === 0 ? '' : ` It takes ${forms.join(' or ')}.`
}

function readValueAt(root: unknown, path: ValuePath): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

const nameSubject = (path: ValuePath) =>
  path.length === 0 ? 'The configuration' : quoteForMessage(path.join('.'))

function formatList(values: readonly string[]): string {
  return values.length > 16 ? `${values.slice(0, 16).join(', ')}, …` : values.join(', ')
}

function nameType(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'a map'
  return typeof value === 'string' ? quoteForMessage(value) : String(value)
}

function addArticle(type: string): string {
  const names: Record<string, string> = {
    object: 'a map',
    record: 'a map',
    array: 'a list',
    string: 'a text',
    boolean: 'true or false',
    number: 'a number',
    int: 'a whole number',
  }
  return names[type] ?? `of type ${type}`
}
