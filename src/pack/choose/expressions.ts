import { isObject } from '../../model/json-object.ts'

type Members = Readonly<Record<string, unknown>>

/** What expressions may ask for, by the first word: `matrix`, `inputs`, `env`. */
export type Contexts = Readonly<Record<string, Members>>

/** A part of a workflow with `${{ matrix.package.path }}`, `${{ inputs.folder }}` and the like filled in; what nothing is known of stays. */
export function fillIn(value: unknown, contexts: Contexts): unknown {
  if (typeof value === 'string')
    return value.replace(
      /\$\{\{\s*(\w+)((?:\.[\w-]+)+)\s*\}\}/g,
      (whole, context: string, members: string) => {
        const found = members
          .slice(1)
          .split('.')
          .reduce<unknown>(
            (at, member) => (isObject(at) && Object.hasOwn(at, member) ? at[member] : undefined),
            Object.hasOwn(contexts, context) ? contexts[context] : undefined,
          )
        return typeof found === 'string' || typeof found === 'number' ? String(found) : whole
      },
    )
  if (Array.isArray(value)) return value.map((one) => fillIn(one, contexts))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillIn(one, contexts)]))
}

/** The same of members, which stay members. */
export const fillMembers = (value: Members, contexts: Contexts): Members =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillIn(one, contexts)]))

/** What inputs are where they are called so: as given, else by their defaults. */
export function collectInputs(declared: unknown, given: unknown): Members {
  const defaults = isObject(declared)
    ? Object.entries(declared).map(([name, one]) => [name, isObject(one) ? one.default : undefined])
    : []
  return { ...Object.fromEntries(defaults), ...(isObject(given) ? given : {}) }
}
