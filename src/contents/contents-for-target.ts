import { existsSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import { formatConfigError } from '../model/config-error.ts'
import { type ConfigFiles, diskFiles, fromRoot, isInside } from '../repository/config-files.ts'
import { repositoryRoot } from '../repository/repository-root.ts'
import { CONTENTS_FILE, type ContentsPattern, loadContentsList } from './contents-list.ts'

/** The contents list that a package is held to. */
export interface TargetContents {
  /** Null where there is no list: then anything may ship. */
  readonly patterns: readonly ContentsPattern[] | null
  /** Whole sentences. */
  readonly notes: readonly string[]
}

/**
 * The contents list beside a package's package.json. In a pull request a list that the base commit has holds: what the
 * request changes in it takes effect after the merge; a list that is new holds at once.
 * @throws CannotLook when a list is there and cannot be read.
 */
export async function contentsForTarget(
  directory: string,
  base: ConfigFiles | null,
): Promise<TargetContents> {
  const root = repositoryRoot(directory) ?? directory
  const folder = isInside(root, directory) ? fromRoot(root, directory) : ''
  const own = existsSync(path.join(directory, CONTENTS_FILE)) ? await read(diskFiles(root), folder) : null
  const atBase = base === null ? null : await loadContentsList(base, folder)
  const [problem] = atBase?.errors ?? []
  if (problem !== undefined)
    return {
      patterns: own,
      notes: [
        `The contents list at the base commit cannot be read, so the list of this commit holds. ${formatConfigError(problem)}`,
      ],
    }
  const before = atBase?.patterns ?? null
  if (before === null) return { patterns: own, notes: [] }
  const changed =
    JSON.stringify(own?.map(({ pattern }) => pattern)) !==
    JSON.stringify(before.map(({ pattern }) => pattern))
  return {
    patterns: before,
    notes: changed
      ? [`This pull request changes ${CONTENTS_FILE}; the change takes effect after the merge.`]
      : [],
  }
}

async function read(files: ConfigFiles, folder: string): Promise<readonly ContentsPattern[] | null> {
  const list = await loadContentsList(files, folder)
  if (list === null || list.errors.length === 0) return list?.patterns ?? null
  const [first, ...rest] = list.errors.map(formatConfigError)
  throw new CannotLook(
    [`The contents list is wrong, so nothing was judged. ${first ?? ''}`, ...rest].join('\n'),
  )
}
