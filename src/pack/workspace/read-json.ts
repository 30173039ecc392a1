import { readFile, stat } from 'node:fs/promises'

type Members = Readonly<Record<string, unknown>>

/** Largest file of a repository that is read to learn how it publishes, in bytes. */
const MOST_BYTES = 4 * 1024 ** 2

/** The text of a file without its byte order mark; null if there is none that can be read. */
export async function readText(file: string): Promise<string | null> {
  try {
    if ((await stat(file)).size > MOST_BYTES) return null
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}

/** A file as an object of JSON; null if it is none. */
export async function readJson(file: string): Promise<Members | null> {
  try {
    const value: unknown = JSON.parse((await readText(file)) ?? '')
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value at a path of members; undefined where there is none. */
export function memberAt(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const step of path) {
    if (!isObject(found) || !Object.hasOwn(found, step)) return undefined
    found = found[step]
  }
  return found
}
