import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { isInside } from '../repository/config-files.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'
import { readPackageScripts } from './choose/callable-texts.ts'
import type { PackerChooser } from './choose/choose-packer.ts'
import { findPublishFolder } from './choose/publish-folder.ts'
import { findCommandsOfScripts, type RepositoryCommands } from './choose/repository-commands.ts'
import { findPlacesBelow, type PublishedPlace } from './published-elsewhere.ts'
import type { WorkspaceFinder } from './workspace/find-workspace.ts'
import { readJson } from './workspace/read-json.ts'

/** Scripts that publishing a package runs; some publish others. */
const PUBLISHING_SCRIPTS = /^(?:prepublishOnly|prepublish|prepack|prepare|postpack|publish|postpublish)$/
const MANIFEST = 'package.json'

/** Packages that are published together with another one, and that are nobody's workspaces. */
export interface PublishedBeside {
  readonly there: readonly PublishedPlace[]
  /** Not built yet, or without a name and a version. */
  readonly notYet: readonly PublishedPlace[]
}

/**
 * The packages in folders below a target that its repository publishes as well: platform packages of native code,
 * `cd types && npm publish`, a loop over folders. What a build makes of the target itself, or of a workspace, is not
 * among them.
 * @param folder absolute
 */
export async function findPublishedBeside(
  folder: string,
  { chooser, finder }: { readonly chooser: PackerChooser; readonly finder: WorkspaceFinder },
): Promise<PublishedBeside> {
  // Below a tarball lies nothing, and reading what its repository says would cost a sixth of a small check.
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return { there: [], notYet: [] }
  const commands = await chooser.findCommands(findRepositoryRoot(folder) ?? folder)
  const places = await findPlacesBelow(folder, [
    ...listReleasing(commands),
    ...(await findOwnScripts(folder, commands)),
  ])
  if (places.length === 0) return { there: [], notYet: [] }
  const workspace = await finder.find(folder)
  const members = [folder, ...(workspace?.folders ?? [])].filter((one) => isInside(folder, one))
  const there: PublishedPlace[] = []
  const notYet: PublishedPlace[] = []
  for (const place of places) {
    const around = members.filter((one) => isInside(one, place.folder)).sort((a, b) => b.length - a.length)[0]
    if (around === place.folder || around === undefined) continue
    const manifest = await readJson(path.join(place.folder, MANIFEST))
    const of = await readJson(path.join(around, MANIFEST))
    if (manifest?.private === true || (manifest !== null && manifest.name === of?.name)) continue
    if ((await findFolder(around, chooser)) === place.folder) continue
    const isComplete = typeof manifest?.name === 'string' && typeof manifest.version === 'string'
    ;(isComplete ? there : notYet).push(place)
  }
  return { there, notYet: notYet.filter((one) => existsSync(one.folder)) }
}

const listReleasing = ({ fromWorkflows, fromScripts }: RepositoryCommands) =>
  [...fromWorkflows, ...fromScripts].filter((one) => !one.isPreview)

/** What the scripts of a package publish while it is published itself. */
async function findOwnScripts(folder: string, commands: RepositoryCommands) {
  return findCommandsOfScripts(folder, await readPackageScripts(folder), commands, PUBLISHING_SCRIPTS)
}

/** The folder that is published for a package; null where it cannot be told. */
async function findFolder(folder: string, chooser: PackerChooser): Promise<string | null> {
  const manifest = await readJson(path.join(folder, MANIFEST))
  if (manifest === null) return null
  try {
    const chosen = await chooser.choose(folder, null)
    return (await findPublishFolder({ label: folder, folder, manifest, chosen })).folder
  } catch {
    return null
  }
}
