import path from 'node:path'
import type { PackerName } from '../../model/packing.ts'
import { isInside } from '../../repository/config-files.ts'
import type { Workspace } from '../workspace/find-workspace.ts'
import { findPlaceAmong } from './folder-patterns.ts'
import type { FoundCommand } from './found-command.ts'
import type { PackageManager } from './package-manager.ts'
import { isTarball, type ReleaseTool } from './publish-commands.ts'
import type { RepositoryCommands } from './repository-commands.ts'

/** The package in question, and where it stands. */
export interface Place {
  readonly folder: string
  /** Of the package; null where it has none. */
  readonly name: string | null
  readonly workspace: Workspace | null
  readonly manager: PackageManager | null
}

/** The command that publishes the package, and the others that would. */
export function splitCommands(
  place: Place,
  {
    fromWorkflows,
    fromScripts,
    unknown,
  }: Pick<RepositoryCommands, 'fromWorkflows' | 'fromScripts' | 'unknown'>,
): [FoundCommand | null, readonly FoundCommand[]] {
  const pickRelevant = (all: readonly FoundCommand[]) =>
    all
      .map((command) => ({ command, rank: rankRelevance(command, place) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank || Number(isOfRelease(b.command)) - Number(isOfRelease(a.command)))
  const isRelease = ({ isPreview }: FoundCommand) => !isPreview
  const isPreview = (command: FoundCommand) => command.isPreview
  const ranked = [
    pickRelevant(fromWorkflows.filter(isRelease)),
    pickRelevant(fromScripts.filter(isRelease)),
    pickRelevant([...fromWorkflows, ...fromScripts].filter(isPreview)),
  ]
  const [best] = ranked.find((one) => one.length > 0) ?? []
  // A command that perhaps publishes the package counts for nothing beside a tool that does and is not understood.
  if (best === undefined || (best.rank === 1 && unknown.length > 0)) return [null, []]
  const known = ranked.flat()
  // Of several that fit alike, the one of the repository's own package manager is most likely the one that is meant.
  const equal = (ranked.find((one) => one.length > 0) ?? []).filter(({ rank }) => rank === best.rank)
  const chosen =
    equal.find(({ command }) => decidePacker(command, place.manager) === place.manager?.packer) ?? best
  return [chosen.command, known.filter((one) => one !== chosen).map(({ command }) => command)]
}

/** Whether the file that a command was found in is called after releasing. */
export const isOfRelease = ({ source }: FoundCommand) => /release|publish|deploy|\bcd\b/i.test(source)

/**
 * How surely a command publishes the package: 4 its very folder, 3 one below it, 2 all of the workspace, 1 perhaps, 0
 * not at all.
 */
function rankRelevance(command: FoundCommand, { folder, workspace, name }: Place): number {
  const { runsIn, tool, isByWorkspace, only, among } = command
  if (tool === null && isTarball(command)) return 0
  // pnpm takes a name without its scope as well.
  if (only !== null) return only.some((one) => one === name || name?.endsWith(`/${one}`)) ? 4 : 0
  if (among !== null && tool !== 'lerna') return rankInOrBelowIt(folder, findPlaceAmong(folder, among))
  if (runsIn === null) return 1
  // A folder that only a run knows: each one of a loop.
  if (tool !== 'lerna' && command.folder !== null && /[$*`]/.test(command.folder)) return 1
  const named = resolvePublishedFolder(command)
  if (named !== null && tool !== 'lerna') return rankInOrBelowIt(folder, named)
  if (runsIn === folder && tool === null && command.folder === null && !isByWorkspace) return 4
  if (isInside(folder, runsIn)) return rankInOrBelow({ folder, runsIn, isByWorkspace, workspace })
  // What clean-publish wrote into another folder is a package of its own there.
  const isAbove = isInside(runsIn, folder) && tool !== 'clean-publish'
  return isAbove && (tool !== null || isByWorkspace) ? 2 : 0
}

function rankInOrBelowIt(folder: string, published: string | null): number {
  if (published === folder) return 4
  return published !== null && isInside(folder, published) ? 3 : 0
}

/** Of a command in a package's folder or below: there, workspaces of another root are published, or another member. */
function rankInOrBelow({
  folder,
  runsIn,
  isByWorkspace,
  workspace,
}: {
  readonly folder: string
  readonly runsIn: string
  readonly isByWorkspace: boolean
  readonly workspace: Workspace | null
}): number {
  const isOfOthers = runsIn !== folder && isByWorkspace
  return isOfOthers || isMemberBetween(folder, runsIn, workspace) ? 0 : 3
}

function isMemberBetween(folder: string, runsIn: string, workspace: Workspace | null): boolean {
  return (workspace?.folders ?? []).some(
    (one) => one !== folder && isInside(folder, one) && isInside(one, runsIn),
  )
}

/** The folder that a command publishes for a package: the one that it names, comes by or runs in; null if only a run knows. */
export function findPublishedFolderOf(command: FoundCommand, folder: string): string | null {
  if (command.among !== null) return findPlaceAmong(folder, command.among)
  return resolvePublishedFolder(command) ?? command.runsIn
}

/** The folder that a command names, absolute; null where it names none or only a run knows. */
export function resolvePublishedFolder({ folder, runsIn }: FoundCommand): string | null {
  if (folder === null || runsIn === null || /[$*`]/.test(folder)) return null
  return path.resolve(runsIn, folder)
}

export function decidePacker({ packer, tool }: FoundCommand, manager: PackageManager | null): PackerName {
  return packer ?? (tool === null ? 'npm' : decidePackerOfTool(tool, manager))
}

/** What release tools call: changesets 2 and Nx 22 know pnpm (Nx also Bun) beside npm, np goes by packageManager. */
export function decidePackerOfTool(tool: ReleaseTool, manager: PackageManager | null): PackerName {
  const own = manager?.packer ?? 'npm'
  if (tool === 'changesets') return own === 'pnpm' ? 'pnpm' : 'npm'
  if (tool === 'nx') return own === 'pnpm' || own === 'bun' ? own : 'npm'
  if (tool === 'rush') return own === 'pnpm' ? 'pnpm' : 'npm'
  // Ship.js calls `yarn publish`, which is Yarn 1's.
  if (tool === 'shipjs') return own === 'yarn' ? 'yarn' : 'npm'
  return tool === 'np' ? own : 'npm'
}
