import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BaselineChoice } from '../baseline/baseline-choice.ts'
import { makeFreshFolder } from '../pack/fresh-folder.ts'
import { makeRelativeToRoot } from '../repository/config-files.ts'
import { findRootAround } from '../repository/repository-root.ts'
import type { GateRequest } from './gate-request.ts'

/** Largest earlier release that is read from a commit, in bytes. */
const MOST = 512 * 1024 * 1024

/**
 * The release to compare with, as the base commit has it where it is a file of the repository: otherwise a pull request
 * could write its own past.
 * @throws CannotLook when the base commit cannot be read
 */
export async function findBaselineAtBase(
  choice: BaselineChoice,
  request: GateRequest,
): Promise<BaselineChoice> {
  if (choice.kind !== 'tarball' && choice.kind !== 'report') return choice
  const root = findRootAround(path.dirname(choice.file), request.repository.checkout)
  const change = (await request.base?.(root)) ?? null
  const bytes = change === null ? null : await change.base.read(makeRelativeToRoot(root, choice.file), MOST)
  if (bytes === null) return choice
  const folder = await makeFreshFolder(request.temporaryDirectory, 'base-')
  const file = path.join(folder, path.basename(choice.file))
  await writeFile(file, bytes)
  return { ...choice, file }
}
