import { lstat, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import { isInside } from '../../repository/config-files.ts'
import { readRegular } from '../../repository/read-regular.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'

type Members = Readonly<Record<string, unknown>>

/** Largest file of a repository that is read to learn how it publishes, in bytes. */
const MOST_BYTES = 4 * 1024 ** 2

/**
 * The text of a file without its byte order mark; null if there is none that can be read.
 * @throws CannotLook for a link that leads out of the repository: what it leads to would be told in messages
 */
export async function readText(file: string): Promise<string | null> {
  try {
    if ((await stat(file)).size > MOST_BYTES) return null
    if ((await lstat(file)).isSymbolicLink()) await assertInside(file)
    return String(await readRegular(file)).replace(/^\uFEFF/, '')
  } catch (error) {
    if (error instanceof CannotLook) throw error
    return null
  }
}

async function assertInside(file: string): Promise<void> {
  const folder = path.dirname(file)
  const root = await realpath(findRepositoryRoot(folder) ?? folder)
  if (!isInside(root, await realpath(file)))
    throw new CannotLook(
      `${path.basename(file)} in ${folder} is a link that leads out of the repository. Put the file itself there.`,
    )
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

/** A value at a path of members; undefined where there is none. */
export function readMemberAt(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const step of path) {
    if (!isObject(found) || !Object.hasOwn(found, step)) return undefined
    found = found[step]
  }
  return found
}
