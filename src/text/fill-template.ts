import { formatBytes } from './format-bytes.ts'

/** What can be put into a message: text and lists of text are hostile, numbers are not. */
export type TemplateValue = string | number | readonly string[]

/**
 * Fills the values into a message. The template's own text is ours and stays as written.
 * - `{path}`: text, encoded; a number with thousands separators; a list as `a, b and c`, each encoded, a long one with
 *   its first few and a count.
 * - `{files|file|files}`: a number with its noun: `1 file`, `1,900 files`.
 * - `{size:bytes}`: a number of bytes as `59.8 MB`.
 * A name without a value stays, so that a mistake in a rule shows.
 */
export function fillTemplate(
  template: string,
  data: Readonly<Record<string, TemplateValue>>,
  encodeValue: (value: string) => string = (value) => value,
): string {
  const pattern = /\{(\w+)(?::(bytes)|\|([^|{}]*)\|([^|{}]*))?\}/g
  return template.replace(
    pattern,
    (placeholder, name: string, unit?: string, one?: string, many?: string) => {
      const value = Object.hasOwn(data, name) ? data[name] : undefined
      if (value === undefined) return placeholder
      if (typeof value === 'string') return encodeValue(value)
      if (typeof value !== 'number') return shortList(value.map(encodeValue))
      if (unit === 'bytes') return formatBytes(value)
      const number = value.toLocaleString('en-US')
      return one === undefined || many === undefined ? number : `${number} ${value === 1 ? one : many}`
    },
  )
}

/** `a`, `a and b`, `a, b and c`. */
export function joinList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** Items of a list that are named in a sentence. */
const ITEMS_NAMED = 6

/** Like {@link joinList}; beyond the first few, how many more there are: `a, b and 34 more`. */
export function shortList(items: readonly string[], named: number = ITEMS_NAMED): string {
  if (items.length <= named + 1) return joinList(items)
  const left = (items.length - named).toLocaleString('en-US')
  return joinList([...items.slice(0, named), `${left} more`])
}
