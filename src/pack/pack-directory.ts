import path from 'node:path'
import { readManifest as readText } from '../manifest/parse-manifest.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Packing } from '../model/packing.ts'
import { isInside, makeRelativeToRoot } from '../repository/config-files.ts'
import { readRegular } from '../repository/read-regular.ts'
import type { AcquiredTarball, AcquireOptions } from './acquired-tarball.ts'
import { type ChosenPacker, PackerChooser } from './choose/choose-packer.ts'
import type { Question } from './choose/folder-question.ts'
import { copyFolderWithAssets } from './choose/lerna-folder.ts'
import { findPublishFolder } from './choose/publish-folder.ts'
import { makeFreshFolder } from './fresh-folder.ts'
import { InstalledPackers } from './installed-packers.ts'
import { assertByPacker, assertNamed, assertOpen } from './not-published.ts'
import { packInProcess } from './pack-in-process.ts'
import { packSealed } from './pack-sealed.ts'
import { ignoresScripts, listPublishScripts } from './publish-scripts.ts'
import { runRootScripts } from './root-scripts.ts'
import { runScripts } from './run-scripts.ts'
import { WorkspaceFinder } from './workspace/find-workspace.ts'

type Manifest = Readonly<Record<string, unknown>>

/**
 * Packs a package as publishing will: as its packer does, from the folder that is published. Unless scripts are to be
 * run no code of the checkout is.
 * @throws CannotLook when there is no usable package.json, a script fails, or its packer could not pack it either.
 */
export async function packDirectory(
  target: string,
  directory: string,
  options: AcquireOptions,
): Promise<AcquiredTarball> {
  const manifest = await readManifestToPack(target, directory)
  const chooser = options.chooser ?? new PackerChooser(new WorkspaceFinder())
  const installed = options.installed ?? new InstalledPackers(options.temporaryDirectory)
  const chosen = await addVersion(await chooser.choose(directory, options.packer ?? null), installed)
  const areIgnored = await ignoresScripts(chosen, chosen.workspace?.root ?? directory)
  const asked = { label: target === '.' ? 'The package in this folder' : target, folder: directory, chosen }
  assertNamed({ ...asked, manifest })
  assertByPacker({ ...asked, manifest }, options.packer ?? null)
  if (!areIgnored && !options.runScripts) await assertOpen({ ...asked, manifest })
  const ofRoot = areIgnored ? [] : await runRootScripts(directory, chosen, chooser, options)
  const own = await listPublishScripts({
    ...chosen,
    manifest: await readScriptManifest(manifest, directory, chosen),
    root: chosen.workspace?.root ?? directory,
    areIgnored,
    ran: options.runScripts,
  })
  const scripts = [...ofRoot, ...own]
  if (options.runScripts) await runScripts(target, directory, own, chosen.packer, options)
  const question = { ...asked, manifest: await readManifestToPack(target, directory) }
  const { folder, reason, packs, hasOwnManifest } = await prepareFolderToPack(question, options)
  const destination = await makeFreshFolder(options.temporaryDirectory, 'packed-')
  const request = {
    ...chosen,
    label: target,
    folder: packs,
    hasOwnManifest,
    manifest: folder === directory ? question.manifest : await readManifestToPack(target, packs),
    isByPath: chosen.isByPath || folder !== directory,
    runsIn: chosen.command?.runsIn ?? null,
    directory,
    destination,
  }
  const here = await packInProcess(request)
  const packed = (await packSealed(request, here, installed, options)) ?? here
  if (options.runScripts) await runScripts(target, directory, [{ name: 'postpack' }], chosen.packer, options)
  const packing: Packing = {
    packer: chosen.packer,
    version: chosen.version,
    reason: chosen.reason,
    bytes: packed.bytes,
    folder: makeRelativeToRoot(directory, folder),
    folderReason: reason,
    ...(chosen.isDoubtful && folder === directory ? { isDoubtful: true } : {}),
    scripts,
  }
  return {
    target,
    path: packed.path,
    filename: path.basename(packed.path),
    directory: folder,
    given: false,
    packing,
    workspaceRoot: request.isByPath ? null : (chosen.workspace?.root ?? null),
    isOneOfSeveral: await isOneOfSeveral(chosen),
    notes: chosen.notes,
  }
}

/** The folder that is published, and the one to pack for it: a copy with what its tool puts into it first. */
async function prepareFolderToPack(question: Question, { temporaryDirectory }: AcquireOptions) {
  const published = await findPublishFolder(question)
  const { folder, assets } = published
  const directory = question.folder
  return {
    ...published,
    packs:
      assets.length === 0 ? folder : await copyFolderWithAssets(published, { directory, temporaryDirectory }),
    hasOwnManifest: folder === directory || assets.some(({ to }) => to === 'package.json'),
  }
}

/** Whether the workspace has more packages than one that can be published. */
async function isOneOfSeveral({ workspace }: ChosenPacker): Promise<boolean> {
  const members = (await workspace?.members()) ?? []
  return (
    members.filter(({ manifest }) => manifest.private !== true && typeof manifest.name === 'string').length >
    1
  )
}

/**
 * pnpm packs by other rules from 11 on, npm from 12 on. Where nothing says which one publishes, the installed one is
 * asked; npm always, unless a workflow names one: nothing holds it to what package.json says in packageManager.
 */
async function addVersion(chosen: ChosenPacker, installed: InstalledPackers): Promise<ChosenPacker> {
  const { packer, version, isPinned } = chosen
  if (packer === 'pnpm' && version === null)
    return { ...chosen, version: await installed.findVersion('pnpm') }
  if (packer !== 'npm' || isPinned) return chosen
  return { ...chosen, version: (await installed.findVersion('npm')) ?? version }
}

/** Where a folder is named on npm's command line, or gone to, the scripts of that folder's package.json run. */
async function readScriptManifest(
  manifest: Manifest,
  directory: string,
  chosen: ChosenPacker,
): Promise<Manifest> {
  const { command, packer } = chosen
  if (command === null || command.tool === 'lerna' || command.runsIn === null) return manifest
  // pnpm runs those of the project, also where it is told a folder of it; a tool stays where it is.
  if (command.folder === null ? command.tool !== null : packer === 'pnpm') return manifest
  const named = path.resolve(command.runsIn, command.folder ?? '.')
  if (command.folder === null && !isInside(directory, named)) return manifest
  return named === directory ? manifest : readManifestToPack(named, named).catch(() => manifest)
}

/** @throws CannotLook when there is no package.json in a folder, or none that can be read. */
export async function readManifestToPack(target: string, directory: string): Promise<Manifest> {
  const file = path.join(directory, 'package.json')
  const text = await readRegular(file).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof CannotLook) throw error
    if (error.code === 'ENOENT')
      throw new CannotLook(
        `There is no package.json in ${target === '.' ? 'this folder' : target}, so there is no package to pack. Name the package's folder, a .tgz, or name@version.`,
      )
    throw new CannotLook(
      `${target}/package.json cannot be read (${error.code ?? error.message}). Check its permissions.`,
    )
  })
  const { manifest, problem } = readText(text)
  if (manifest !== null) return manifest
  throw new CannotLook(`${target}/package.json cannot be read: ${problem}. Fix it and run again.`)
}
