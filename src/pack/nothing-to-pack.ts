import path from 'node:path'
import { glob } from 'tinyglobby'
import { CannotLook } from '../model/cannot-look.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'
import { seemsToPublish } from './choose/notes-on-choice.ts'
import { collectRepositoryCommands } from './choose/repository-commands.ts'
import { type SortedWorkspaces, tellFirstNames } from './left-out-workspaces.ts'
import { isComplete } from './sort-workspaces.ts'
import { readJson } from './workspace/read-json.ts'
import { MANIFEST, type WorkspaceList } from './workspace/workspace-list.ts'

interface Nothing {
  /** As the user named it. */
  readonly root: string
  /** Absolute. */
  readonly folder: string
  readonly list: WorkspaceList
  readonly sorted: SortedWorkspaces
  /** Whether the user asked for the workspaces. */
  readonly wereAskedFor: boolean
}

/** Why none of a folder's workspaces can be published, with what seems to publish something all the same. */
export async function explainNothingToPublish({
  root,
  folder,
  list,
  sorted,
  wereAskedFor,
}: Nothing): Promise<string> {
  const { source } = list
  const { all } = sorted
  const whose = root === '.' ? 'this folder' : root
  if (all.length === 0)
    return `The workspaces of ${whose} match no folder with a package.json (${source}), so there is nothing to look at. Check the patterns.`
  const instead = wereAskedFor
    ? ' instead of --workspaces'
    : ', a folder that the build writes or its tarball'
  const none =
    all.length === 1
      ? `The only workspace of ${whose} cannot be published (${source}): it is private or has no name and version.`
      : `None of the ${all.length} workspaces of ${whose} can be published (${source}): they are private or have no name and version.`
  return `${none} Name what is to be published${instead}.${await describeUnknownPublisher(folder)}`
}

/**
 * A folder without a package.json and without any command that publishes one below it.
 * @throws CannotLook that names the packages which lie in it, where there are any
 */
export async function assertNonePublishable(folder: string, label: string): Promise<void> {
  const packages = await findPackagesBelow(folder)
  if (packages.length === 0) return
  throw new CannotLook(
    `There is no package.json in ${label === '.' ? 'this folder' : label}; packages lie in ${tellFirstNames(packages)}. Name the one to check, or its tarball.${await describeUnknownPublisher(folder)}`,
  )
}

/** Folders below one whose package.json could be published, the nearest first. */
async function findPackagesBelow(folder: string): Promise<string[]> {
  const files = await glob(`*/**/${MANIFEST}`, {
    cwd: folder,
    deep: 5,
    ignore: ['**/node_modules/**', '**/{test,tests,__tests__,fixtures,examples}/**'],
    followSymbolicLinks: false,
  })
  const found: string[] = []
  for (const file of files.slice(0, 200)) {
    const manifest = await readJson(path.join(folder, file))
    if (manifest !== null && manifest.private !== true && isComplete(manifest)) found.push(path.dirname(file))
  }
  return found.sort((a, b) => a.split('/').length - b.split('/').length || a.localeCompare(b))
}

/** That something in the repository seems to publish, as a sentence with a space before it. */
async function describeUnknownPublisher(folder: string): Promise<string> {
  const { unknown } = await collectRepositoryCommands(findRepositoryRoot(folder) ?? folder)
  const seems = seemsToPublish(unknown)
  return seems === null ? '' : ` ${seems}.`
}
