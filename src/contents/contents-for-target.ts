import { existsSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import { formatConfigError } from '../model/config-error.ts'
import type { CommitFiles } from '../repository/commit-files.ts'
import { type ConfigFiles, isInside, makeRelativeToRoot, openDiskFiles } from '../repository/config-files.ts'
import { WrongAtBase } from '../repository/wrong-at-base.ts'
import { CONTENTS_FILE, type ContentsPattern, loadContentsList } from './contents-list.ts'

/** The contents list that a package is held to. */
export interface TargetContents {
  /** Null where there is no list: then anything may ship. */
  readonly patterns: readonly ContentsPattern[] | null
  /** Whole sentences. */
  readonly notes: readonly string[]
}

/**
 * The contents list beside a package's package.json. In a pull request a list that the base commit has holds, wherever
 * the package lay there: what the request changes in it takes effect after the merge; a list that is new holds at once.
 * @param root that paths are told from
 * @param base the base commit and the folders in which it has the package, the surest first; null where nothing is merged
 * @throws CannotLook when a list is there and cannot be read.
 */
export async function loadContentsForTarget(
  directory: string,
  root: string,
  base: { readonly commit: CommitFiles; readonly folders: readonly string[] } | null,
): Promise<TargetContents> {
  const folder = isInside(root, directory) ? makeRelativeToRoot(root, directory) : ''
  const own = existsSync(path.join(directory, CONTENTS_FILE)) ? await read(openDiskFiles(root), folder) : null
  const before = base === null ? null : await findFirstList(base.commit, base.folders)
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

async function findFirstList(
  base: CommitFiles,
  folders: readonly string[],
): Promise<readonly ContentsPattern[] | null> {
  for (const folder of folders) {
    const list = await loadContentsList(base, folder)
    if (list === null) continue
    if (list.errors.length > 0) throw new WrongAtBase('the contents list', base, list.errors)
    return list.patterns
  }
  return null
}

async function read(files: ConfigFiles, folder: string): Promise<readonly ContentsPattern[] | null> {
  const list = await loadContentsList(files, folder)
  if (list === null || list.errors.length === 0) return list?.patterns ?? null
  const [first, ...rest] = list.errors.map(formatConfigError)
  throw new CannotLook(
    [`The contents list is wrong, so nothing was judged. ${first ?? ''}`, ...rest].join('\n'),
  )
}
