import { checkForbiddenValue, type ForbiddenValue } from './forbidden-value.ts'

/** Secrets that a run was given to look for, and what must be said of those that cannot be looked for. */
export interface GivenValues {
  readonly values: readonly ForbiddenValue[]
  /** Whole sentences, with names and without values. */
  readonly notes: readonly string[]
}

/**
 * Reads what a workflow hands over: lines `NAME=value`, a line without a name goes on with the value before; or one JSON
 * object of names and values, as `toJSON(secrets)` writes it.
 * @returns null when the text is neither.
 */
export function readGivenValues(text: string): ForbiddenValue[] | null {
  if (text.trimStart().startsWith('{')) return readObject(text)
  const values: { name: string; value: string }[] = []
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line)
    const last = values.at(-1)
    if (match?.[1] !== undefined && match[2] !== undefined) values.push({ name: match[1], value: match[2] })
    else if (last !== undefined) last.value += `\n${line}`
    else if (line.trim() !== '') return null
  }
  return values.map(({ name, value }) => ({ name, value: value.trim() }))
}

/** Those values that can be looked for, and a sentence for each that cannot. */
export function sortGivenValues(given: readonly ForbiddenValue[]): GivenValues {
  const refused = given.map(({ name, value }) => checkForbiddenValue(name, value))
  return {
    values: given.filter((_, index) => refused[index] === null),
    notes: refused.filter((sentence) => sentence !== null),
  }
}

/** The values of environment variables that a configuration names. */
export function readForbiddenFromEnvironment(names: unknown): GivenValues {
  if (!Array.isArray(names)) return { values: [], notes: [] }
  return sortGivenValues(
    names
      .filter((name) => typeof name === 'string')
      .map((name) => ({ name, value: process.env[name] ?? '' })),
  )
}

function readObject(text: string): ForbiddenValue[] | null {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return null
    return Object.entries(parsed)
      .filter((pair): pair is [string, string] => typeof pair[1] === 'string')
      .map(([name, value]) => ({ name, value }))
  } catch {
    return null
  }
}
